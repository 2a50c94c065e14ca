package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

import org.preferencecenter.browser.Chromium;
import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.PublicPages;
import org.preferencecenter.browser.Server;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.platform.Awaited;
import org.preferencecenter.platform.TestDatabase;

/**
 * What security products do with a message in the seconds after it was sent (STANDARDS A.8): they fetch every link of its
 * headers and its body, from several machines, in a browser that runs scripts and submits forms that submit themselves,
 * and follow what they find. Nothing of it changes anything here, in any table.
 */
@OnServer
class ScannerRobotIT {

    private static final List<String> AGENTS = List.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0 Safari/537.36",
            "Mozilla/5.0 (compatible; Barracuda Sentinel (EE))", "GoogleImageProxy", "Microsoft Office Protocol Discovery", "python-requests/2.31");
    /** What the sealer locks: {@code ledger.control.Sealer}. */
    private static final long SEALER = 0x7365616CL;
    /** What walks and runs of retention lock: {@code retention.control.Turn}. */
    private static final long RETENTION = 4_710_035L;
    private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>()\\]]+");

    @Test
    void whatever_a_scanner_fetches_runs_follows_or_prefetches_nothing_changes() throws Exception {
        Set<String> links = links(messages());
        for (String route : List.of("/u/", "/p/", "/c/", "/w/", "/a/")) {
            assertTrue(links.stream().anyMatch(path -> path.startsWith(route)), route + " is in none of the messages");
        }
        try (Connection schedules = heldUp()) {
            Map<String, String> before = state();
            for (String path : links) {
                fetch(path);
            }
            Set<String> found = browse(links);
            assertTrue(found.size() > links.size(), "there was something to follow");
            for (String path : found) {
                fetch(path);
            }
            browse(found);
            assertEquals(before, state());
            schedules.rollback();
        }
    }

    /**
     * Holds what those take who seal, count and walk behind everybody's back, each before it writes: until it is let go, whatever
     * changes in any table is somebody's doing who asked for a page.
     */
    private static Connection heldUp() throws SQLException {
        // First what was begun is done: the demo's past is there, letters are mailed (one that is being mailed is due again in five
        // minutes), and nothing waits to be sealed, which would alarm somebody after a while.
        Awaited.until("a rest", () -> SignUps.number("select ((select count(*) from confirmation where due_at <= now() + "
                + "interval '6 minutes') + (select count(*) from rights_letter where due_at <= now() + interval '6 minutes') "
                + "+ (select count(*) from sign_up where answers is not null and due_at <= now()) + (select count(*) from ledger_entry) "
                + "- (select count(*) from ledger_leaf))::int") == 0 && stands());
        Connection connection = TestDatabase.served().getConnection();
        connection.setAutoCommit(false);
        try (Statement sql = connection.createStatement()) {
            sql.execute("select pg_advisory_xact_lock(" + SEALER + "), pg_advisory_xact_lock(" + RETENTION + ")");
            // Counting, and looking for waves of stops; and when a key was used last, which is written once a minute.
            sql.execute("select from tally_progress for update");
            sql.execute("lock table api_key in share mode");
        }
        return connection;
    }

    /** Whether nothing changes for a moment. */
    private static boolean stands() {
        Map<String, String> now = state();
        LockSupport.parkNanos(500_000_000);
        return now.equals(state());
    }

    /** One of every kind that is sent: letters, tickets, a confirmation, a welcome, a fresh link, a claim of an address. */
    private static List<MimeMessage> messages() {
        List<MimeMessage> messages = new ArrayList<>();
        for (String language : List.of("fr", "en")) {
            String to = Mailbox.somebody(language, "theatre/EMAIL", "jazz/EMAIL");
            messages.add(Mailbox.receive(to, "theatre"));
            messages.add(Mailbox.receive(to, "billets"));
        }
        String joining = Mailbox.somebody("fr", "theatre/EMAIL");
        String stale = PublicPages.asksToJoin(joining).replace("/p/", "/d/");
        messages.add(Mailbox.awaited(joining, "c"));
        String confirmed = Mailbox.somebody("fr", "theatre/EMAIL");
        PublicPages.asksToJoin(confirmed);
        Visitor.post(Mailbox.confirmation(confirmed), new byte[0]);
        messages.add(Mailbox.awaited(confirmed, "w"));
        long before = Mailbox.count(joining);
        Visitor.submit(stale, List.of("do", "link", "shown", "fr"));
        MimeMessage visit = Mailbox.awaited(joining, "p", before + 1);
        messages.add(visit);
        String other = "another-" + java.util.UUID.randomUUID() + "@example.org";
        Visitor.submit(Mailbox.link(visit, "p").replace("/p/", "/d/"), List.of("do", "mail", "mail", other, "shown", "fr"));
        messages.add(Mailbox.awaited(other, "a"));
        return messages;
    }

    /** Our links, in headers and bodies, however often they stand there. */
    private static Set<String> links(List<MimeMessage> messages) throws Exception {
        Set<String> links = new LinkedHashSet<>();
        for (MimeMessage message : messages) {
            StringBuilder all = new StringBuilder(Mailbox.text(message));
            message.getAllHeaderLines().asIterator().forEachRemaining(line -> all.append('\n').append(line));
            Matcher url = URL.matcher(all);
            while (url.find()) {
                URI link = URI.create(url.group().replace("&amp;", "&").replaceAll("[.,;:!?]+$", ""));
                if (link.getRawPath().length() > 20) {
                    links.add(link.getRawPath() + (link.getRawQuery() == null ? "" : "?" + link.getRawQuery()));
                }
            }
        }
        return links;
    }

    private static void fetch(String path) {
        for (String agent : AGENTS) {
            for (String method : List.of("HEAD", "GET", "GET", "OPTIONS")) {
                int status = Visitor.send(method, path, "User-Agent", agent).statusCode();
                assertTrue(status < 500, method + " " + path + " is answered " + status);
            }
        }
        Visitor.send("GET", path, "Sec-Purpose", "prefetch;prerender", "Purpose", "prefetch", "X-Moz", "prefetch");
    }

    /** Opens each in a browser that runs scripts, and waits until nothing more happens. @return what they link to */
    private static Set<String> browse(Set<String> paths) {
        Set<String> found = new LinkedHashSet<>();
        try (Chromium chromium = Chromium.launch(); BrowserContext context = chromium.newContext()) {
            Page page = context.newPage();
            List<String> posts = new ArrayList<>();
            page.onRequest(request -> {
                if (!List.of("GET", "HEAD").contains(request.method())) {
                    posts.add(request.method() + " " + request.url());
                }
            });
            for (String path : paths) {
                page.navigate(Server.baseUrl() + path);
                page.waitForLoadState();
                assertEquals(Server.baseUrl() + path, page.url(), "no page sends a browser on by itself");
                assertFalse(page.content().contains("http-equiv=\"refresh\""), path);
                for (Object href : (List<?>) page.evaluate("[...document.querySelectorAll('a[href], link[href], img[src], iframe[src]')]"
                        + ".map(e => e.href || e.src).filter(u => u.startsWith(location.origin)).map(u => u.slice(location.origin.length))")) {
                    found.add(((String) href).replaceFirst("#.*", ""));
                }
            }
            assertEquals(List.of(), posts, "no form submits itself");
        }
        found.removeIf(path -> path.contains(".css"));
        return found;
    }

    /** Every row of every table, as a sum of each. */
    private static Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        try (Connection connection = TestDatabase.served().getConnection(); Statement sql = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = sql.executeQuery("select table_name from information_schema.tables "
                    + "where table_schema = 'public' and table_type = 'BASE TABLE'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet row = sql.executeQuery("select count(*), md5(string_agg(t::text, '|' order by t::text)) from " + table + " t")) {
                    row.next();
                    state.put(table, row.getLong(1) + " " + row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertTrue(state.keySet().containsAll(List.of("choice", "ledger_entry", "ledger_leaf", "confirmation", "tally_day", "retention_clock")));
        return state;
    }
}
