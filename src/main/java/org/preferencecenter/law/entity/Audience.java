package org.preferencecenter.law.entity;

/** In what quality somebody is written to. Unknown is CONSUMER, the strictest. */
public enum Audience {
    CONSUMER, PROFESSIONAL, ORGANISATION
}
