package org.preferencecenter.catalog.entity;

import java.util.Set;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.LegalBasis;

/** How a choice was expressed (requirement S-08). A pre-ticked box is PASSIVE_OPT_IN and never consent. */
public enum CaptureMode {
    ACTIVE_OPT_IN, PASSIVE_OPT_IN, ACTIVE_OPT_OUT, PASSIVE_OPT_OUT;

    private static final Set<CaptureMode> YES = Set.of(ACTIVE_OPT_IN);
    private static final Set<CaptureMode> YES_OR_NO = Set.of(ACTIVE_OPT_IN, ACTIVE_OPT_OUT);
    private static final Set<CaptureMode> YES_OR_NO_OR_SILENCE = Set.of(ACTIVE_OPT_IN, ACTIVE_OPT_OUT, PASSIVE_OPT_OUT);

    /**
     * In which ways people may be asked for something that stands on a basis. Consent is a clear act (GDPR 4(11), S-15,
     * S-33); what needs none still offers a way to refuse where the address is collected (CPCE L34-5, S-18); only a desk
     * may be left to write back (S-14).
     */
    static Set<CaptureMode> fitting(LegalBasis basis, Audience audience) {
        return switch (basis) {
            case CONSENT -> YES;
            case SOFT_OPT_IN, LEGITIMATE_INTEREST -> audience == Audience.ORGANISATION ? YES_OR_NO_OR_SILENCE : YES_OR_NO;
            // A contract or a duty is told, not asked.
            case CONTRACT, LEGAL_OBLIGATION -> Set.of(values());
        };
    }
}
