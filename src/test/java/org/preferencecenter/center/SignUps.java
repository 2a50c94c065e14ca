package org.preferencecenter.center;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.preferencecenter.browser.Mailbox;
import org.preferencecenter.browser.Visitor;
import org.preferencecenter.center.control.FormSeal;
import org.preferencecenter.center.entity.FormTime;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.Awaited;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** What tests of the sign-up forms need: a form as a person fills it in, who need not wait two seconds for that. */
final class SignUps {

    /** Under the secret of the server under test. */
    private static final FormSeal SEAL = new FormSeal(new Vault(new Secret(new byte[32])));
    private static final String PATH = "/s/formulaire";

    private SignUps() {
    }

    /** Nobody the demo knows. */
    static String stranger() {
        return UUID.randomUUID() + "@example.org";
    }

    /** A time for which somebody had the form open. */
    static String openSince(String form, Instant begun, int hastes) {
        return SEAL.time(number("select id from collection_point where code = ?", form), new FormTime(begun, hastes));
    }

    /** The theatre's form as it is when nothing is typed, opened a minute ago, in English. */
    static List<String> empty() {
        return empty(PATH);
    }

    static List<String> empty(String path) {
        List<String> fields = new ArrayList<>(Visitor.form(Visitor.get(path + "?l=en").body()));
        set(fields, "time", openSince(path.split("/")[2], Instant.now().minusSeconds(60), 0));
        return fields;
    }

    /** Filled in by somebody old enough who wants the letter about jazz by e-mail. */
    static List<String> jazz(String email) {
        List<String> fields = empty();
        fields.addAll(List.of("email", email, "age", "yes", field("jazz", "EMAIL"), "yes"));
        return fields;
    }

    static void set(List<String> fields, String name, String value) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equals(name)) {
                fields.set(i + 1, value);
                return;
            }
        }
        fields.addAll(List.of(name, value));
    }

    /** The field of a topic's question. */
    static String field(String topic, String channel) {
        return "to.TOPIC:" + number("select id from topic where code = ?", topic) + "/" + channel;
    }

    static String refusal(String purpose) {
        return "to.PURPOSE:" + number("select id from purpose where code = ?", purpose) + "/ANY";
    }

    static HttpResponse<String> send(List<String> fields, String... headers) {
        return send(PATH, fields, headers);
    }

    static HttpResponse<String> send(String path, List<String> fields, String... headers) {
        return Visitor.post(path, Visitor.body(fields), headers);
    }

    static String tokenless(String text) {
        Matcher token = Pattern.compile("/sent/[\\w-]+").matcher(text);
        return token.replaceAll("/sent/…");
    }

    static int stored(String email) {
        return number("select count(*)::int from sign_up where answers like '%' || ? || '%'", email)
                + number("select count(*)::int from address where normal = lower(?)", email);
    }

    /** The state of somebody's answer: its number, or -1 as long as there is none. */
    static int state(String email, String topic) {
        return number("""
                select c.state from choice c join address a using (recipient_id)
                where a.normal = ? and c.scope_kind = ? and c.scope_id = (select id from topic where code = ?)
                """.replace("scope_kind = ?", "scope_kind = " + Scope.Kind.TOPIC.code()), email, topic);
    }

    /** The path of the confirmation link, as soon as the message is there. */
    static String confirmation(String email) {
        return Mailbox.confirmation(email);
    }

    static int number(String sql, String... with) {
        try (Connection connection = TestDatabase.served().getConnection(); PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < with.length; i++) {
                select.setString(i + 1, with[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : -1;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a number is what it is to become: it is found out behind the visitor's back. */
    static void becomes(int wanted, IntSupplier number) {
        Awaited.until("the number " + wanted, () -> number.getAsInt() == wanted);
    }
}
