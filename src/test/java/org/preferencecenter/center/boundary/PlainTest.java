package org.preferencecenter.center.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.ResponseWriter;

import org.junit.jupiter.api.Test;

import org.preferencecenter.center.boundary.PublicPage.LanguageLink;
import org.preferencecenter.center.entity.PageView.Box;
import org.preferencecenter.center.entity.PageView.Group;
import org.preferencecenter.center.entity.PageView.Option;

/** The pieces of the page that are written in Java are, octet for octet, what the facelet they replaced had made. */
class PlainTest {

    @Test
    void each_language_is_a_link_in_its_own_language_and_direction_and_the_one_shown_says_so() throws IOException {
        assertEquals("<li><a href=\"?l=fr\" lang=\"fr\" hreflang=\"fr\" dir=\"ltr\" aria-current=\"true\">Français</a></li>"
                + "<li><a href=\"?l=ar&amp;c=1\" lang=\"ar\" hreflang=\"ar\" dir=\"rtl\">العربية</a></li>",
                drawn(LanguageSwitch::write, new LanguageLink("fr", "ltr", "Français", "?l=fr", "true"),
                        new LanguageLink("ar", "rtl", "العربية", "?l=ar&c=1", "")));
    }

    @Test
    void options_that_answer_a_question_stand_under_it_and_the_others_by_themselves() throws IOException {
        assertEquals("<option value=\"EVERY_MESSAGE\" selected=\"selected\">Every message</option>"
                + "<optgroup label=\"How many a month?\"><option value=\"AT_MOST:1:MONTH\">At most 1 &lt;a month&gt;</option></optgroup>",
                drawn(Options::write, new Group("", List.of(new Option("EVERY_MESSAGE", "Every message", "selected"))),
                        new Group("How many a month?", List.of(new Option("AT_MOST:1:MONTH", "At most 1 <a month>", "")))));
    }

    @Test
    void a_box_tells_how_it_stood_when_the_page_was_drawn() throws IOException {
        assertEquals("<label class=\"chip\"><input type=\"hidden\" name=\"was\" value=\"TOPIC:1/EMAIL=1\"></input>"
                + "<input type=\"checkbox\" name=\"on\" value=\"TOPIC:1/EMAIL\" checked=\"checked\"></input> E-mail</label>"
                + "<label class=\"chip\"><input type=\"hidden\" name=\"was\" value=\"TOPIC:1/SMS=0\"></input>"
                + "<input type=\"checkbox\" name=\"on\" value=\"TOPIC:1/SMS\"></input> SMS</label>",
                drawn(Boxes::write, new Box("TOPIC:1/EMAIL", "TOPIC:1/EMAIL=1", "E-mail", "checked"),
                        new Box("TOPIC:1/SMS", "TOPIC:1/SMS=0", "SMS", "")));
    }

    /** A piece as it is written: to be made, a component wants a server around it. */
    private interface Piece {
        void write(ResponseWriter html, Iterable<?> of) throws IOException;
    }

    private static String drawn(Piece piece, Object... of) throws IOException {
        Html html = new Html();
        piece.write(html, List.of(of));
        return html.text.toString();
    }

    /** As the server's, but that it closes every element with a tag of its own. */
    private static final class Html extends ResponseWriter {

        final StringWriter text = new StringWriter();
        private boolean open;

        @Override
        public void startElement(String name, UIComponent component) {
            end();
            text.append('<').append(name);
            open = true;
        }

        @Override
        public void writeAttribute(String name, Object value, String property) {
            text.append(' ').append(name).append("=\"").append(escaped(value).replace("\"", "&quot;")).append('"');
        }

        @Override
        public void writeText(Object value, String property) {
            end();
            text.append(escaped(value));
        }

        @Override
        public void endElement(String name) {
            end();
            text.append("</").append(name).append('>');
        }

        private void end() {
            if (open) {
                text.append('>');
            }
            open = false;
        }

        private static String escaped(Object value) {
            return value.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        }

        @Override
        public void writeURIAttribute(String name, Object value, String property) {
            writeAttribute(name, value, property);
        }

        @Override
        public void writeText(char[] characters, int from, int length) {
            writeText(new String(characters, from, length), null);
        }

        @Override
        public void writeComment(Object comment) {
            throw new UnsupportedOperationException("a piece has no comments");
        }

        @Override
        public String getContentType() {
            return "text/html";
        }

        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public void startDocument() {
            // A piece is not a document.
        }

        @Override
        public void endDocument() {
            // A piece is not a document.
        }

        @Override
        public ResponseWriter cloneWithWriter(java.io.Writer writer) {
            throw new UnsupportedOperationException("a piece is written by one writer");
        }

        @Override
        public void write(char[] characters, int from, int length) {
            text.write(characters, from, length);
        }

        @Override
        public void flush() {
            // Kept whole.
        }

        @Override
        public void close() {
            // Kept whole.
        }
    }
}
