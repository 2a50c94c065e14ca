package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.Optional;

/**
 * How a recipient's choices come together for one stream.
 *
 * @param state       the answer that holds
 * @param because     the choice that decides, or nothing when nobody ever chose
 * @param frequency   the narrowest frequency chosen, {@link Frequency#EVERY_MESSAGE} if none
 * @param pausedUntil the latest pause that reaches the stream, or null
 */
public record Standing(State state, Optional<Choice> because, Frequency frequency, Instant pausedUntil) {
}
