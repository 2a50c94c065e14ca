package org.preferencecenter.rights.entity;

/** What belongs together in a copy, as its reader would look for it. */
public enum Part {
    WHO, CHOICES, HISTORY, MESSAGES_SENT, DECISIONS, FORMS, ORIGIN, MESSAGES_RECEIVED, BARRED, LOOKS, REQUESTS, COUNTS
}
