package org.preferencecenter.law.entity;

/** Why a purpose may contact an audience (GDPR art. 6, ePrivacy art. 13). */
public enum LegalBasis {
    CONSENT, SOFT_OPT_IN, LEGITIMATE_INTEREST, CONTRACT, LEGAL_OBLIGATION
}
