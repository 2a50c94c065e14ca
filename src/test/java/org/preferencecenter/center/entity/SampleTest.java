package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void links_lead_nowhere_and_forms_post_nowhere_and_all_else_stays() {
        assertEquals("<a lang=\"fr\">x</a> <a>y</a> <link href=\"/a.css\"/><form method=\"post\" id=\"c\"><abbr>z</abbr></form>",
                Sample.inert("<a href=\"/p/token\" lang=\"fr\">x</a> <a href=\"mailto:a@b.example\">y</a> <link href=\"/a.css\"/>"
                        + "<form method=\"post\" action=\"/p/x\" id=\"c\"><abbr>z</abbr></form>"));
    }

    @Test
    void a_paper_can_be_had_whatever_the_system_prefers() throws Exception {
        String css = new String(SampleTest.class.getResourceAsStream("/center/public.css").readAllBytes());
        assertTrue(Sample.on("dark", css).contains("color-scheme: dark") && !Sample.on("dark", css).contains("prefers-color-scheme"));
        assertTrue(Sample.on("light", css).contains("(max-width: 0)"));
        assertEquals(css, Sample.on("", css));
        assertEquals(css, Sample.on("purple", css));
    }
}
