package org.preferencecenter.browser;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import org.preferencecenter.center.Numbers;
import org.preferencecenter.center.control.FormSeal;
import org.preferencecenter.center.entity.FormTime;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Secret;

/**
 * Every page that a stranger can see, and how they get there. What must hold for all of them (axe, keyboard, narrow
 * windows, weight, cookies, scanners) is tested over this list: a new page is one more line in {@link #visit}.
 */
public final class PublicPages {

    /** What the tests look at; Arabic stands for what is written from right to left. */
    public static final List<String> LANGUAGES = Stream.of("fr", "en", "ar").filter(Locales.SPOKEN::contains).toList();
    private static final List<String> HOUSE = List.of("fr", "en");
    /** A link to a page of addresses works for half an hour after the first thing done by it ({@code Visits.SITTING}). */
    private static final Duration FRESH = Duration.ofMinutes(12);
    private static List<Shown> pages;
    private static Instant visited;

    private PublicPages() {
    }

    /**
     * One page.
     *
     * @param name      of its screenshots
     * @param path      what is asked for first
     * @param status    of that answer
     * @param languages it speaks
     * @param then      what a visitor does on it to see what is meant
     */
    public record Shown(String name, String path, int status, List<String> languages, Consumer<Page> then) {

        Shown(String name, String path) {
            this(name, path, 200, LANGUAGES, page -> { });
        }

        Shown status(int other) {
            return new Shown(name, path, other, languages, then);
        }

        /** A page of the house and not of a brand. */
        Shown ofTheHouse() {
            return new Shown(name, path, status, HOUSE, then);
        }

        Shown after(Consumer<Page> act) {
            return new Shown(name, path, status, languages, act);
        }

        /** The path in a language, or in English if the page does not speak it. */
        public String in(String language) {
            return path + (path.contains("?") ? "&l=" : "?l=") + spoken(language);
        }

        /** @return the language, or English */
        public String spoken(String language) {
            return languages.contains(language) ? language : "en";
        }

        /**
         * Opens it, and does what leads to what is meant. A field that takes the focus by itself has it then: the browser
         * gives it with the first picture it draws, which may be after the page is loaded.
         */
        public void open(Page page, String language) {
            page.navigate(Server.baseUrl() + in(language));
            then.accept(page);
            if (page.locator("[autofocus]").count() > 0) {
                page.locator("[autofocus]:focus").first().waitFor();
            }
        }
    }

    /** For tests that only look, and press what changes nothing: they share them for a while. */
    public static synchronized List<Shown> all() {
        if (pages == null || Instant.now().isAfter(visited.plus(FRESH))) {
            visited = Instant.now();
            pages = own();
        }
        return pages;
    }

    /** For tests that post what acts: pages nobody else looks at, of people nobody else knows. */
    public static List<Shown> own() {
        List<Shown> own = List.copyOf(visit());
        // What it took to get there is no matter of the test that asked.
        Networks.another();
        return own;
    }

    public static Shown named(String name) {
        return all().stream().filter(page -> page.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Shown> visit() {
        List<Shown> all = new ArrayList<>();
        choices(all);
        waysIn(all);
        details(all);
        data(all);
        signUp(all);
        house(all);
        return all;
    }

    private static void choices(List<Shown> all) {
        var message = Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL"), "jazz");
        String path = Mailbox.link(message, "p");
        all.add(new Shown("preferences", path));
        all.add(new Shown("preferences-why", path).after(page -> page.locator("main details:visible").all().forEach(details ->
                details.locator("summary").click())));
        all.add(new Shown("one-click-link", Mailbox.oneClick(message)));
        String stopped = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre"));
        Visitor.post(stopped, new byte[0]);
        all.add(new Shown("after-a-stop", stopped));
        String gone = Mailbox.link(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre"), "p");
        String stop = next(Visitor.post(gone, Visitor.body(List.of("do", "stop"))));
        all.add(new Shown("everything-stopped", gone));
        all.add(new Shown("receipts", gone.replace("/p/", "/receipt/")));
        all.add(new Shown("receipt", stop.replace("/p/", "/receipt/")));
        String resting = Mailbox.link(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre"), "p");
        Visitor.submit(resting, List.of("do", "save", "pause", "30"));
        all.add(new Shown("on-a-break", resting));
        all.add(new Shown("wrong-link", "/p/nonsense").status(404));
    }

    private static void waysIn(List<Shown> all) {
        all.add(new Shown("home", "/"));
        all.add(new Shown("home-sent", "/?c=sent"));
        all.add(new Shown("home-wrong", "/").after(page -> {
            page.locator("form.lost").evaluate("form => form.noValidate = true");
            page.locator("#address").fill("nobody at all");
            page.locator("form.lost button").click();
        }));
        String joining = Mailbox.somebody("fr", "theatre/EMAIL");
        all.add(new Shown("waiting", asksToJoin(joining)));
        all.add(new Shown("confirm", Mailbox.confirmation(joining)));
        String confirmed = Mailbox.somebody("fr", "theatre/EMAIL");
        asksToJoin(confirmed);
        String used = Mailbox.confirmation(confirmed);
        all.add(new Shown("welcome", next(Visitor.post(used, new byte[0]))));
        all.add(new Shown("confirm-used", used));
    }

    private static void details(List<Shown> all) {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String stale = Mailbox.link(Mailbox.receive(to, "theatre"), "p").replace("/p/", "/d/");
        all.add(new Shown("details-of-an-old-link", stale));
        long before = Mailbox.count(to);
        Visitor.submit(stale, List.of("do", "link", "shown", "fr"));
        String fresh = Mailbox.link(Mailbox.awaited(to, "p", before + 1), "p").replace("/p/", "/d/");
        all.add(new Shown("details", fresh));
        all.add(new Shown("details-wrong", fresh).after(page -> {
            page.locator("#number").fill("06 39");
            page.locator("button[value=number]").click();
        }));
        all.add(new Shown("details-code", next(Visitor.post(fresh, Visitor.body(List.of("do", "number", "country", "FR",
                "number", Numbers.nobodys(), "use", "SMS", "shown", "fr"))))));
        String other = "the-other-" + java.util.UUID.randomUUID() + "@example.org";
        Visitor.submit(fresh, List.of("do", "mail", "mail", other, "shown", "fr"));
        String claim = Mailbox.link(Mailbox.awaited(other, "a"), "a");
        all.add(new Shown("address", claim));
    }

    private static void data(List<Shown> all) {
        all.add(new Shown("data", "/r"));
        all.add(new Shown("data-sent", "/r?c=sent"));
        all.add(new Shown("data-wrong", "/r").after(page -> {
            page.locator("form.lost").evaluate("form => form.noValidate = true");
            page.locator("#address").fill("nobody at all");
            page.locator("form.lost button").click();
        }));
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        String link = dataLink(to);
        all.add(new Shown("data-ways", link));
        all.add(new Shown("data-copy", link).after(page -> page.locator("button[value=copy]").click()));
        all.add(new Shown("data-flaw", link).after(page -> page.locator("button[value=correct]").click()));
        all.add(new Shown("data-receipts", link.replace("/r/", "/receipt/")));
        all.add(new Shown("data-sure", link).after(page -> page.locator("button[value=erase]").click()));
        String stale = dataLink(Mailbox.somebody("fr", "theatre/EMAIL"));
        outdated(stale);
        all.add(new Shown("data-stale", stale));
        String gone = Mailbox.somebody("fr", "theatre/EMAIL");
        String old = Mailbox.link(Mailbox.receive(gone, "theatre"), "p");
        forgotten(gone);
        all.add(new Shown("erased", old));
    }

    /** The path of the link that is mailed to whoever asks for their data. */
    public static String dataLink(String to) {
        Visitor.submit("/r", List.of("address", to, "shown", "fr"));
        return Mailbox.link(Mailbox.awaited(to, "r"), "r");
    }

    /** As it will be in a month. */
    private static void outdated(String link) {
        Visitor.submit(link, List.of("do", "object", "shown", "fr"));
        run("update confirmation set expires_at = now() - interval '1 day' where letter = 'DATA' and used_at is not null");
    }

    /** As an erasure leaves somebody: what it takes besides has tests of its own (ErasuresIT). */
    private static void forgotten(String address) {
        run("with gone as (delete from address where recipient_id = (select recipient_id from address where channel = 'EMAIL' and normal = '"
                + address + "') returning recipient_id) update recipient set erased_at = now() where id in (select recipient_id from gone)");
    }

    private static void run(String sql) {
        try (Connection connection = TestDatabase.served().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signUp(List<Shown> all) {
        all.add(new Shown("sign-up", "/s/formulaire"));
        all.add(new Shown("sign-up-framed", "/s/formulaire/frame"));
        all.add(new Shown("sign-up-embed", "/s/formulaire/embed"));
        all.add(new Shown("sign-up-young", "/s/formulaire?c=young"));
        all.add(new Shown("sign-up-too-fast", "/s/formulaire").after(page -> page.locator("main form button").first().click()));
        all.add(new Shown("sign-up-wrong", "/s/formulaire").after(page -> {
            page.locator("[name=time]").evaluate("(field, time) => field.value = time", openForAMinute());
            page.locator("#email").fill("nobody at all");
            page.locator("main form button").first().click();
        }));
        List<String> empty = new ArrayList<>(Visitor.form(Visitor.get("/s/formulaire?l=fr").body()));
        empty.set(empty.indexOf("time") + 1, openForAMinute());
        empty.addAll(List.of("email", "stranger-" + java.util.UUID.randomUUID() + "@example.org", "age", "yes"));
        String html = Visitor.get("/s/formulaire?l=fr").body();
        Matcher question = Pattern.compile("name=\"(to\\.TOPIC:\\d+/EMAIL)\"").matcher(html);
        question.find();
        empty.addAll(List.of(question.group(1), "yes"));
        all.add(new Shown("sign-up-sent", next(Visitor.post("/s/formulaire", Visitor.body(empty)))));
    }

    /** Who fills in a form takes longer than a test. */
    private static String openForAMinute() {
        try (Connection connection = TestDatabase.served().getConnection(); Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select id from collection_point where code = 'formulaire'")) {
            row.next();
            return new FormSeal(new Vault(new Secret(new byte[32]))).time(row.getInt(1), new FormTime(Instant.now().minusSeconds(60), 0));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void house(List<Shown> all) {
        String to = Mailbox.somebody("fr", "theatre/EMAIL");
        Mailbox.receive(to, "theatre");
        all.add(new Shown("inbox", "/demo/inbox").ofTheHouse());
        all.add(new Shown("message", Mailbox.reading(to)).ofTheHouse());
        all.add(new Shown("phone", "/demo/phone").ofTheHouse());
        all.add(new Shown("law", "/law?jurisdiction=CH").ofTheHouse());
        all.add(new Shown("law-of-another-day", "/law?jurisdiction=BE&at=2026-08-10").ofTheHouse());
        all.add(new Shown("law-of-no-day", "/law?jurisdiction=CH&at=never").ofTheHouse());
    }

    private static String next(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() ->
                new AssertionError("leads nowhere: " + answer.statusCode() + answer.body())).replaceFirst("[?&]l=\\w+$", "");
    }

    /** Stops everything, then ticks one box again. @return the path of the page, on which one thing waits now */
    public static String asksToJoin(String to) {
        String page = Mailbox.link(Mailbox.receive(to, "theatre"), "p");
        Visitor.submit(page, List.of("do", "stop"));
        List<String> form = Visitor.form(Visitor.get(page).body());
        form.addAll(List.of("on", form.stream().filter(field -> field.matches("TOPIC:\\d+/EMAIL=0")).findFirst().orElseThrow()
                .replace("=0", ""), "do", "save"));
        Visitor.submit(page, form);
        return page;
    }

    static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }
}
