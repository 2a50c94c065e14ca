package org.preferencecenter.office;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.preferencecenter.access.entity.Role;
import org.preferencecenter.browser.OnServer;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.demo.control.StaffSeed;
import org.preferencecenter.office.entity.OfficePage;

/** Every page of the office, asked for by every role and by nobody, over plain HTTP. */
@OnServer
class RolesIT {

    @Test
    void a_page_opens_to_the_roles_whose_right_it_asks_for_and_to_no_other() {
        Map<String, String> wrong = new TreeMap<>();
        for (Role role : Role.values()) {
            String cookie = signIn(login(role));
            Map<String, String> links = new HashMap<>();
            // Pages of the menu first: they link to those behind them with what these need in their address.
            Stream.of(OfficePage.values()).sorted(Comparator.comparing(page -> page.group() == OfficePage.Group.BEHIND)).forEach(page -> {
                HttpResponse<String> answer = Visitor.get(links.getOrDefault(page.path(), "/office/" + page.path()), "Cookie", cookie);
                collect(answer.body(), links);
                boolean open = page.group() == OfficePage.Group.OPEN || page.right() == null || role.rights().contains(page.right());
                boolean alone = page.group() == OfficePage.Group.BEHIND && !links.containsKey(page.path());
                int status = answer.statusCode();
                // Without what it needs in its address, a page may refuse too; it never breaks.
                if (open ? status == 403 && !alone || status == 401 || status >= 500
                        : status != (page == OfficePage.HOME ? 303 : 403)) {
                    wrong.put(role + " " + page.path(), (open ? "opens, but answers " : "is closed, but answers ") + status);
                }
            });
        }
        for (OfficePage page : OfficePage.values()) {
            HttpResponse<String> answer = Visitor.get("/office/" + page.path());
            boolean open = page.group() == OfficePage.Group.OPEN;
            // This server has no provider to sign in at, so what leads there is not there.
            boolean absent = page == OfficePage.PROVIDER || page == OfficePage.SSO;
            if (open ? answer.statusCode() != (absent ? 404 : 200) : answer.statusCode() != 303
                    || !answer.headers().firstValue("Location").orElse("").startsWith("/office/signIn?to=")) {
                wrong.put("nobody " + page.path(), "answers " + answer.statusCode());
            }
        }
        assertEquals(Map.of(), wrong);
    }

    @Test
    void a_deed_is_refused_to_whom_the_page_does_not_open_however_it_is_sent() {
        String agent = signIn("agent");
        HttpResponse<String> refused = Visitor.post("/office/account", Visitor.body(List.of("invite", "invite", "csrf",
                csrf(agent, "/office/me"), "grant", "ADMINISTRATOR:*")), "Cookie", agent, "Content-Type",
                "application/x-www-form-urlencoded");
        assertEquals(403, refused.statusCode());
    }

    private static void collect(String page, Map<String, String> links) {
        Matcher link = Pattern.compile("href=\"(/office/(\\w+)\\?[^\"]*\\b(?:id|change|purpose|code)=[^\"]*)\"").matcher(page);
        while (link.find()) {
            links.putIfAbsent(link.group(2), link.group(1).replace("&amp;", "&"));
        }
    }

    private static String login(Role role) {
        return role == Role.ADMINISTRATOR ? "admin" : role.name().toLowerCase(Locale.ROOT);
    }

    private static String csrf(String cookie, String path) {
        return first(Visitor.get(path, "Cookie", cookie).body(), "name=\"csrf\" value=\"([^\"]+)\"");
    }

    /** As the page's form does without scripts. @return what the browser keeps */
    private static String signIn(String login) {
        String page = Visitor.get("/office/signIn").body();
        String form = page.substring(page.indexOf("<form id=\"enter\""));
        HttpResponse<String> answer = Visitor.post("/office/signIn", Visitor.body(List.of("enter", "enter", "enter:login",
                login + "@theatre-des-vents.example", "enter:password", StaffSeed.PASSWORD,
                first(form, "type=\"submit\" name=\"([^\"]+)\""), "x", "jakarta.faces.ViewState",
                first(form, "name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]+)\""))), "Content-Type",
                "application/x-www-form-urlencoded");
        assertEquals(303, answer.statusCode(), () -> login + ": " + answer.body());
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), cookie);
        return cookie.replaceFirst(";.*", "");
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), () -> pattern + " in " + text);
        return matcher.group(1);
    }
}
