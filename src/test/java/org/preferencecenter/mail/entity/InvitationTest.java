package org.preferencecenter.mail.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import org.junit.jupiter.api.Test;

class InvitationTest {

    private static final Phrases WORDS = new Phrases("ar", Map.of("invitation", "%1$s: %2$s.", "invitation.action", "A & B"));

    @Test
    void it_is_one_sentence_and_one_link_in_plain_text() {
        assertEquals("Theatre: Jazz.\nA & B\nhttps://p.example/p/x\n", plain(invitation("Theatre", "Jazz").text()));
    }

    @Test
    void what_people_named_things_cannot_become_markup() {
        String html = plain(invitation("<b>Th\"eatre", "Jazz & <script>").html());
        assertTrue(html.contains("&lt;b&gt;Th&quot;eatre") && html.contains("Jazz &amp; &lt;script&gt;"), html);
        assertTrue(html.startsWith("<p lang=\"ar\" dir=\"rtl\">") && html.endsWith(">A &amp; B</a></p>"), html);
    }

    private static Invitation invitation(String brand, String about) {
        return Invitation.to(WORDS, brand, about, "https://p.example/p/x");
    }

    /** Without the marks that set texts of another direction apart. */
    private static String plain(String text) {
        return text.replaceAll("[\u2066-\u2069]", "");
    }
}
