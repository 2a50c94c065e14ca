package org.preferencecenter.ledger.entity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {

    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.5Z");
    private static final String LEAF = "{\"at\":\"2026-11-22T10:00:00.500000Z\",\"facts\":{\"channel\":\"EMAIL\","
            + "\"epoch\":0,\"pair\":true,\"scope\":\"TOPIC:12\",\"state\":\"WITHDRAWN\",\"via\":\"one-click\"},"
            + "\"kind\":\"choice\",\"prev\":\"" + "00".repeat(32) + "\",\"recipient\":7,\"seq\":1,\"v\":1}";

    private static Entry entry() {
        return new Entry(7, 1, AT, "choice", new TreeMap<>(Map.of("via", "one-click", "scope", "TOPIC:12", "pair", true,
                "epoch", 0, "channel", "EMAIL", "state", "WITHDRAWN")), Chain.start());
    }

    @Test
    void the_leaf_is_json_with_sorted_keys_and_no_blanks() {
        assertEquals(LEAF, new String(entry().leaf(), StandardCharsets.UTF_8));
    }

    @Test
    void the_hash_is_the_leaf_hash_of_rfc_6962() throws Exception {
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(("\0" + LEAF).getBytes(StandardCharsets.UTF_8));
        assertArrayEquals(expected, entry().hash());
    }

    @Test
    void an_entry_reads_back_from_its_leaf() {
        assertEquals(entry(), Entry.of(entry().leaf()));
    }

    @Property
    void every_entry_reads_back_from_its_leaf(@ForAll @LongRange(min = 1, max = (1L << 53) - 1) long recipient,
            @ForAll @IntRange(min = 1) int seq, @ForAll @LongRange(min = 0, max = 253402300799L) long second,
            @ForAll @IntRange(min = 0, max = 999_999_999) int nano, @ForAll @IntRange(min = 0) int notice,
            @ForAll boolean stale) {
        Entry entry = new Entry(recipient, seq, Instant.ofEpochSecond(second, nano), "choice",
                new TreeMap<>(Map.of("notice", notice, "stale", stale)), Chain.start());
        assertEquals(entry, Entry.of(entry.leaf()));
    }

    @Test
    void time_is_kept_to_the_microsecond() {
        Entry fine = new Entry(7, 1, AT.plusNanos(1999), "choice", new TreeMap<>(), Chain.start());
        assertEquals(AT.plusNanos(1000), fine.at());
    }

    @Test
    void changing_what_was_given_does_not_change_the_entry() {
        byte[] prev = Chain.start();
        TreeMap<String, Object> facts = new TreeMap<>(Map.of("epoch", 1));
        Entry entry = new Entry(7, 1, AT, "choice", facts, prev);
        byte[] before = entry.leaf();
        prev[0] = 1;
        entry.prevHash()[0] = 1;
        facts.put("epoch", 2);
        assertArrayEquals(before, entry.leaf());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "channel", "state", "epoch", "stands", "since", "stop", "frequency", "pausedUntil",
            "via", "actor", "capture", "collectionPoint", "notice", "locale", "change", "undoes", "confirms", "pair",
            "stale"})
    void no_address_gets_in_whatever_the_word(String key) {
        for (Object personal : new Object[] {"marie@example.org", "marie%40example.org", "+33612345678", "0612345678",
                "12 rue des Lilas, 75019 Paris", "Marie Curie", "192.0.2.1", "2001:db8::1", "bWFyaWVAZXhhbXBsZS5vcmc=",
                "Mozilla/5.0", "", "a\"b", "é", 33612345678L, 1.5, -1, Map.of()}) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new Entry(7, 1, AT,
                    "choice", new TreeMap<>(Map.of(key, personal)), Chain.start()), key + " took " + personal);
            assertFalse(!personal.toString().isEmpty() && refused.getMessage().contains(personal.toString()),
                    "the refusal repeats it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "address", "phone", "name", "ip", "userAgent", ""})
    void no_word_gets_in_that_is_not_known(String key) {
        assertThrows(IllegalArgumentException.class,
                () -> new Entry(7, 1, AT, "choice", new TreeMap<>(Map.of(key, "page")), Chain.start()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', value = {
            "\"seq\":1 | \"seq\": 1", "\"seq\":1 | \"seq\":1.0", "\"seq\":1 | \"seq\":-1", "\"v\":1 | \"v\":2",
            "\"v\":1} | §\"v\":1} §", "500000Z | 5Z", "\"epoch\":0 | \"epoch\":\"0\"", "\"epoch\":0 | \"epoch\":null",
            "\"epoch\":0, | ", "\"recipient\":7, | ", "\"kind\" | \"extra\":1,\"kind\"", "true | TRUE", "0000 | 00"})
    void another_form_of_the_same_entry_is_no_entry(String part, String other) {
        String changed = LEAF.replace(part.strip(), other == null ? "" : other);
        if (part.contains("epoch") && other == null) {
            assertEquals(Entry.of(changed.getBytes(StandardCharsets.UTF_8)).facts().get("epoch"), null);
            return;
        }
        assertThrows(IllegalArgumentException.class, () -> Entry.of(changed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void rubbish_is_no_entry() {
        for (String rubbish : new String[] {"", "[]", "null", "{}", "{", LEAF + LEAF, "\0"}) {
            assertThrows(IllegalArgumentException.class, () -> Entry.of(rubbish.getBytes(StandardCharsets.UTF_8)), rubbish);
        }
    }
}
