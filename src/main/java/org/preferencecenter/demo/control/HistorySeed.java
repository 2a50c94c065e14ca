package org.preferencecenter.demo.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.FoundWaves;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.StopReasons;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.StopReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * Ninety days that lie behind the demo: people who subscribed, people who left, two waves of stops. Each act is recorded by
 * the same code as any other, on a clock set back, in the order in which it happened; only the messages between them are
 * written down at once. The people are many alike: whoever wants to look at one looks at those of {@link RecipientSeed}.
 */
@Singleton
public class HistorySeed {

    /** A domain whose gateway presses every button, two days ago. */
    public static final String SCANNED = "lycee-horizon.example";
    private static final String ANGRY = "mairie-du-bourg.example";
    private static final int ANGRY_DAYS = 34;
    private static final int PEOPLE = 700;
    private static final int DAYS = 90;
    /** One in so many has left by now: of what a letter is sent to, some in a thousand stop it each time. */
    private static final int LEAVES = 50;
    private static final List<String> FIRST = List.of("anna", "bruno", "chloe", "david", "elsa", "farid", "gilles", "hana", "ines",
            "jules", "katia", "leo", "mona", "nils", "olga", "paul", "rosa", "samir", "tess", "yann");
    private static final List<String> DOMAINS = List.of("example.org", "example.org", "example.net", "example.com", "courriel.example",
            "courriel.example", "poste.example");
    private static final StopReason[] REASONS = { StopReason.TOO_OFTEN, StopReason.TOO_OFTEN, StopReason.TOO_OFTEN,
            StopReason.NOT_FOR_ME, StopReason.NO_LONGER, StopReason.NEVER_ASKED };

    private final DataSource database;
    private final Catalog catalog;
    private final Consents present;
    private final FoundWaves waves;
    private final Past clock;

    @Inject
    public HistorySeed(DataSource database, Catalog catalog, Consents present, FoundWaves waves, Clock now) {
        this.database = database;
        this.catalog = catalog;
        this.present = present;
        this.waves = waves;
        this.clock = new Past(now.instant());
    }

    /** What somebody did, and when. */
    private record Deed(Instant at, Runnable what) {
    }

    /**
     * Records what is not there yet. A start that is killed in between leaves people without a past: the next adds it.
     *
     * @return true if anything was missing
     */
    public boolean sow() {
        Catalogue known = catalog.now();
        Instant now = clock.start().truncatedTo(ChronoUnit.MINUTES);
        Recipients recipients = new Recipients(database, clock);
        if (recipients.byAddress(Channel.EMAIL, address(0, ANGRY, 11)).isPresent()) {
            return false;
        }
        try (Consents consents = present.on(clock)) {
            Life life = new Life(known, recipients, consents, new StopReasons(database, clock, catalog, consents));
            List<Deed> deeds = life.ninetyDays(now);
            deeds.sort(Comparator.comparing(Deed::at));
            for (Deed deed : deeds) {
                clock.set(deed.at());
                deed.what().run();
            }
        }
        waves.lookAgain(now.minus(Duration.ofDays(ANGRY_DAYS + 1)));
        return true;
    }

    private static String address(int number, String domain, int of) {
        return FIRST.get(of % FIRST.size()) + "." + (number * 100 + of) + "@" + domain;
    }

    /** Who does what, the same at each start. */
    private static final class Life {

        private final Catalogue known;
        private final Recipients recipients;
        private final Consents consents;
        private final StopReasons reasons;
        private final Brand brand;
        private final List<Stream> letters;
        private final Random chance = new Random(20);
        private final Map<String, Long> ids = new HashMap<>();

        Life(Catalogue known, Recipients recipients, Consents consents, StopReasons reasons) {
            this.known = known;
            this.recipients = recipients;
            this.consents = consents;
            this.reasons = reasons;
            this.brand = known.brand(CatalogueSeed.BRAND).orElseThrow();
            this.letters = known.streams().stream().filter(s -> s.brand().id() == brand.id() && s.channel() == Channel.EMAIL
                    && s.topic().isPresent() && !s.digest() && !s.retired()).toList();
        }

        List<Deed> ninetyDays(Instant now) {
            List<Deed> deeds = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                String address = address(1 + i / 100, DOMAINS.get(i % DOMAINS.size()), i);
                // More come lately than at first, a third came before; some came years ago, so that their consent soon ends.
                boolean old = i % 9 == 0;
                long days = old ? 1080 - i : i % 3 == 1 ? DAYS + i * 17L % 600 : growing(chance.nextDouble());
                Instant came = rhythm(now.minus(Duration.ofDays(days)).minus(Duration.ofMinutes(chance.nextInt(1200))));
                Stream letter = letters.get(i % letters.size());
                deeds.add(new Deed(came, () -> signUp(address, letter, came)));
                if (chance.nextInt(LEAVES) == 0) {
                    long after = old ? 1080 - i - chance.nextInt(80) : (long) (days * chance.nextDouble());
                    Instant left = came.plus(Duration.ofDays(after)).plus(Duration.ofMinutes(1 + chance.nextInt(600)));
                    boolean byButton = chance.nextInt(3) > 0;
                    StopReason reason = chance.nextInt(3) == 0 ? null : REASONS[chance.nextInt(REASONS.length)];
                    if (left.isBefore(now)) {
                        deeds.add(new Deed(left, () -> leave(address, letter, byButton, reason)));
                    }
                }
            }
            lately(deeds, now);
            wave(deeds, SCANNED, 14, now.minus(Duration.ofHours(41)), 2, 1);
            wave(deeds, ANGRY, 12, now.minus(Duration.ofDays(ANGRY_DAYS)), 19, 9);
            return deeds;
        }

        /** Days ago, for an even chance: three times as many a day lately as ninety days ago, and no more on the last than before. */
        private static long growing(double chance) {
            return (long) (DAYS * (1.5 - Math.sqrt(2.25 - 2 * chance)));
        }

        /** Some who left these weeks and said why, so that whoever looks finds one of each reason. */
        private void lately(List<Deed> deeds, Instant now) {
            for (int i = 0; i < REASONS.length; i++) {
                String address = address(90, DOMAINS.get(i), i);
                Stream letter = letters.get(i % letters.size());
                StopReason reason = REASONS[i];
                Instant came = Past.onWeekday(now.minus(Duration.ofDays(150 + 9L * i)));
                deeds.add(new Deed(came, () -> signUp(address, letter, came)));
                deeds.add(new Deed(Past.onWeekday(now.minus(Duration.ofDays(3 + 4L * i))), () -> leave(address, letter, false, reason)));
            }
        }

        /** A week has its shape: three of four who would have come at a weekend come before it. */
        private Instant rhythm(Instant at) {
            return chance.nextInt(4) == 0 ? at : Past.onWeekday(at);
        }

        /** The letter somebody came for, and often others too. */
        private List<Wish> wishes(Stream letter) {
            return letters.stream().filter(other -> other == letter || other.purpose().id() == letter.purpose().id()
                    && chance.nextInt(3) > 0).map(other -> new Wish(new Cell(other.scope(), Channel.EMAIL), true, null, null)).toList();
        }

        /** @param apart seconds between two stops. @param networks from how many networks they come */
        private void wave(List<Deed> deeds, String domain, int people, Instant at, int apart, int networks) {
            Stream letter = letters.get(0);
            for (int i = 0; i < people; i++) {
                String address = address(0, domain, i);
                Instant came = at.minus(Duration.ofDays(30 + i));
                Instant stopped = at.plus(Duration.ofSeconds(5L + (long) i * apart));
                String network = "abcdefg" + (char) ('a' + i % networks);
                deeds.add(new Deed(came, () -> signUp(address, letter, came)));
                deeds.add(new Deed(stopped, () -> consents.withdraw(new OneClick(ids.get(address), letter.scope(), 0, true, network))
                        .toCompletableFuture().join()));
            }
        }

        private void signUp(String address, Stream letter, Instant at) {
            LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            int who = chance.nextInt(10);
            Map<String, String> facts = who < 4 ? Map.of() : Map.of("customerSince", day.minusMonths(who * 5L).toString(),
                    "lastPurchase", day.minusDays(who * 37L).toString(), "seller", brand.code(), "productFamily", "spectacle",
                    "refusalOffered", day.minusMonths(who * 5L).toString(), "informed", day.minusMonths(who * 5L).toString());
            long id = recipients.byAddress(Channel.EMAIL, address).orElseGet(() -> recipients.add(new Recipient(0, who == 0
                    ? Audience.PROFESSIONAL : Audience.CONSUMER, "formulaire", who < 8 ? "FR" : "BE", "fr", "Europe/Paris", facts,
                    List.of(new Recipient.Address(Channel.EMAIL, address))))).id();
            ids.put(address, id);
            Purpose purpose = letter.purpose();
            int notice = known.notice(purpose, "fr").map(Notice::id).orElse(0);
            int point = known.collectionPoint("formulaire").orElseThrow().id();
            if (consents.choices(id).byCell().isEmpty()) {
                consents.grant(id, List.of(new Wish(new Cell(letter.scope(), Channel.EMAIL), true, null, null)),
                        new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, point, notice, "fr"));
            }
        }

        /** @param reason null: not told */
        private void leave(String address, Stream letter, boolean byButton, StopReason reason) {
            long id = ids.get(address);
            Scope scope = letter.scope();
            if (byButton) {
                consents.withdraw(new OneClick(id, scope, 0, true)).toCompletableFuture().join();
                return;
            }
            Outcome left = consents.choose(id, List.of(new Wish(new Cell(scope, Channel.EMAIL), false, null, null)),
                    Origin.recipient("page", "fr"));
            if (left.change() != null && reason != null) {
                reasons.add(id, brand.id(), left.change(), reason, "");
            }
        }
    }
}
