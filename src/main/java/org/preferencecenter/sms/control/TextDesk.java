package org.preferencecenter.sms.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.sms.entity.Heard.Done;
import org.preferencecenter.sms.entity.Heard;
import org.preferencecenter.sms.entity.Keywords;
import org.preferencecenter.sms.entity.Meaning;
import org.preferencecenter.sms.entity.MobileNumber;
import org.preferencecenter.sms.entity.Received;
import org.preferencecenter.sms.entity.StopTerms;

/**
 * Reads what people text to a brand and does it: at once, and once however often a gateway tells it. Stops come before
 * everything that could fail after them. Every method throws {@code DatabaseAway} if the database is; what was recorded
 * until then stays, and the gateway's next try goes on from there.
 */
@Singleton
public class TextDesk {

    /** How long a text is known again, and a STOP can be taken back by START. */
    static final Duration REMEMBERED = Duration.ofDays(30);
    /** A STOP repeated within this is confirmed no second time. */
    static final Duration CONFIRMED_ONCE = Duration.ofHours(24);
    /** Answers to a number that asks for help, and for all else: two machines must not talk to each other for ever. */
    private static final int REPLIES_A_DAY = 5;

    private final StopTable stops;
    private final SeenTexts seen;
    private final UnclearTexts unclear;
    private final Stopping stopping;
    private final Recipients recipients;
    private final Keywords keywords;
    private final RuleBooks ruleBooks;
    private final Throttle throttle;
    private final Settings settings;
    private final Clock clock;
    private final byte[] key;
    /** Texts of one number come one after the other, so that a gateway that asks twice at once is answered alike. */
    private final Object[] turns = Stream.generate(Object::new).limit(64).toArray();

    @Inject
    public TextDesk(DataSource database, Clock clock, Settings settings, Vault vault, Keywords keywords, RuleBooks ruleBooks,
            Recipients recipients, Stopping stopping, UnclearTexts unclear, Throttle throttle) {
        this.stops = new StopTable(database);
        this.seen = new SeenTexts(database);
        this.unclear = unclear;
        this.stopping = stopping;
        this.recipients = recipients;
        this.keywords = keywords;
        this.ruleBooks = ruleBooks;
        this.throttle = throttle;
        this.settings = settings;
        this.clock = clock;
        this.key = vault.derive("sms");
    }

    /**
     * What came of a text.
     *
     * @param first false for one that had been answered before: nothing was done, and nothing is to be sent
     * @param whose ids of the recipients whose number it is
     */
    public record Answer(Heard heard, boolean first, List<Long> whose) {
    }

    /** Understands the text and does what it asks. */
    public Answer receive(Received text, Brand brand) {
        synchronized (turns[Math.floorMod(text.from().hashCode(), turns.length)]) {
            return inTurn(text, brand);
        }
    }

    private Answer inTurn(Received text, Brand brand) {
        List<Recipient> whose = whose(text.from());
        List<Long> ids = whose.stream().map(Recipient::id).toList();
        byte[] hash = hash(text.id() == null ? null : brand.id() + "\n" + text.id(), text.from().e164(), text.text());
        Optional<Heard> before = text.id() == null ? Optional.empty() : seen.answered(hash);
        if (before.isPresent()) {
            return new Answer(before.get(), false, ids);
        }
        Received exact = new Received(text.id(), text.from(), text.text(), text.at().truncatedTo(ChronoUnit.MICROS));
        Heard heard = act(exact, brand, whose);
        boolean first = text.id() == null || seen.add(hash, clock.instant(), heard);
        return first ? new Answer(heard, true, ids) : new Answer(seen.answered(hash).orElse(heard), false, ids);
    }

    private Heard act(Received text, Brand brand, List<Recipient> whose) {
        String locale = whose.stream().map(Recipient::locale).filter(l -> l != null).findFirst().orElse(null);
        Meaning meaning = keywords.of(text.text(), brand.name());
        byte[] number = hash(text.from().e164());
        return switch (meaning) {
            case STOP -> stop(text, brand, whose, number, locale);
            case START -> start(text, brand, whose, number, locale);
            case HELP -> heard(meaning, brand, Done.HELPED, text, oftenEnough(number, Replies.help(brand, locale)));
            case UNCLEAR -> {
                unclear.keep(brand.id(), whose.isEmpty() ? 0 : whose.get(0).id(), text.from().e164(), text.text());
                yield heard(meaning, brand, Done.KEPT_TO_READ, text, oftenEnough(number, Replies.unclear(brand, locale)));
            }
            case OTHER -> heard(meaning, brand, Done.NOTHING, text, null);
        };
    }

    private Heard stop(Received text, Brand brand, List<Recipient> whose, byte[] number, String locale) {
        StopTerms terms = terms(text, brand, whose);
        StopTable.Stop stop = stopping.stop(text, brand, whose, terms.everyBrand(), locale);
        stops.add(number, brand.id(), stop);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean confirm = (terms.confirmationBy() == null || now.isBefore(terms.confirmationBy()))
                && stops.confirm(number, brand.id(), now, CONFIRMED_ONCE);
        boolean fresh = !stop.taken().isEmpty() || !stop.suppressed().isEmpty();
        return new Heard(Meaning.STOP, brand.id(), fresh ? Done.STOPPED : Done.ALREADY_STOPPED, terms.everyBrand(), text.at(),
                terms.honourBy(), terms.confirmationBy(), terms.rules(),
                confirm ? Replies.stopped(brand, locale, terms.everyBrand()) : null);
    }

    /** The number's own law; one person's may ask for more where they are known to live elsewhere. */
    private StopTerms terms(Received text, Brand brand, List<Recipient> whose) {
        StopTerms terms = StopTerms.of(ruleBooks.inForce(), text.from().region(), brand.code(), text.at());
        for (Recipient one : whose) {
            if (one.jurisdiction() != null && !one.jurisdiction().equals(text.from().region())) {
                StopTerms there = StopTerms.of(ruleBooks.inForce(), one.jurisdiction(), brand.code(), text.at());
                terms = there.everyBrand() && !terms.everyBrand() ? there : terms;
            }
        }
        return terms;
    }

    private Heard start(Received text, Brand brand, List<Recipient> whose, byte[] number, String locale) {
        Instant now = clock.instant();
        Optional<StopTable.Stop> stop = stops.find(number, brand.id())
                .filter(one -> !text.at().isBefore(one.at()) && one.at().isAfter(now.minus(REMEMBERED)));
        boolean given = stop.isPresent() && stopping.giveBack(text, brand, whose, stop.get(), locale, REMEMBERED);
        if (stop.isPresent()) {
            stops.empty(number, brand.id());
        }
        String reply = given ? Replies.started(brand, locale) : Replies.signUp(brand, locale, brand.url(settings.baseUrl()));
        return heard(Meaning.START, brand, given ? Done.GIVEN_BACK : Done.TOLD_WHERE, text, oftenEnough(number, reply));
    }

    private static Heard heard(Meaning meaning, Brand brand, Done done, Received text, String reply) {
        return new Heard(meaning, brand.id(), done, false, text.at(), null, null, List.of(), reply);
    }

    private String oftenEnough(byte[] number, String reply) {
        String who = Long.toHexString(ByteBuffer.wrap(number).getLong());
        return throttle.wait("sms.reply", who, REPLIES_A_DAY, Duration.ofDays(1)).isEmpty() ? reply : null;
    }

    /** Whose number it is, for texts or for calls, in the form of E.164 or as it is dialled at home. */
    private List<Recipient> whose(MobileNumber number) {
        Map<Long, Recipient> whose = new LinkedHashMap<>();
        for (Channel channel : List.of(Channel.SMS, Channel.PHONE)) {
            recipients.byAddress(channel, number.e164()).ifPresent(one -> whose.put(one.id(), one));
            // 06 39 98 00 00 is another's in another country: only whoever lives where the number belongs means this one.
            number.national().flatMap(home -> recipients.byAddress(channel, home))
                    .filter(one -> number.region().equals(one.jurisdiction())).ifPresent(one -> whose.put(one.id(), one));
        }
        return List.copyOf(whose.values());
    }

    /** Forgets what is no longer needed. */
    public void purge() {
        Instant now = clock.instant();
        seen.purge(now.minus(REMEMBERED));
        stops.purge(now.minus(REMEMBERED));
        unclear.purge(now.minus(UnclearTexts.KEPT));
    }

    private byte[] hash(String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (String part : parts) {
                byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }
}
