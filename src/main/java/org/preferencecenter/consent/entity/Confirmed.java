package org.preferencecenter.consent.entity;

import java.util.UUID;

/** Fired after commit: what waited was confirmed, and the person may be welcomed (S-49). */
public record Confirmed(long recipient, UUID change, String locale) {
}
