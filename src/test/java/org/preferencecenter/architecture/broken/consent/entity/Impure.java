package org.preferencecenter.architecture.broken.consent.entity;

import java.security.SecureRandom;

/** Deliberately broken: an entity that rolls dice. */
public class Impure {

    public long roll() {
        return new SecureRandom().nextLong();
    }
}
