package org.preferencecenter.center.entity;

import static org.preferencecenter.catalog.Samples.withId;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.PastChange;
import org.preferencecenter.consent.entity.Provenance;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Sent;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;

/** A theatre for the pure tests of the pages: its catalogue, one spectator, and what she chose. */
final class Theatre {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant MARCH = Instant.parse("2026-03-14T09:00:00Z");
    static final Phrasebook PHRASES = new Phrasebook();
    static final Words FR = PHRASES.in("fr");
    static final Words EN = PHRASES.in("en");

    final Brand brand = withId(7, new Brand("theatre", "Théâtre des Vents", "news.example.org", "bonjour@example.org",
            "1 quai, Nantes", "#7a1f3d", "#ffffff", "fr"));
    final Brand other = withId(8, new Brand("cinema", "Cinéma", "c.example.org", "c@example.org", "2 quai, Nantes",
            "#123456", "#ffffff", "fr"));
    final Purpose letter = purpose(11, brand, "letter", LegalBasis.CONSENT, Channel.EMAIL, Channel.SMS)
            .called("fr", "Notre lettre", "Les spectacles.").called("en", "Our newsletter", "The shows.");
    final Topic jazz = topic(21, letter, "jazz", 3, "Jazz");
    final Topic kids = topic(22, letter, "kids", 2, "Jeune public");
    final Topic dance = topic(23, letter, "dance", 1, "Danse");
    final Purpose offers = purpose(12, brand, "offers", LegalBasis.SOFT_OPT_IN, Channel.EMAIL)
            .called("fr", "Offres", "Des prix.").called("en", "Offers", "Prices.");
    final Purpose brochure = purpose(13, brand, "brochure", LegalBasis.LEGITIMATE_INTEREST, Channel.POST)
            .called("fr", "Brochure", "Une fois par an.").called("en", "Brochure", "Once a year.");
    final Purpose tickets = withId(14, new Purpose(brand, "tickets", MessageNature.SERVICE, 4).over(Channel.EMAIL)
            .called("fr", "Vos billets", "Horaires.").called("en", "Your tickets", "Times."));
    final Purpose hidden = hide(purpose(15, brand, "staff", LegalBasis.CONSENT, Channel.EMAIL)
            .called("fr", "Interne", "Secret.").called("en", "Staff", "Secret."));
    final Purpose foreign = purpose(16, other, "films", LegalBasis.CONSENT, Channel.EMAIL).called("fr", "Films", "Films.");
    final Purpose leaflet = purpose(17, brand, "leaflet", LegalBasis.CONSENT, Channel.EMAIL).called("fr", "Dépliant", "Au hasard.");
    final Purpose hiddenService = hide(withId(18, new Purpose(brand, "duty", MessageNature.SERVICE, 8).over(Channel.EMAIL)
            .called("fr", "Dienst", "Secret.")));
    final Purpose draft = withId(19, new Purpose(brand, "draft", MessageNature.PROSPECTING, 9).over(Channel.EMAIL)
            .on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE).called("fr", "Brouillon", "Secret."));
    final Notice secret = withId(32, new Notice(foreign, 1, "fr", "Films et Secret.", Instant.parse("2026-01-01T00:00:00Z")));
    final CollectionPoint elsewhere = withId(52, new CollectionPoint(other, "desk", CollectionPoint.Kind.DESK, CaptureMode.ACTIVE_OPT_IN));
    final Notice notice = withId(31, new Notice(letter, 1, "fr", "Je souhaite recevoir la lettre.",
            Instant.parse("2026-01-01T00:00:00Z")));
    final Stream digest = withId(41, new Stream("letter-digest", letter, null, Channel.EMAIL, true));
    final Stream jazzLetter = withId(42, new Stream("letter-jazz", letter, jazz, Channel.EMAIL, false));
    final Stream kidsDigest = withId(43, new Stream("letter-kids-digest", letter, kids, Channel.EMAIL, true).sending(4));
    final Stream offersMail = withId(44, new Stream("offers", offers, null, Channel.EMAIL, false).sending(2));
    final CollectionPoint form = withId(51, new CollectionPoint(brand, "form", CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN));
    private final Map<Cell, Choice> choices = new HashMap<>();
    private final List<PastChange> changes = new java.util.ArrayList<>();
    private final Map<Cell, Provenance> provenance = new HashMap<>();
    private final Map<Integer, Sent> sent = new HashMap<>();
    private final java.util.Set<UUID> explained = new java.util.HashSet<>();
    boolean alone;

    Theatre() {
        dance.retire(MARCH);
        tickets.publish(MARCH);
        hiddenService.publish(MARCH);
    }

    static Purpose purpose(int id, Brand brand, String code, LegalBasis basis, Channel... channels) {
        Purpose purpose = withId(id, new Purpose(brand, code, MessageNature.PROSPECTING, id).over(channels)
                .on(basis, Audience.CONSUMER, Basis.ANYWHERE));
        purpose.publish(MARCH);
        return purpose;
    }

    static Topic topic(int id, Purpose purpose, String code, int perMonth, String title) {
        return withId(id, purpose.topic(code, perMonth).called("fr", title, "").called("en", title, ""));
    }

    private static Purpose hide(Purpose purpose) {
        try {
            var offered = Purpose.class.getDeclaredField("offered");
            offered.setAccessible(true);
            offered.set(purpose, false);
            return purpose;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    Catalogue catalogue() {
        return new Catalogue(alone ? List.of(brand) : List.of(brand, other), List.of(letter, offers, brochure, tickets, hidden,
                foreign, leaflet, hiddenService, draft), List.of(notice, secret), List.of(digest, jazzLetter, kidsDigest, offersMail), List.of(form, elsewhere));
    }

    static Cell cell(Topic topic, Channel channel) {
        return new Cell(Scope.topic(topic.id()), channel);
    }

    static Cell cell(Purpose purpose, Channel channel) {
        return new Cell(Scope.purpose(purpose.id()), channel);
    }

    Theatre chose(Cell cell, State state) {
        return chose(cell, state, null, null);
    }

    Theatre chose(Cell cell, State state, Frequency frequency, Instant pausedUntil) {
        choices.put(cell, new Choice(cell, state, 0, choices.size() + 1, MARCH, frequency, pausedUntil));
        return this;
    }

    /** They said yes again after a stop, so often. */
    Theatre renewed(Cell cell, int epoch) {
        choices.put(cell, new Choice(cell, State.GRANTED, epoch, choices.size() + 1, MARCH, null, null));
        return this;
    }

    /** The choices of these cells were made by one change, the newest. */
    UUID change(String via, boolean undoable, Cell... cells) {
        UUID id = UUID.randomUUID();
        changes.add(0, new PastChange(id, NOW.minus(Duration.ofMinutes(1)), via,
                Arrays.stream(cells).map(choices::get).toList(), undoable));
        return id;
    }

    /** The answer of this cell came about that way, in March. */
    Theatre through(Cell cell, String via, int notice, int collectionPoint) {
        provenance.put(cell, new Provenance(MARCH, new Origin(Origin.Actor.RECIPIENT, via, CaptureMode.ACTIVE_OPT_IN, collectionPoint,
                notice, "fr")));
        return this;
    }

    Theatre got(Stream stream, int messages, Instant first) {
        sent.put(stream.id(), new Sent(messages, first));
        return this;
    }

    Theatre explained(UUID change) {
        explained.add(change);
        return this;
    }

    Known known() {
        Recipient claire = new Recipient(1, Audience.CONSUMER, "form", "FR", "fr", "Europe/Paris",
                Map.of("customerSince", "2024-10-01"), List.of(new Recipient.Address(Channel.EMAIL, "claire@example.org"),
                        new Recipient.Address(Channel.POST, "1 rue des Lilas")));
        return new Known(catalogue(), brand, Optional.of(claire), new Choices(choices), List.copyOf(changes), NOW,
                provenance, sent, explained);
    }

    PageView page(Words words) {
        return page(words, Scope.topic(jazz.id()), false, null);
    }

    PageView page(Words words, Scope scope, boolean first, String c) {
        return new Drawing(words, known(), null).page(holder(scope, 0), first, c, null);
    }

    static Holder holder(Scope scope, int epoch) {
        return new Holder("token", 1, scope, epoch, Optional.empty(), false);
    }
}
