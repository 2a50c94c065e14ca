package org.preferencecenter.architecture.broken.consent.entity;

import java.time.Instant;

/** Deliberately broken: an entity that looks at the clock. */
public class AsksTheTime {

    public Instant when() {
        return Instant.now();
    }
}
