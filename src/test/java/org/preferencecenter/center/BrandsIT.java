package org.preferencecenter.center;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

import org.preferencecenter.browser.Axe;
import org.preferencecenter.browser.Chromium;
import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Server;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** Two brands on one server, for one person known to both: nothing of the one is in anything of the other (W-13). */
@OnServer
class BrandsIT {

    private static final String BOOKSHOP = "librairie.localhost";
    /** A topic of each brand, and every word, host and colour that tells of it. */
    private static final Map<String, List<String>> TELLING = new LinkedHashMap<>();
    private static final Map<String, String> TOPIC = Map.of("theatre-des-vents", "theatre", "librairie-du-port", "romans");

    private static final Map<String, String> FORM = Map.of("theatre-des-vents", "formulaire", "librairie-du-port", "librairie");

    @BeforeAll
    static void whatTells() throws SQLException {
        for (String brand : TOPIC.keySet()) {
            String of = " from brand b where b.code = '" + brand + "'";
            List<String> words = new ArrayList<>();
            words.addAll(texts("select unnest(array[code, name, host, mail_domain, contact_email, postal_address, accent, dpo_name, "
                    + "dpo_contact, home_url, privacy_url])" + of));
            words.addAll(texts("select unnest(array[t.heading, t.intro, t.service, t.foot]) from brand_text t join brand b "
                    + "on b.id = t.brand_id where b.code = '" + brand + "'"));
            words.addAll(texts("select unnest(array[t.title, t.about]) from purpose_text t join purpose p on p.id = t.purpose_id "
                    + "join brand b on b.id = p.brand_id where b.code = '" + brand + "'"));
            words.addAll(texts("select unnest(array[x.title, x.about]) from topic_text x join topic t on t.id = x.topic_id join "
                    + "purpose p on p.id = t.purpose_id join brand b on b.id = p.brand_id where b.code = '" + brand + "'"));
            words.addAll(texts("select s.code from stream s join purpose p on p.id = s.purpose_id join brand b on b.id = p.brand_id "
                    + "where b.code = '" + brand + "'"));
            words.add("/brand/" + texts("select b.id::text" + of).get(0) + (brand.startsWith("t") ? ".css" : "/"));
            assertTrue(words.size() > 20, brand);
            TELLING.put(brand, words);
        }
        // A stream's code may be a plain word of any language.
        TELLING.values().forEach(words -> words.removeIf(word -> word.matches("offres|billets|brochure|invitations|partenaires|"
                + "rencontres|commandes|Theatre|Théâtre|Comics|Dance|Danse|Romans|Novels")));
    }

    private static List<String> texts(String sql) throws SQLException {
        try (Connection connection = TestDatabase.served().getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                if (rows.getString(1) != null) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }

    private static int id(String sql) throws SQLException {
        return Integer.parseInt(texts(sql).get(0));
    }

    /** Somebody new who subscribed to a topic of each brand. @return the address */
    private static String knownToBoth() throws SQLException {
        String address = "both." + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
        Recipient person = new Recipient(0, Audience.CONSUMER, "form", "FR", "fr", "Europe/Paris", Map.of(),
                List.of(new Recipient.Address(Channel.EMAIL, address)));
        long recipient = new Recipients(TestDatabase.served(), Clock.systemUTC()).add(person).id();
        try (Consents consents = new Consents(TestDatabase.served(), Clock.systemUTC(), Duration.ofDays(1), Duration.ofDays(1),
                Reach.UNKNOWN, new Ledger(), needed -> { }, 1)) {
            for (String brand : TOPIC.keySet()) {
                int topic = id("select t.id::text from topic t join purpose p on p.id = t.purpose_id join brand b on b.id = p.brand_id "
                        + "where b.code = '" + brand + "' and t.code = '" + TOPIC.get(brand) + "'");
                int notice = id("select max(n.id)::text from notice n join topic t on t.purpose_id = n.purpose_id where n.locale = 'fr' "
                        + "and t.id = " + topic);
                int point = id("select min(c.id)::text from collection_point c join brand b on b.id = c.brand_id where b.code = '"
                        + brand + "'");
                consents.grant(recipient, List.of(new Wish(new Cell(Scope.topic(topic), Channel.EMAIL), true, null, null)),
                        new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, point, notice, "fr"));
            }
        }
        return address;
    }

    /** One request over a plain connection, where the host can be said freely. */
    private static String raw(String method, String host, String path, String more, String body) {
        try (Socket socket = new Socket(Server.baseUrl().getHost(), Server.baseUrl().getPort())) {
            byte[] octets = body.getBytes(UTF_8);
            socket.getOutputStream().write((method + " " + path + " HTTP/1.0\r\nHost: " + host + "\r\n" + more + (octets.length > 0
                    ? "Content-Length: " + octets.length + "\r\n" : "") + "\r\n" + body).getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String get(String host, String path) {
        return raw("GET", host + ":" + Server.baseUrl().getPort(), path, "", "");
    }

    private static String bytes(MimeMessage message) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        // As a reader sees it: header fields unfolded and decoded, and both bodies.
        return out.toString(UTF_8).split("\r\n\r\n", 2)[0] + message.getSubject() + message.getFrom()[0] + Mailbox.text(message);
    }

    private static void tellsNothingOf(String other, String what, String said) {
        for (String word : TELLING.get(other)) {
            assertFalse(said.contains(word), what + " tells of " + other + ": " + word);
            assertFalse(said.contains(word.replace("&", "&amp;").replace("'", "&#39;")), what + " tells of " + other + ": " + word);
        }
    }

    @ParameterizedTest
    @CsvSource({"theatre-des-vents, localhost, librairie-du-port", "librairie-du-port, librairie.localhost, theatre-des-vents",
        "theatre-des-vents, librairie.localhost, librairie-du-port", "librairie-du-port, localhost, theatre-des-vents",
        "librairie-du-port, elsewhere.example, theatre-des-vents"})
    void whatever_one_brand_sends_or_shows_tells_nothing_of_the_other(String brand, String host, String other) throws Exception {
        String to = knownToBoth();
        Mailbox.receive(to, TOPIC.get(other));
        MimeMessage message = Mailbox.receive(to, TOPIC.get(brand));
        tellsNothingOf(other, "the mail", bytes(message));
        String page = Mailbox.link(message, "p");
        String oneClick = Mailbox.oneClick(message);
        // Things happen at the other brand too, and must not be told here.
        Visitor.post(Mailbox.oneClick(Mailbox.receive(to, TOPIC.get(other))), new byte[0]);
        Map<String, String> answers = new LinkedHashMap<>();
        for (String language : List.of("fr", "en")) {
            answers.put("the page in " + language, get(host, page + "?l=" + language));
            answers.put("the addresses in " + language, get(host, page.replace("/p/", "/d/") + "?l=" + language));
            answers.put("the form in " + language, get(host, "/s/" + FORM.get(brand) + "?l=" + language));
            answers.put("the one-click page in " + language, get(host, oneClick + "?l=" + language));
        }
        answers.put("one click", raw("POST", host, oneClick, "", ""));
        answers.put("after one click", get(host, page));
        String stop = raw("POST", host + ":" + Server.baseUrl().getPort(), page,
                "Content-Type: application/x-www-form-urlencoded\r\n", "do=stop&shown=fr");
        assertTrue(stop.startsWith("HTTP/1.0 303"), stop);
        answers.put("a button", stop);
        answers.put("after a stop", get(host, page));
        String drawn = answers.get("the page in fr");
        assertTrue(drawn.contains(brand.startsWith("t") ? "Théâtre des Vents" : "Librairie du Port"));
        Matcher parts = Pattern.compile("(?:href|src|srcset)=\"(/brand/[^\"]+)\"").matcher(drawn);
        while (parts.find()) {
            answers.put(parts.group(1), get(host, parts.group(1)));
            assertTrue(answers.get(parts.group(1)).contains("immutable"), parts.group(1));
        }
        answers.forEach((what, said) -> assertTrue(said.matches("(?s)HTTP/1.0 (200|303).*"), what + " " + said));
        answers.forEach((what, said) -> tellsNothingOf(other, what + " under " + host, said));
    }

    @ParameterizedTest
    @CsvSource({"librairie.localhost, Librairie du Port, theatre-des-vents", "localhost, Théâtre des Vents, librairie-du-port"})
    void a_page_without_a_link_is_the_brands_whose_host_it_is(String host, String name, String other) {
        for (String path : List.of("/?l=fr", "/p/nonsense", "/c/nonsense", "/u/nonsense", "/nothing")) {
            String said = get(host, path);
            tellsNothingOf(other, path, said);
            assertTrue(said.contains(name) || path.equals("/nothing"), path);
        }
        String problem = raw("POST", host, "/api/v1/decisions", "Content-Type: application/json\r\n", "{\"stream\":\"none\"}");
        assertTrue(problem.contains("application/problem+json"), problem);
        tellsNothingOf(other, "a problem", problem);
    }

    @Test
    void under_a_name_nobody_owns_no_brand_is_named() {
        for (String path : List.of("/?l=fr", "/p/nonsense", "/c/nonsense")) {
            String said = get("elsewhere.example", path);
            TELLING.keySet().forEach(brand -> tellsNothingOf(brand, path, said));
            assertTrue(said.contains("Preference Center"), path);
        }
    }

    @Test
    void the_links_of_a_mail_lie_under_the_brands_own_host_and_by_https_in_its_header() throws Exception {
        MimeMessage message = Mailbox.receive(knownToBoth(), "romans");
        assertTrue(message.getHeader("List-Unsubscribe", ",").replaceAll("\\s", "").matches("<https://" + BOOKSHOP
                + ":\\d+/u/[\\w-]+>,<mailto:u-[^>]+@unsub\\.lettres\\.librairie-du-port\\.example>"));
        String page = "http://" + BOOKSHOP + ":" + Server.baseUrl().getPort() + "/p/";
        assertTrue(Mailbox.text(message).contains(page), page);
    }

    @Test
    void a_link_about_everything_shows_the_brand_of_the_host_it_was_opened_under() throws Exception {
        String to = knownToBoth();
        long recipient = new Recipients(TestDatabase.served(), Clock.systemUTC()).byAddress(Channel.EMAIL, to).orElseThrow().id();
        LinkKeys keys = new LinkKeys(TestDatabase.served(), new Vault(new Secret(new byte[32])), Clock.systemUTC());
        keys.refresh();
        String token = new Links(keys).sign(new SignedLink(Power.PAGE, recipient, Scope.EVERYTHING, 0));
        assertTrue(get(BOOKSHOP, "/p/" + token).contains("Librairie du Port"));
        tellsNothingOf("theatre-des-vents", "everything under the bookshop's host", get(BOOKSHOP, "/p/" + token));
        assertTrue(get("localhost", "/p/" + token).contains("Théâtre des Vents"));
    }

    @ParameterizedTest
    @CsvSource({"http://librairie.localhost:PORT, 303", "http://localhost:PORT, 303", "null, 303", "http://evil.example, 403",
        "http://librairie.localhost.evil.example, 403", "https://librairie.localhost, 403"})
    void a_form_may_be_posted_from_a_brands_own_host_and_from_nowhere_else(String origin, int status) throws Exception {
        String page = Mailbox.link(Mailbox.receive(knownToBoth(), "romans"), "p");
        String answer = raw("POST", "behind.example", page, "Content-Type: application/x-www-form-urlencoded\r\nOrigin: "
                + origin.replace("PORT", "" + Server.baseUrl().getPort()) + "\r\n", "do=none&shown=fr");
        assertEquals("HTTP/1.0 " + status, answer.substring(0, 12));
    }

    @Test
    void a_logo_opened_by_itself_runs_and_fetches_nothing() throws Exception {
        int brand = id("select id::text from brand where code = 'librairie-du-port'");
        String logo = get(BOOKSHOP, "/brand/" + brand + "/logo?v=old");
        assertTrue(logo.contains("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox\r\n"), logo);
        assertTrue(logo.contains("X-Content-Type-Options: nosniff\r\n"), logo);
        assertTrue(logo.contains("Content-Type: image/svg+xml"), logo);
        assertTrue(logo.contains("max-age=300\r\n"), logo);
        assertTrue(get(BOOKSHOP, "/brand/" + brand + "/logo-dark").startsWith("HTTP/1.0 200"));
        for (String none : List.of("/brand/0/logo", "/brand/999999/logo", "/brand/" + brand + "/logo.svg", "/brand/x/logo")) {
            assertTrue(get(BOOKSHOP, none).startsWith("HTTP/1.0 404"), none);
        }
    }

    @Test
    void pages_with_a_logo_weigh_less_than_fifty_kilobytes() throws Exception {
        String page = get(BOOKSHOP, Mailbox.link(Mailbox.receive(knownToBoth(), "romans"), "p"));
        int weight = page.length();
        Matcher parts = Pattern.compile("(?:href|src|srcset)=\"(/brand/[^\"]+)\"").matcher(page);
        while (parts.find()) {
            weight += get(BOOKSHOP, parts.group(1)).length();
        }
        assertTrue(weight < 50 * 1024, weight + " octets");
    }

    @ParameterizedTest
    @CsvSource({"theatre-des-vents, localhost", "librairie-du-port, librairie.localhost"})
    void both_brands_can_be_read_in_light_and_dark_narrow_to_wide(String brand, String host) throws Exception {
        String link = Mailbox.link(Mailbox.receive(knownToBoth(), TOPIC.get(brand)), "p");
        Chromium chromium = Chromium.launch();
        try {
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (int width : new int[] {320, 768, 1280}) {
                    try (BrowserContext context = chromium.newContext(new Browser.NewContextOptions()
                            .setViewportSize(width, 800).setColorScheme(scheme))) {
                        look(context.newPage(), "http://" + host + ":" + Server.baseUrl().getPort(), Map.of("home", "/?l=en",
                                "page", link + "?l=" + (width == 768 ? "en" : "fr")), brand + "-" + width + "-" + scheme);
                    }
                }
            }
        } finally {
            chromium.close();
        }
    }

    private static void look(Page page, String base, Map<String, String> paths, String name) {
        paths.forEach((what, path) -> {
            page.navigate(base + path);
            assertEquals(List.of(), Axe.findings(page), name);
            assertEquals(true, page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)"), name);
            assertTrue((Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, name);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
                    .setPath(Path.of("target/screens/brand-" + what + "-" + name.toLowerCase() + ".png")));
        });
    }
}
