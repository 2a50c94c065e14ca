package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Contact.Reported;
import org.preferencecenter.consent.entity.Contact;
import org.preferencecenter.consent.entity.ContactOutcome;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.platform.TestDatabase;

/** What senders report of contacts they made themselves. */
class ReportedContactsIT {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123456789Z");
    private static final Frequency WEEKLY = Frequency.atMost(1, Frequency.Per.WEEK);
    private static final Stream STREAM = Samples.withId(51, new Stream("calls", Samples.purpose(), null, Channel.PHONE, false));
    private static final Stream OTHER_BRAND = Samples.withId(52, new Stream("calls2", Samples.withId(15, new Purpose(
            Samples.withId(8, new Brand("other", "Other", "o.example.org", "o@example.org", "2 quai", "#7a1f3d", "#ffffff", "fr")),
            "calls", MessageNature.PROSPECTING, 1)), null, Channel.PHONE, false));

    private final ContactHistory history = new ContactHistory(TestDatabase.dataSource());
    private final long recipient = Desk.recipient();

    private Contact contact(String key, ContactOutcome outcome, UUID reservation) {
        return new Contact(recipient, STREAM, key, AT, outcome, reservation);
    }

    private boolean full(Instant at) {
        return history.reserve(recipient, STREAM, WEEKLY, at).isEmpty();
    }

    @Test
    void a_reported_contact_counts_whether_it_had_been_allowed_or_not() {
        assertEquals(Reported.STORED, history.report(contact("one", ContactOutcome.SENT, null)));
        assertTrue(full(AT.plusSeconds(1)));
        assertEquals(Reported.STORED, history.report(contact("two", ContactOutcome.ANSWERED, null)));
    }

    @Test
    void reporting_again_stores_nothing_new_and_another_contact_under_the_key_is_told() {
        assertEquals(Reported.STORED, history.report(contact("one", ContactOutcome.SENT, null)));
        assertEquals(Reported.REPEATED, history.report(contact("one", ContactOutcome.SENT, null)));
        assertEquals(Reported.KEY_TAKEN, history.report(contact("one", ContactOutcome.REFUSED, null)));
        assertEquals(Reported.KEY_TAKEN, history.report(new Contact(recipient, STREAM, "one", AT.plusSeconds(1),
                ContactOutcome.SENT, null)));
        assertTrue(history.reserve(recipient, STREAM, Frequency.atMost(2, Frequency.Per.WEEK), AT.plusSeconds(1)).isPresent());
    }

    @Test
    void a_key_is_its_brands_own() {
        assertEquals(Reported.STORED, history.report(contact("one", ContactOutcome.SENT, null)));
        assertEquals(Reported.STORED, history.report(new Contact(recipient, OTHER_BRAND, "one", AT, ContactOutcome.REFUSED, null)));
    }

    @Test
    void reported_by_many_at_once_it_is_stored_once() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(16);
        try {
            int stored = 0;
            for (var answer : senders.invokeAll(Collections.nCopies(16,
                    (Callable<Reported>) () -> history.report(contact("one", ContactOutcome.SENT, null))))) {
                assertFalse(answer.get() == Reported.KEY_TAKEN);
                stored += answer.get() == Reported.STORED ? 1 : 0;
            }
            assertEquals(1, stored);
        } finally {
            senders.shutdown();
        }
    }

    @Test
    void what_was_reserved_and_is_reported_counts_once() {
        UUID place = history.reserve(recipient, STREAM, Frequency.atMost(2, Frequency.Per.WEEK), AT).orElseThrow();
        assertEquals(Reported.STORED, history.report(contact("one", ContactOutcome.ANSWERED, place)));
        assertEquals(Reported.REPEATED, history.report(contact("one", ContactOutcome.ANSWERED, place)));
        history.release(recipient, place);
        assertTrue(full(AT.plus(Duration.ofHours(1))), "reported, it does not lapse and is not given back");
        assertTrue(history.reserve(recipient, STREAM, Frequency.atMost(2, Frequency.Per.WEEK), AT.plusSeconds(5)).isPresent());
    }

    @Test
    void what_was_reserved_and_lapsed_or_was_given_back_counts_all_the_same_once_it_is_reported() {
        UUID place = history.reserve(recipient, STREAM, WEEKLY, AT).orElseThrow();
        history.release(recipient, place);
        assertEquals(Reported.STORED, history.report(contact("one", ContactOutcome.SENT, place)));
        assertTrue(full(AT.plus(Duration.ofHours(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\0b"})
    void a_key_that_is_none_is_not_stored(String key) {
        assertThrows(IllegalArgumentException.class, () -> contact(key, ContactOutcome.SENT, null));
        assertThrows(IllegalArgumentException.class, () -> contact("k".repeat(101), ContactOutcome.SENT, null));
    }
}
