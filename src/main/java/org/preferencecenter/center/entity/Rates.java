package org.preferencecenter.center.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Sent;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * About how many messages a month somebody gets: what was really sent to them in the last ninety days, once they have been
 * receiving for thirty, else what the stream or topic declares.
 */
final class Rates {

    private static final Duration LONG_ENOUGH = Duration.ofDays(30);
    private static final Duration WINDOW = Duration.ofDays(90);
    private static final double MONTH = 30;

    private final Known known;

    Rates(Known known) {
        this.known = known;
    }

    /** What comes now, under the frequency chosen; nothing if nobody knows. */
    OptionalDouble now(Scope scope, Channel channel, Standing standing) {
        boolean digest = standing.frequency().kind() == Frequency.Kind.DIGEST;
        OptionalDouble real = real(scope, channel, standing, digest);
        return real.isPresent() ? real : under(standing.frequency(), declared(scope, channel));
    }

    /** What would come if every message did; nothing if nobody knows. */
    OptionalDouble every(Scope scope, Channel channel, Standing standing) {
        boolean uncapped = standing.frequency().equals(Frequency.EVERY_MESSAGE);
        OptionalDouble real = uncapped ? real(scope, channel, standing, false) : OptionalDouble.empty();
        return real.isPresent() ? real : declared(scope, channel);
    }

    /** What a frequency makes of it. */
    static OptionalDouble under(Frequency frequency, OptionalDouble every) {
        double most = frequency.limit() * switch (frequency.per()) {
            case DAY -> 30.0;
            case WEEK -> 4.0;
            case MONTH -> 1.0;
        };
        return switch (frequency.kind()) {
            case EVERY_MESSAGE -> every;
            case AT_MOST -> every.isPresent() ? OptionalDouble.of(Math.min(most, every.getAsDouble())) : every;
            case DIGEST -> OptionalDouble.of(most);
        };
    }

    /** Streams of exactly this row: what its own one-click stops. */
    static List<Stream> streams(Known known, Scope scope, Channel channel, boolean digest) {
        return known.catalogue().streams().stream().filter(stream -> stream.digest() == digest
                && stream.channel() == channel && stream.scope().equals(scope)).toList();
    }

    private OptionalDouble real(Scope scope, Channel channel, Standing standing, boolean digest) {
        int messages = 0;
        Instant first = null;
        for (Stream stream : streams(known, scope, channel, digest)) {
            Sent sent = known.sent().get(stream.id());
            if (sent != null) {
                messages += sent.messages();
                first = first == null || sent.first().isBefore(first) ? sent.first() : first;
            }
        }
        if (messages == 0) {
            return OptionalDouble.empty();
        }
        // Who said yes has received since then; who was never asked, since the first message we know of.
        Instant since = standing.state() == State.GRANTED ? standing.because().map(Choice::since).orElse(first) : first;
        Duration receiving = Duration.between(since, known.now());
        if (receiving.compareTo(LONG_ENOUGH) < 0) {
            return OptionalDouble.empty();
        }
        double days = Math.min(receiving.toDays(), WINDOW.toDays());
        return OptionalDouble.of(messages * MONTH / days);
    }

    private OptionalDouble declared(Scope scope, Channel channel) {
        int declared = streams(known, scope, channel, false).stream().filter(stream -> !stream.retired())
                .mapToInt(Stream::perMonth).sum();
        if (declared == 0 && scope.kind() == Scope.Kind.TOPIC) {
            declared = known.catalogue().topic(scope.id()).map(Topic::perMonth).orElse(0);
        }
        return declared == 0 ? OptionalDouble.empty() : OptionalDouble.of(declared);
    }
}
