package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.platform.TestDatabase;

class ContactHistoryIT {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

    private final ContactHistory history = new ContactHistory(TestDatabase.dataSource());
    private final long recipient = Desk.recipient();
    private final Stream stream = stream(1, Channel.EMAIL);

    private static Stream stream(int purpose, Channel channel) {
        try {
            Purpose owner = new Purpose((Brand) null, "news", MessageNature.PROSPECTING, 1);
            give(owner, purpose);
            Stream stream = new Stream("news", owner, null, channel, false) {
                @Override
                public List<org.preferencecenter.link.entity.Scope> scopes() {
                    return List.of(org.preferencecenter.link.entity.Scope.purpose(purpose));
                }
            };
            give(stream, 1);
            return stream;
        } catch (ReflectiveOperationException changed) {
            throw new AssertionError(changed);
        }
    }

    private static void give(Object entity, int id) throws ReflectiveOperationException {
        Class<?> type = entity instanceof Stream ? Stream.class : entity.getClass();
        Field field = type.getDeclaredField("id");
        field.setAccessible(true);
        field.set(entity, id);
    }

    private Optional<UUID> reserve(Frequency frequency, Instant at) {
        return history.reserve(recipient, stream, frequency, at);
    }

    private void send(Frequency frequency, Instant at) {
        history.sent(recipient, reserve(frequency, at).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"AT_MOST:1:DAY", "AT_MOST:7:WEEK", "DIGEST:MONTH"})
    void sixty_four_senders_at_once_never_exceed_a_cap(String text) throws Exception {
        Frequency cap = Frequency.parse(text);
        ExecutorService senders = Executors.newFixedThreadPool(64);
        try {
            List<Future<Optional<UUID>>> asked = new ArrayList<>();
            for (Callable<Optional<UUID>> ask : java.util.Collections.nCopies(64,
                    (Callable<Optional<UUID>>) () -> reserve(cap, AT))) {
                asked.add(senders.submit(ask));
            }
            int allowed = 0;
            for (Future<Optional<UUID>> answer : asked) {
                allowed += answer.get().isPresent() ? 1 : 0;
            }
            assertEquals(cap.limit(), allowed);
        } finally {
            senders.shutdown();
        }
    }

    @Test
    void the_period_rolls() {
        Frequency cap = Frequency.atMost(2, Frequency.Per.WEEK);
        send(cap, AT);
        send(cap, AT.plus(Duration.ofDays(3)));
        Instant free = AT.plus(Duration.ofDays(7));
        assertEquals(free, history.nextFree(recipient, stream, cap, AT.plus(Duration.ofDays(4))));
        assertTrue(reserve(cap, free.minusNanos(1000)).isEmpty());
        send(cap, free);
        assertEquals(AT.plus(Duration.ofDays(10)), history.nextFree(recipient, stream, cap, free));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z", "2026-02-28T10:00:00Z, 2026-03-28T10:00:00Z",
            "2026-03-31T10:00:00Z, 2026-04-30T10:00:00Z"})
    void a_month_is_a_month_of_the_calendar(Instant sent, Instant free) {
        Frequency digest = Frequency.digest(Frequency.Per.MONTH);
        send(digest, sent);
        assertEquals(free, history.nextFree(recipient, stream, digest, sent.plusSeconds(1)));
        assertTrue(reserve(digest, free.minusSeconds(1)).isEmpty());
        assertTrue(reserve(digest, free).isPresent());
    }

    @Test
    void a_reservation_lapses_after_a_quarter_of_an_hour_unless_sent() {
        Frequency cap = Frequency.atMost(1, Frequency.Per.DAY);
        UUID reserved = reserve(cap, AT).orElseThrow();
        assertTrue(reserve(cap, AT.plus(Duration.ofMinutes(14))).isEmpty());
        UUID next = reserve(cap, AT.plus(Duration.ofMinutes(15))).orElseThrow();
        history.sent(recipient, reserved);
        history.release(recipient, next);
        assertTrue(reserve(cap, AT.plus(Duration.ofHours(1))).isEmpty(), "the late one went out after all");
    }

    @Test
    void a_released_place_is_free_again_and_a_sent_one_is_not_given_back() {
        Frequency cap = Frequency.atMost(1, Frequency.Per.DAY);
        UUID first = reserve(cap, AT).orElseThrow();
        history.release(recipient, first);
        UUID second = reserve(cap, AT).orElseThrow();
        history.sent(recipient, second);
        history.release(recipient, second);
        assertTrue(reserve(cap, AT).isEmpty());
        assertTrue(history.reserve(Desk.recipient(), stream, cap, AT).isPresent(), "others have their own count");
        assertTrue(history.reserve(recipient, stream(2, Channel.EMAIL), cap, AT).isPresent());
        assertTrue(history.reserve(recipient, stream(1, Channel.SMS), cap, AT).isPresent());
    }

    @Test
    void every_message_is_recorded_and_never_refused_but_counts_when_a_cap_comes() {
        for (int i = 0; i < 5; i++) {
            send(Frequency.EVERY_MESSAGE, AT);
        }
        assertEquals(AT, history.nextFree(recipient, stream, Frequency.EVERY_MESSAGE, AT));
        assertTrue(reserve(Frequency.atMost(5, Frequency.Per.WEEK), AT).isEmpty());
        assertTrue(reserve(Frequency.atMost(6, Frequency.Per.WEEK), AT).isPresent());
    }

    @Test
    void nobody_is_written_to_who_is_unknown() {
        assertTrue(history.reserve(Long.MAX_VALUE, stream, Frequency.atMost(1, Frequency.Per.DAY), AT).isEmpty());
    }
}
