package org.preferencecenter.law.entity;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One rule of one jurisdiction, as data. It speaks of a message where its dates, channels, audiences, nature and sectors
 * fit, and applies where besides all of {@code when} hold and none of {@code unless} does.
 *
 * @param id           {@code FR-07}, or {@code FR-07.hours} for a further clause of the same row; unique in the book
 * @param jurisdiction code of a {@link Jurisdiction}
 * @param title        by language
 * @param validFrom    first day, where the person lives; null: always
 * @param validTo      last day; null: open
 * @param channels     empty: every channel
 * @param audiences    empty: every audience
 * @param nature       null: both
 * @param sectors      of the purpose; empty: every sector, and none
 * @param basis        on which a {@link Effect#PERMIT} permits; else null
 * @param duties       what an {@link Effect#OBLIGE} or a PERMIT asks in return
 * @param citation     the article, and where it was read
 * @param message      key of its sentence in the messages, or null where {@code text} holds it
 * @param text         its sentence by language, for rules of an operator's own; else empty
 */
public record Rule(String id, String jurisdiction, Map<String, String> title, LocalDate validFrom, LocalDate validTo,
        Set<Channel> channels, Set<Audience> audiences, MessageNature nature, Set<String> sectors, Effect effect,
        LegalBasis basis, List<Condition> when, List<Condition> unless, List<Duty> duties, String citation,
        Confidence confidence, String message, Map<String, String> text) {

    public Rule {
        title = Collections.unmodifiableMap(new TreeMap<>(title));
        text = Collections.unmodifiableMap(new TreeMap<>(text));
        channels = Collections.unmodifiableSet(new TreeSet<>(channels));
        audiences = Collections.unmodifiableSet(new TreeSet<>(audiences));
        sectors = Collections.unmodifiableSet(new TreeSet<>(sectors));
        when = List.copyOf(when);
        unless = List.copyOf(unless);
        duties = List.copyOf(duties);
        if (effect == Effect.PERMIT && basis == null || effect != Effect.PERMIT && basis != null) {
            throw new IllegalArgumentException("what permits, and only that, stands on a basis");
        }
        if (effect == Effect.DEFER && when.stream().noneMatch(TimedCondition.class::isInstance)) {
            throw new IllegalArgumentException("what defers needs a condition that time ends");
        }
        if (effect == Effect.OBLIGE && duties.isEmpty()) {
            throw new IllegalArgumentException("what obliges says to what");
        }
    }

    public boolean inForce(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }

    /** Dates, conditions and sector aside. */
    public boolean speaksOf(Channel channel, Audience audience, MessageNature of) {
        return (channels.isEmpty() || channels.contains(channel)) && (audiences.isEmpty() || audiences.contains(audience))
                && (nature == null || nature == of);
    }

    public boolean speaksOf(String sector) {
        return sectors.isEmpty() || sector != null && sectors.contains(sector);
    }
}
