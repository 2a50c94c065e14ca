package org.preferencecenter.access.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.access.oidc.Surfer.Answer;
import org.preferencecenter.platform.Awaited;

/** People of the office sign in at a real Keycloak; and whoever is not let in there, is not let in here. */
@Timeout(600)
class OidcIT {

    private static final String COOKIE = "__Host-office";
    private static final String SIGNED_IN = "select count(*) from sign_in s join account a on a.id = s.account_id where a.login = ?";
    private static House house;

    private final Surfer surfer = new Surfer();

    /** The server starts before its provider does, and the gate is shut until somebody opens it. */
    @BeforeAll
    static void start() throws Exception {
        house = new House();
    }

    @AfterAll
    static void stop() throws Exception {
        if (house != null) {
            house.close();
        }
    }

    @BeforeEach
    void open() {
        house.gate.open();
    }

    @Test
    void while_the_provider_is_away_a_page_says_so_and_passwords_work() throws Exception {
        house.gate.shut();
        Answer away = answered(house.at("/office/provider?to=/office/me"), 503);
        assertTrue(away.title().equals("Your organisation’s sign-in does not answer") && away.body().contains("House Keycloak"), away.body());
        // Whoever has the server's own path in their bookmarks gets a page as well.
        Answer direct = surfer.open(house.at("/office/sso?code=x&state=y"));
        assertEquals(403, direct.status());
        Answer page = surfer.get(house.at("/office/signIn"));
        assertTrue(page.body().contains("/office/provider?to="), page.body());
        Map<String, String> form = page.form("id=\"enter\"");
        form.put("enter:login", House.LOCAL);
        form.put("enter:password", House.PASSWORD);
        assertEquals("/office/home", surfer.follow(surfer.post(page.action("id=\"enter\""), form)).uri().getPath());
        house.gate.open();
        answered(house.at("/office/provider?to=/office/me"), 303);
    }

    @Test
    void somebody_the_provider_knows_comes_in_with_the_role_it_gives_and_the_servers_session_ends() throws Exception {
        Answer home = signIn("mia", "/office/purposes?brand=none");
        assertEquals(house.at("/office/purposes?brand=none"), home.uri());
        assertEquals(200, home.status());
        assertNotEquals(null, surfer.cookie(house.base, COOKIE));
        // What the server keeps is seen on its one path, over https alone, and thrown away.
        List<String> others = home.set().stream().filter(value -> !value.startsWith("__Host-") && !value.contains("/realms/")).toList();
        assertTrue(others.stream().anyMatch(value -> value.startsWith("JSESSIONID=")), home.set().toString());
        for (String word : List.of("path=/office/sso", "secure", "httponly", "samesite=lax")) {
            others.forEach(value -> assertTrue(List.of(value.toLowerCase().split("; *")).contains(word), value));
        }
        assertNull(surfer.cookie(house.base, "JSESSIONID"));
        assertNull(surfer.cookie(house.base, "OAuth_Token_Request_State"));
        assertNull(surfer.cookie(house.base, "session_random_value"));
        assertTrue(surfer.get(house.at("/office/me")).body().contains("You sign in with"), "no password of ours to change");
        assertEquals(403, surfer.get(house.at("/office/accounts")).status());
        assertEquals("MARKETING", house.read("select g.role from account_grant g join account a on a.id = g.account_id"
                + " where a.login = ? and a.password is null", "mia@staff.example"));
        assertTrue(house.read("select subject from account where login = ?", "mia@staff.example").startsWith(house.issuer + " "));

        // Out of ours, then out of theirs; before that, theirs lets in again without a question.
        Answer left = surfer.follow(surfer.post(home.action("id=\"leave\""), home.form("id=\"leave\"")));
        assertTrue(left.body().contains("/office/provider?leave=1"), left.body());
        assertEquals(303, surfer.get(house.at("/office/home")).status());
        assertEquals("/office/home", surfer.open(house.at("/office/provider")).uri().getPath());
        Answer farewell = surfer.open(house.at("/office/provider?leave=1"));
        assertEquals(200, farewell.status());
        assertTrue(farewell.uri().toString().startsWith(house.issuer + "/protocol/openid-connect/logout"), farewell.uri().toString());
        surfer.follow(surfer.post(farewell.action("logout-confirm"), farewell.form("logout-confirm")));
        assertTrue(surfer.open(house.at("/office/provider")).body().contains("kc-form-login"), "Keycloak asks again");
    }

    @Test
    void a_deed_that_wants_a_fresh_proof_sends_to_the_provider_again_and_the_form_waits() throws Exception {
        signIn("ada", "/office/account");
        String first = proven("ada@staff.example");
        // Let in without a question: that proves nothing newer.
        assertEquals("/office/account", surfer.open(house.at("/office/provider?to=/office/account")).uri().getPath());
        assertEquals(first, proven("ada@staff.example"));
        aged("ada@staff.example");
        Answer page = surfer.get(house.at("/office/account"));
        Map<String, String> form = page.form("id=\"invite\"");
        String invited = "new" + System.nanoTime() + "@staff.example";
        form.putAll(Map.of("login", invited, "name", "Noa New", "locale", "en", "grant", "VIEWER:*"));
        Answer asked = surfer.post(page.action("id=\"invite\""), form);
        assertEquals(401, asked.status());
        assertTrue(asked.body().contains("/office/provider?prove=1") && !asked.body().contains("enter:password"), asked.body());
        assertNull(house.read("select login from account where login = ?", invited));

        // Too early: it is asked for again, and still nothing is done.
        Answer early = surfer.post(asked.action("id=\"elsewhere\""), asked.form("id=\"elsewhere\""));
        assertEquals(401, surfer.post(early.action("id=\"resume\""), early.form("id=\"resume\"")).status());

        Answer login = surfer.open(house.at("/office/provider?prove=1&back=1"));
        assertTrue(login.uri().toString().startsWith(house.issuer.toString()) && login.body().contains("kc-form-login"), login.body());
        Answer back = password(login, "ada");
        assertTrue(back.uri().toString().endsWith("/office/signIn?back=1") && back.title().equals("You are signed in again"), back.body());
        Answer again = surfer.post(asked.action("id=\"elsewhere\""), asked.form("id=\"elsewhere\""));
        Answer done = surfer.post(again.action("id=\"resume\""), again.form("id=\"resume\""));
        assertEquals("/office/accounts?said=invited", done.location(), done.body());
        assertEquals(invited, house.read("select login from account where login = ?", invited));
    }

    @Test
    void somebody_without_a_role_is_told_so_and_is_not_let_in() throws Exception {
        Answer refused = signIn("bob", "/office/home");
        assertEquals(403, refused.status());
        assertEquals("You have no role here", refused.title());
        assertTrue(refused.body().contains("/office/provider?leave=1"), "they may try as somebody else");
        assertNull(surfer.cookie(house.base, COOKIE));
        assertNull(house.read("select login from account where login = ?", "bob@staff.example"));
    }

    @Test
    void an_account_with_a_password_is_not_taken_over_by_an_address() throws Exception {
        Answer refused = signIn("eve", "/office/home");
        assertEquals("This address has an account with a password", refused.title());
        assertNull(surfer.cookie(house.base, COOKIE));
        assertNull(house.read("select subject from account where login = ?", House.LOCAL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=stolen&state=guessed", "code=stolen", "state=guessed&error=access_denied", "error=server_error"})
    void an_answer_that_nobody_asked_for_is_refused(String query) throws Exception {
        Answer refused = surfer.open(house.at("/office/sso?" + query));
        assertEquals("That sign-in did not work", refused.title());
        // Also from somebody who was about to sign in.
        assertEquals(302, surfer.get(house.at("/office/sso")).status());
        assertEquals("That sign-in did not work", surfer.open(house.at("/office/sso?" + query)).title());
        assertNull(surfer.cookie(house.base, COOKIE));
    }

    /** Keycloak gives tokens to every application of the house; those of others, and ours without a browser, open nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"other-application", "preference-center"})
    void a_token_that_is_shown_is_not_somebody_who_signs_in(String client) throws Exception {
        Answer answer = surfer.get(house.at("/office/sso"), "Authorization", "Bearer " + token(client, "access_token"));
        assertEquals(302, answer.status());
        assertTrue(answer.location().startsWith(house.issuer.toString()), answer.location());
        assertEquals(302, surfer.get(house.at("/office/sso?access_token=" + token(client, "access_token"))).status());
        assertEquals(303, surfer.get(house.at("/office/home"), "Authorization", "Bearer " + token(client, "access_token")).status());
        assertNull(surfer.cookie(house.base, COOKIE));
    }

    /** Somebody stands between us and the provider, and hands out a token of their own, or one made for another application. */
    @ParameterizedTest
    @ValueSource(strings = {"forged", "unsigned", "foreign"})
    void an_id_token_that_is_not_for_us_is_refused(String kind) throws Exception {
        Answer asked = surfer.get(house.at("/office/sso?scope=openid"));
        String state = query(asked.location(), "state");
        String real = token("other-application", "id_token");
        String token = kind.equals("foreign") ? real : made(real, query(asked.location(), "nonce"), kind.equals("unsigned"));
        house.gate.handOut("{\"access_token\":\"" + real + "\",\"id_token\":\"" + token
                + "\",\"token_type\":\"Bearer\",\"expires_in\":300}");
        Answer refused = surfer.open(house.at("/office/sso?code=any&state=" + state));
        assertEquals("That sign-in did not work", refused.title());
        assertEquals(403, refused.status());
        assertNull(surfer.cookie(house.base, COOKIE));
    }

    @Test
    void only_a_browsers_question_passes_and_nothing_else_lies_there() throws Exception {
        assertEquals(405, surfer.post(house.at("/office/sso"), Map.of("code", "x")).status());
        assertEquals(404, surfer.get(house.at("/office/sso/")).status());
        // Under another host, a brand's for instance, there is no office and no way into it.
        assertEquals(404, surfer.get(URI.create(house.at("/office/sso").toString().replace("localhost", "127.0.0.1"))).status());
        assertEquals("/office/signIn", surfer.get(house.at("/office/home")).location().replaceFirst("\\?.*", ""));
        // What the server would take for an answer of the provider is nothing to it anywhere else.
        for (String query : List.of("", "?code=stolen&state=guessed", "?error=access_denied")) {
            for (String path : List.of("/office/signIn", "/", "/nowhere", "/office/home")) {
                Answer plain = surfer.get(house.at(path));
                Answer answer = surfer.get(house.at(path + query), "Cookie", "JSESSIONID=AbC; OAuth_Token_Request_State=guessed");
                assertEquals(List.of(), answer.set(), path + query);
                assertEquals(plain.status(), answer.status(), path + query);
            }
        }
    }

    private Answer signIn(String user, String to) throws IOException {
        return password(surfer.open(house.at("/office/provider?to=" + to.replace("?", "%3F"))), user);
    }

    /** Fills in Keycloak's own form. */
    private Answer password(Answer login, String user) throws IOException {
        Map<String, String> form = new HashMap<>(login.form("kc-form-login"));
        form.putAll(Map.of("username", user, "password", "password-of-" + user));
        return surfer.follow(surfer.post(login.action("kc-form-login"), form));
    }

    /** Asks until it answers so: what the server last heard from its provider is believed for a moment. */
    private Answer answered(URI uri, int status) {
        return Awaited.until(uri + " is answered " + status, () -> {
            try {
                return Optional.of(surfer.get(uri)).filter(answer -> answer.status() == status);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    private static String proven(String login) throws Exception {
        return house.read("select max(s.proven_at)::text from sign_in s join account a on a.id = s.account_id where a.login = ?", login);
    }

    private static void aged(String login) throws Exception {
        house.read("with old as (update sign_in s set proven_at = proven_at - interval '20 minutes' from account a"
                + " where a.id = s.account_id and a.login = ? returning 1) select count(*) from old", login);
    }

    /** A token that Keycloak gives an application that knows somebody's password. */
    private static String token(String client, String kind) throws IOException {
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "password", "client_id", client, "username", "ada",
                "password", "password-of-ada", "scope", "openid"));
        if (client.equals("preference-center")) {
            form.put("client_secret", "secret-of-the-office");
        }
        Answer answer = new Surfer().post(URI.create(house.issuer + "/protocol/openid-connect/token"), form);
        Matcher token = Pattern.compile("\"" + kind + "\":\"([^\"]+)\"").matcher(answer.body());
        assertTrue(token.find(), answer.body());
        return token.group(1);
    }

    /** Says all that an ID token of Ada's would say, and names Keycloak's key; but somebody else has signed it, or nobody. */
    private static String made(String real, String nonce, boolean unsigned) throws Exception {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String header = new String(Base64.getUrlDecoder().decode(real.split("\\.")[0]), StandardCharsets.UTF_8);
        String subject = new String(Base64.getUrlDecoder().decode(real.split("\\.")[1]), StandardCharsets.UTF_8)
                .replaceFirst(".*\"sub\":\"([^\"]+)\".*", "$1");
        String claims = "{\"iss\":\"" + house.issuer + "\",\"aud\":\"preference-center\",\"sub\":\"" + subject + "\",\"typ\":\"ID\","
                + "\"nonce\":\"" + nonce + "\",\"exp\":" + Instant.now().plusSeconds(300).getEpochSecond() + ",\"iat\":"
                + Instant.now().getEpochSecond() + ",\"roles\":[\"preference-center:administrator\"]}";
        String text = base64.encodeToString((unsigned ? "{\"alg\":\"none\"}" : header).getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".";
        if (unsigned) {
            return text;
        }
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.generateKeyPair().getPrivate());
        signature.update(text.substring(0, text.length() - 1).getBytes(StandardCharsets.US_ASCII));
        return text + base64.encodeToString(signature.sign());
    }

    private static String query(String address, String name) {
        Matcher value = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
        assertTrue(value.find(), address);
        return URLDecoder.decode(value.group(1), StandardCharsets.UTF_8);
    }
}
