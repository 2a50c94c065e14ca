package org.preferencecenter.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.mail.entity.RawMessage;

/** The demo as a stranger's script sees it: exact shapes, and messages that conform to RFC 8058. */
@OnServer
class DemoIT {

    private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};
    private static final String[] JSON = {"Content-Type", "application/json"};

    @Test
    void the_inbox_lists_id_to_subject_and_raw_and_nothing_else() {
        String to = Mailbox.reader("fr", "theatre/EMAIL");
        Mailbox.receive(to, "theatre");
        HttpResponse<String> answer = Visitor.get("/demo/inbox.json");
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json"));
        JsonArray inbox = array(answer);
        for (JsonObject message : inbox.getValuesAs(JsonObject.class)) {
            assertEquals(Set.of("id", "to", "subject", "raw"), message.keySet());
            String raw = new String(Base64.getDecoder().decode(message.getString("raw")), StandardCharsets.ISO_8859_1);
            assertTrue(raw.contains("\r\n\r\n") && !raw.replace("\r\n", "").contains("\n"), "as received: CRLF");
            assertFalse(message.getString("subject").contains("=?"), "a subject a person can read");
        }
        assertEquals(inbox.size(), inbox.getValuesAs(JsonObject.class).stream().map(m -> m.get("id")).distinct().count());
        assertTrue(inbox.getValuesAs(JsonObject.class).stream().anyMatch(m -> m.getString("to").equals(to)));
    }

    @Test
    void the_dns_records_are_names_types_and_values_of_two_keys() {
        List<String> kinds = new ArrayList<>();
        // Other tests make brands of their own.
        Set<String> domains = new HashSet<>();
        for (JsonObject dns : array(Visitor.get("/demo/dns.json")).getValuesAs(JsonObject.class)) {
            assertEquals(Set.of("name", "type", "value"), dns.keySet());
            assertEquals("TXT", dns.getString("type"));
            Matcher name = Pattern.compile("[a-z0-9-]+\\._domainkey\\.([a-z0-9.-]+)").matcher(dns.getString("name"));
            assertTrue(name.matches(), dns.toString());
            domains.add(name.group(1));
            Matcher kind = Pattern.compile("v=DKIM1; ?k=(rsa|ed25519); ?p=[A-Za-z0-9+/]+=*").matcher(dns.getString("value"));
            assertTrue(kind.matches(), dns.toString());
            kinds.add(kind.group(1));
        }
        assertEquals(Set.of("rsa", "ed25519"), Set.copyOf(kinds));
        assertTrue(domains.containsAll(Set.of("news.theatre-des-vents.example", "lettres.librairie-du-port.example")), domains.toString());
    }

    /** RFC 8058 §3.1 and §4: one https URI, the exact Post field, both covered by every signature. */
    @ParameterizedTest
    @CsvSource({"fr, theatre", "en, jazz", "fr, jeune-public", "fr, partenaires"})
    void every_prospecting_message_can_be_left_with_one_click(String language, String topic) {
        String to = Mailbox.reader(language, topic + "/EMAIL");
        assertTrue(Mailbox.send(to, topic).getBoolean("sent"));
        RawMessage message = newest(to);
        assertEquals(1, message.fields("List-Unsubscribe").size());
        String ways = message.value("List-Unsubscribe").orElseThrow();
        Matcher way = Pattern.compile("<([^<>]*)>").matcher(ways);
        List<String> uris = new ArrayList<>();
        while (way.find()) {
            uris.add(way.group(1));
        }
        assertTrue(uris.get(0).matches("https://[^\\s,]+/u/[\\w-]+") && uris.get(0).length() <= 250, ways);
        assertTrue(uris.stream().skip(1).allMatch(uri -> uri.matches("mailto:[^\\s,]+")), "one https URI: " + ways);
        assertEquals(1, message.fields("List-Unsubscribe-Post").size());
        String text = new String(message.bytes(), StandardCharsets.ISO_8859_1);
        assertTrue(text.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        for (String once : List.of("List-ID", "List-Help", "Feedback-ID", "CFBL-Address", "CFBL-Feedback-ID", "From", "To", "Date", "Message-ID")) {
            assertEquals(1, message.fields(once).size(), once);
        }
        assertSigned(text, true);
    }

    @Test
    void a_service_message_is_signed_and_carries_no_list_field() {
        String to = Mailbox.reader("fr", "theatre/EMAIL");
        assertTrue(Mailbox.send(to, "billets").getBoolean("sent"));
        RawMessage message = newest(to);
        assertTrue(message.fields().stream().noneMatch(f -> f.name().toLowerCase().startsWith("list-")
                || f.name().equalsIgnoreCase("Feedback-ID") || f.name().toLowerCase().startsWith("cfbl-")), message.fields().toString());
        assertSigned(new String(message.bytes(), StandardCharsets.ISO_8859_1), false);
    }

    @Test
    void send_takes_a_form_several_parts_or_json() {
        String to = Mailbox.reader("fr", "theatre/EMAIL");
        String part = "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        String parts = part.formatted("to", to) + part.formatted("topic", "theatre") + "--b--\r\n";
        String json = Json.createObjectBuilder().add("to", to).add("topic", "theatre").build().toString();
        for (HttpResponse<String> answer : List.of(send(Visitor.body(List.of("to", to, "topic", "theatre")), FORM),
                send(parts.getBytes(), "Content-Type", "multipart/form-data; boundary=b"), send(json.getBytes(), JSON))) {
            assertEquals(200, answer.statusCode(), answer.body());
            JsonObject told = object(answer);
            assertTrue(told.getBoolean("sent"));
            assertEquals("lettre-theatre", told.getString("stream"));
            assertEquals(250, told.getJsonObject("reply").getInt("code"));
        }
    }

    @ParameterizedTest
    @CsvSource({"to=nobody%40example.org&topic=jazz, 404, recipient", "to=camille.martin%40example.org&topic=nothing, 404, topic",
            "topic=jazz, 422, field to", "to=camille.martin%40example.org, 422, field topic", "'', 422, field to",
            "to=%00%40x&topic=%00, 404, recipient", "to=%zz&topic=jazz, 422, field to"})
    void what_cannot_be_sent_is_said_clearly(String body, int status, String detail) {
        HttpResponse<String> answer = send(body.getBytes(), FORM);
        assertEquals(status, answer.statusCode(), answer.body());
        assertFalse(object(answer).getBoolean("sent"));
        assertTrue(object(answer).getString("detail").contains(detail), answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1]", "{\"to\":1", "{\"to\":null,\"topic\":[\"jazz\"]}", "null", "\u0000"})
    void what_is_no_json_object_is_a_missing_field(String body) {
        assertEquals(422, send(body.getBytes(), JSON).statusCode());
    }

    @Test
    void no_subject_becomes_a_header_field_of_its_own() {
        String to = Mailbox.reader("fr", "theatre/EMAIL");
        send(Visitor.body(List.of("to", to, "topic", "billets", "subject", "x\r\nBcc: eve@evil.example\r\n\r\nbody")), FORM);
        RawMessage message = newest(to);
        assertTrue(message.fields("Bcc").isEmpty() && message.value("Subject").orElse("").startsWith("x"));
    }

    @Test
    void the_address_demo_leads_to_the_inbox_and_its_page_is_shown_by_its_servlet_only() {
        assertEquals("/demo/inbox", Visitor.get("/demo").headers().firstValue("Location").orElse(""));
        assertEquals(404, Visitor.get("/demo/inbox.xhtml").statusCode());
        assertEquals(404, Visitor.get("/demo/inbox.xhtml;x").statusCode());
    }

    private static void assertSigned(String message, boolean oneClick) {
        String header = message.substring(0, message.indexOf("\r\n\r\n") + 2).replaceAll("\r\n[ \t]+", " ");
        Matcher signature = Pattern.compile("(?m)^DKIM-Signature:.*").matcher(header);
        List<String> kinds = new ArrayList<>();
        while (signature.find()) {
            kinds.add(tag(signature.group(), "a"));
            List<String> covered = List.of(tag(signature.group(), "h").toLowerCase().split(":"));
            assertTrue(covered.contains("from"), covered.toString());
            assertEquals(oneClick, covered.contains("list-unsubscribe") && covered.contains("list-unsubscribe-post"));
            assertEquals("news.theatre-des-vents.example", tag(signature.group(), "d"));
        }
        assertEquals(Set.of("rsa-sha256", "ed25519-sha256"), Set.copyOf(kinds));
        assertEquals(2, kinds.size());
    }

    private static String tag(String signature, String name) {
        Matcher tag = Pattern.compile("[ ;:]" + name + "=([^;]*)").matcher(signature);
        assertTrue(tag.find(), name + "= is missing: " + signature);
        return tag.group(1).replaceAll("\\s", "");
    }

    private static RawMessage newest(String to) {
        return array(Visitor.get("/demo/inbox.json")).getValuesAs(JsonObject.class).stream()
                .filter(message -> message.getString("to").equals(to)).findFirst()
                .map(message -> RawMessage.of(Base64.getDecoder().decode(((JsonString) message.get("raw")).getString())))
                .orElseThrow();
    }

    private static HttpResponse<String> send(byte[] body, String... headers) {
        return Visitor.post("/demo/send", body, headers);
    }

    private static JsonArray array(HttpResponse<String> answer) {
        return Json.createReader(new StringReader(answer.body())).readArray();
    }

    private static JsonObject object(HttpResponse<String> answer) {
        return Json.createReader(new StringReader(answer.body())).readObject();
    }
}
