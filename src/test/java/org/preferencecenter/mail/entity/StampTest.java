package org.preferencecenter.mail.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StampTest {

    @Property(tries = 200)
    void a_message_carries_each_stamped_field_once_at_most_whatever_it_had(@ForAll @IntRange(max = 3) int unsubscribe,
            @ForAll @IntRange(max = 3) int post, @ForAll @IntRange(max = 3) int id, @ForAll boolean respect) {
        RawMessage in = message("From: a@example.org\r\n" + "List-Unsubscribe: <https://x.example/>\r\n".repeat(unsubscribe)
                + "LIST-unsubscribe-post: List-Unsubscribe=One-Click\r\n".repeat(post)
                + "List-Id: <x.example>\r\n".repeat(id) + "\r\nbody");
        RawMessage out = in.with(Stamps.fixed().changes(in, respect ? ExistingPolicy.RESPECT : ExistingPolicy.REPLACE));
        for (String name : Stamp.NAMES) {
            assertTrue(out.fields(name).size() <= 1, name);
        }
        assertEquals(1, out.fields(Stamp.UNSUBSCRIBE).size());
        // Our Post never stands beside somebody else's link.
        boolean theirLink = out.value(Stamp.UNSUBSCRIBE).orElseThrow().contains("x.example");
        assertEquals(theirLink ? Math.min(post, 1) : 1, out.fields(Stamp.UNSUBSCRIBE_POST).size());
    }

    @Test
    void the_post_field_has_one_blank_after_its_colon_and_no_fold() {
        RawMessage out = stamped();
        assertEquals("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", out.fields(Stamp.UNSUBSCRIBE_POST).get(0).raw());
    }

    @Test
    void https_comes_first_and_the_only_fold_follows_the_comma() {
        assertEquals("List-Unsubscribe: <https://p.example.org/u/TOKEN-1>,\r\n <mailto:u-token32@unsub.mail.example.org>\r\n",
                stamped().fields(Stamp.UNSUBSCRIBE).get(0).raw());
    }

    @Test
    void a_title_that_is_not_ascii_leaves_only_the_bracket() {
        assertEquals(Optional.of("<theatre.letter.venue.mail.example.org>"), Stamps.titled("Théâtre").listId());
        assertEquals(Optional.of("<theatre.letter.venue.mail.example.org>"), Stamps.titled("=?utf-8?q?x?=").listId());
        assertEquals(Optional.of("<theatre.letter.venue.mail.example.org>"), Stamps.titled("a (comment)").listId());
    }

    @Test
    void a_list_id_too_long_to_be_stable_is_left_out() {
        Stamp stamp = new Stamp("https://p.example.org/u/T", "mailto:u-t@unsub.example.org", "https://p.example.org/p/T", "x",
                "t." + "p".repeat(40), String.join(".", "d".repeat(63), "d".repeat(63), "d".repeat(63), "d".repeat(40)), "f",
                "feedback@unsub.example.org", "t");
        assertEquals(Optional.empty(), stamp.listId());
    }

    @Test
    void a_uri_longer_than_250_characters_is_refused() {
        String uri = "https://p.example.org/u/";
        String longest = uri + "x".repeat(250 - uri.length());
        new Stamp(longest, "mailto:u-t@unsub.example.org", "https://p.example.org/p/T", "x", "p.b", "example.org", "f",
                "feedback@unsub.example.org", "t");
        assertThrows(BadMessage.class, () -> new Stamp(longest + "x", "mailto:u-t@unsub.example.org",
                "https://p.example.org/p/T", "x", "p.b", "example.org", "f",
                "feedback@unsub.example.org", "t"));
    }

    @Test
    void the_first_way_to_unsubscribe_must_be_https() {
        assertThrows(BadMessage.class, () -> new Stamp("http://p.example.org/u/T", "mailto:u-t@unsub.example.org",
                "https://p.example.org/p/T", "x", "p.b", "example.org", "f",
                "feedback@unsub.example.org", "t"));
    }

    private static RawMessage stamped() {
        RawMessage in = message("From: a@example.org\r\n\r\nbody");
        return in.with(Stamps.fixed().changes(in, ExistingPolicy.REPLACE));
    }

    private static RawMessage message(String text) {
        return RawMessage.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
