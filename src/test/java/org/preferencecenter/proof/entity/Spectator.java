package org.preferencecenter.proof.entity;

import static org.preferencecenter.catalog.Samples.withId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DataKeeping;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;

/** Somebody who answers a theatre, without a database. */
public final class Spectator {

    static final Instant MARCH = Instant.parse("2026-03-14T09:00:00Z");
    static final Duration LIFE = Duration.ofHours(72);
    public static final DataKeeping SAID = new DataKeeping("SCIC Théâtre des Vents", "RCS Nantes 000 000 000", "FR DE",
            "Imprimerie des Quais", "CNIL, Paris");

    public final Brand brand = withId(7, new Brand("theatre", "Théâtre des Vents", "news.example.org", "bonjour@example.org",
            "1 quai, Nantes", "#7a1f3d", "#ffffff", "fr").answering("Solène Kerbrat", "donnees@example.org")
            .linking(null, "https://theatre.example/vie-privee"));
    final Brand other = withId(8, new Brand("cinema", "Cinéma", "c.example.org", "c@example.org", "2 quai, Nantes", "#123456", "#ffffff", "fr"));
    final Purpose letter = purpose(11, brand, "letter", LegalBasis.CONSENT, Channel.EMAIL, Channel.SMS)
            .called("fr", "Notre lettre", "Les spectacles.").called("en", "Our newsletter", "The shows.");
    final Topic jazz = withId(21, letter.topic("jazz", 3).called("fr", "Jazz", "Le jazz."));
    final Purpose offers = purpose(12, brand, "offers", LegalBasis.SOFT_OPT_IN, Channel.EMAIL).called("fr", "Offres", "Des prix.");
    /** A draft, so nameless for the public. */
    final Purpose secret = withId(15, new Purpose(brand, "staff", MessageNature.PROSPECTING, 15).over(Channel.EMAIL)
            .on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE).called("fr", "Interne", "Secret."));
    final Purpose films = purpose(16, other, "films", LegalBasis.CONSENT, Channel.EMAIL).called("fr", "Films", "Films.");
    final Notice notice = withId(31, new Notice(letter, 3, "fr", "Je souhaite recevoir la lettre.", Instant.parse("2026-01-01T00:00:00Z")));
    final CollectionPoint form = withId(51, new CollectionPoint(brand, "form", CollectionPoint.Kind.FORM, CaptureMode.ACTIVE_OPT_IN));
    public final Catalogue catalogue = new Catalogue(List.of(brand, other), List.of(letter, offers, secret, films), List.of(notice), List.of(),
            List.of(form));
    private final Recording recording = new Recording(4711, 0, Chain.start(), Choices.NONE);
    private int acts;

    private static Purpose purpose(int id, Brand brand, String code, LegalBasis basis, Channel... channels) {
        Purpose purpose = withId(id, new Purpose(brand, code, MessageNature.PROSPECTING, id).over(channels)
                .on(basis, Audience.CONSUMER, Basis.ANYWHERE));
        purpose.publish(MARCH);
        return purpose;
    }

    private Act act(Origin origin) {
        acts++;
        return new Act(Reach.in(catalogue), origin, new UUID(0x4000, 0x8000_0000_0000_0000L + acts), MARCH.plusSeconds(60L * acts));
    }

    private UUID last() {
        return new UUID(0x4000, 0x8000_0000_0000_0000L + acts);
    }

    /** Says yes on the form. */
    public UUID agrees(Scope scope) {
        recording.grant(List.of(new Wish(new Cell(scope, Channel.EMAIL), true, Frequency.atMost(2, Frequency.Per.MONTH), null)),
                act(new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, 51, 31, "fr")));
        return last();
    }

    /** A yes of which nothing is known but that it was given. */
    UUID agreedOnce(Scope scope) {
        recording.grant(List.of(new Wish(new Cell(scope, Channel.EMAIL), true, null, null)),
                act(new Origin(Origin.Actor.AGENT, "desk", CaptureMode.ACTIVE_OPT_IN, 0, 0, "fr")));
        return last();
    }

    UUID asks(Scope scope) {
        recording.choose(List.of(new Wish(new Cell(scope, Channel.EMAIL), true, null, null)),
                act(new Origin(Origin.Actor.RECIPIENT, "page", CaptureMode.ACTIVE_OPT_IN, 0, 31, "fr")), LIFE);
        return last();
    }

    UUID stops(Scope scope) {
        recording.choose(List.of(new Wish(new Cell(scope, Channel.EMAIL), false, null, null)), act(Origin.recipient("page", "fr")), LIFE);
        return last();
    }

    UUID lessOften(Scope scope) {
        recording.choose(List.of(new Wish(new Cell(scope, Channel.EMAIL), null, Frequency.atMost(1, Frequency.Per.MONTH), null)),
                act(Origin.recipient("page", "fr")), LIFE);
        return last();
    }

    public UUID stopsEverything() {
        recording.stopEverything(Scope.EVERYTHING, act(Origin.recipient("page", "fr")));
        return last();
    }

    Recording recording() {
        return recording;
    }

    /** What was said so far. */
    public List<Entry> entries() {
        return recording.entries();
    }

    /** The receipt of a change, not sealed. */
    Receipt receipt(UUID change, String country) {
        Recipient person = new Recipient(4711, Audience.CONSUMER, "form", country, "fr", "Europe/Paris", Map.of(), List.of());
        List<Answered> answers = new ReceiptDrawing(catalogue, brand, Optional.of(person), "fr", LIFE).answers(recording.entries(), change);
        return new Receipt(change, 4711, "fr", Keeper.of(brand, "https://p.example"), answers, Optional.empty());
    }
}
