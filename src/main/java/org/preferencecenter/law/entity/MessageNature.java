package org.preferencecenter.law.entity;

/** Whether a message promotes something or serves the person (requirement S-38). */
public enum MessageNature {
    PROSPECTING, SERVICE
}
