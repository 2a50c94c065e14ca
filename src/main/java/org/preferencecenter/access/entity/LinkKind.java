package org.preferencecenter.access.entity;

import java.time.Duration;

/** Why somebody is mailed a link that sets their password, and how long it works. */
public enum LinkKind {

    /** They said they forgot it. */
    RESET(Duration.ofMinutes(30)),
    /** They were invited; they may be on holiday. */
    INVITATION(Duration.ofDays(7));

    private final Duration life;

    LinkKind(Duration life) {
        this.life = life;
    }

    public Duration life() {
        return life;
    }
}
