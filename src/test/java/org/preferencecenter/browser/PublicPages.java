package org.preferencecenter.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

import org.preferencecenter.platform.entity.Locales;

/**
 * Every page that a stranger can see, and how they get there. What must hold for all of them (axe, keyboard, narrow
 * windows, weight, cookies, scanners) is tested over this list: a new page is one more line in {@link #visit}.
 */
public final class PublicPages {

    /** What the tests look at; Arabic stands for what is written from right to left. */
    public static final List<String> LANGUAGES = Stream.of("fr", "en", "ar").filter(Locales.SPOKEN::contains).toList();
    private static final List<String> HOUSE = List.of("fr", "en");
    private static List<Shown> pages;

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

        /** Opens it, and does what leads to what is meant. */
        public void open(Page page, String language) {
            page.navigate(Server.baseUrl() + in(language));
            then.accept(page);
        }
    }

    public static synchronized List<Shown> all() {
        if (pages == null) {
            pages = List.copyOf(visit());
        }
        return pages;
    }

    public static Shown named(String name) {
        return all().stream().filter(page -> page.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Shown> visit() {
        List<Shown> all = new ArrayList<>();
        String to = Mailbox.somebody("fr", "theatre/EMAIL", "jazz/EMAIL");
        var message = Mailbox.receive(to, "jazz");
        String stopped = Mailbox.oneClick(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre"));
        Visitor.post(stopped, new byte[0]);
        String resting = Mailbox.link(Mailbox.receive(Mailbox.somebody("fr", "theatre/EMAIL"), "theatre"), "p");
        Visitor.submit(resting, List.of("do", "save", "pause", "30"));
        String joining = Mailbox.somebody("fr", "theatre/EMAIL");
        String waiting = asksToJoin(joining);
        String confirmed = Mailbox.somebody("fr", "theatre/EMAIL");
        asksToJoin(confirmed);
        String used = Mailbox.confirmation(confirmed);
        Visitor.submit(used, List.of());

        all.add(new Shown("home", "/"));
        all.add(new Shown("preferences", Mailbox.link(message, "p")));
        all.add(new Shown("preferences-why", Mailbox.link(message, "p")).after(page ->
                page.locator("details:visible").all().forEach(details -> details.locator("summary").click())));
        all.add(new Shown("one-click-link", Mailbox.oneClick(message)));
        all.add(new Shown("after-a-stop", stopped));
        all.add(new Shown("on-a-break", resting));
        all.add(new Shown("waiting", waiting));
        all.add(new Shown("confirm", Mailbox.confirmation(joining)));
        all.add(new Shown("confirm-used", used));
        all.add(new Shown("wrong-link", "/p/nonsense").status(404));
        all.add(new Shown("inbox", "/demo/inbox").ofTheHouse());
        all.add(new Shown("message", Mailbox.reading(to)).ofTheHouse());
        all.add(new Shown("law", "/law?jurisdiction=CH").ofTheHouse());
        all.add(new Shown("law-of-another-day", "/law?jurisdiction=BE&at=2026-08-10").ofTheHouse());
        all.add(new Shown("law-of-no-day", "/law?jurisdiction=CH&at=never").ofTheHouse());
        return all;
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
