package org.preferencecenter.proof.entity;

import java.util.Optional;

import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.LegalBasis;

/**
 * What an answer is in law: a state of a consent, an objection (GDPR 21), or neither. An objection is no state of any consent,
 * and where no consent is needed a yes gives none.
 *
 * @param status of a consent; nothing for the others
 */
public record Meaning(Kind kind, Optional<ConsentStatus> status) {

    /** Which kind of record tells it. */
    public enum Kind {
        CONSENT, OBJECTION,
        /** An answer about something that rests on no consent and was not objected to. */
        NOTED
    }

    /**
     * What an answer means.
     *
     * @param basis  what the thing rests on; nothing: it is wider than one purpose, or not known
     * @param before the answer on the same scope and channel until then
     */
    public static Meaning of(State state, Optional<LegalBasis> basis, State before) {
        if (state == State.OBJECTED) {
            return new Meaning(Kind.OBJECTION, Optional.empty());
        }
        if (basis.filter(b -> b != LegalBasis.CONSENT).isPresent()) {
            boolean no = state == State.REFUSED || state == State.WITHDRAWN;
            return new Meaning(no ? Kind.OBJECTION : Kind.NOTED, Optional.empty());
        }
        return new Meaning(Kind.CONSENT, Optional.of(switch (state) {
            // Given while one was in force, or after it had run out: the same consent, given anew.
            case GRANTED -> before == State.GRANTED || before == State.EXPIRED ? ConsentStatus.RENEWED : ConsentStatus.GIVEN;
            case PENDING -> ConsentStatus.REQUESTED;
            case REFUSED -> ConsentStatus.REFUSED;
            case WITHDRAWN -> ConsentStatus.WITHDRAWN;
            case EXPIRED -> ConsentStatus.EXPIRED;
            case NONE, OBJECTED -> ConsentStatus.UNKNOWN;
        }));
    }
}
