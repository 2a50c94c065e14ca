package org.preferencecenter.decision.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.link.entity.Scope;

/** From the notice to the answer: a wording that says something new asks for consent anew (S-11). */
class RenewedWordingTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({ "2026-02-01T00:00:00Z, true , REFUSE, wording-changed", "2026-02-01T00:00:00Z, false, ALLOW, FR-consent",
            "2026-06-01T00:00:00Z, true , ALLOW , FR-consent", "2026-07-01T00:00:00Z, true , ALLOW, FR-consent" })
    void a_consent_counts_if_it_was_given_to_words_that_still_hold(Instant given, boolean renews, Decision.Verdict verdict,
            String deciding) {
        Purpose purpose = Samples.purpose().on(LegalBasis.CONSENT, Audience.CONSUMER, Basis.ANYWHERE);
        Catalogue catalogue = new Catalogue(List.of(purpose.brand()), List.of(purpose), List.of(
                Samples.withId(1, new Notice(purpose, 1, "fr", "La lettre.", FIRST, false)),
                Samples.withId(2, new Notice(purpose, 2, "fr", "La lettre et des offres.", SECOND, renews))), List.of(), List.of());
        Stream stream = Samples.withId(5, new Stream("letter", purpose, null, Channel.EMAIL, false));
        Judgement judgement = Judgement.of(new Question(stream, "a@example.org", NOW), facts(given, catalogue, purpose),
                SmallBook.book());
        assertEquals(verdict, judgement.verdict());
        assertEquals(deciding, judgement.reasons().get(0).rule());
    }

    private static Facts facts(Instant given, Catalogue catalogue, Purpose purpose) {
        Recipient recipient = new Recipient(1, Audience.CONSUMER, "form", "FR", "fr", "Europe/Paris", Map.of(),
                List.of(new Recipient.Address(Channel.EMAIL, "a@example.org")));
        Choice yes = new Choice(new Cell(Scope.purpose(purpose.id()), Channel.EMAIL), State.GRANTED, 1, 1, given, null, null, 0);
        return new Facts(Optional.of(recipient), Map.of(),
                new Standing(State.GRANTED, Optional.of(yes), Frequency.EVERY_MESSAGE, null),
                catalogue.consentsFrom(purpose).orElse(null), null, given, List.of(), null, Map.of(), false);
    }
}
