package org.preferencecenter.access.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.preferencecenter.access.entity.SenderLogin;
import org.preferencecenter.platform.TestDatabase;

class SenderLoginsIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final DataSource DATABASE = TestDatabase.dataSource();
    private static int brand;
    private static int stream;
    private static int other;

    private final SenderLogins logins = at(NOON);

    private static SenderLogins at(Instant now) {
        return new SenderLogins(DATABASE, Clock.fixed(now, ZoneOffset.UTC));
    }

    @BeforeAll
    static void aBrandWithTwoStreams() throws SQLException {
        String code = "senders-" + UUID.randomUUID().toString().substring(0, 8);
        brand = id("insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale) values ('"
                + code + "', 'S', '" + code + ".example', 's@s.example', 'S', '#000000', '#ffffff', 'en') returning id");
        int purpose = id("insert into purpose (brand_id, code, nature, position) values (" + brand + ", 'p', 'SERVICE', 1) returning id");
        stream = id("insert into stream (code, purpose_id, channel) values ('" + code + "-1', " + purpose + ", 'EMAIL') returning id");
        other = id("insert into stream (code, purpose_id, channel) values ('" + code + "-2', " + purpose + ", 'EMAIL') returning id");
    }

    private static int id(String sql) throws SQLException {
        try (Connection connection = DATABASE.getConnection(); PreparedStatement insert = connection.prepareStatement(sql);
                ResultSet row = insert.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void a_login_lets_in_with_its_password_until_it_is_ended() {
        SenderLogins.Made made = logins.make(" shop ", brand, Set.of(stream, other));
        SenderLogin login = logins.admit(made.login().id(), made.password()).orElseThrow();
        assertEquals("shop", login.name());
        assertEquals(Set.of(stream, other), login.streams());
        assertEquals(brand, login.brand());
        assertNull(login.used());
        assertEquals(NOON, logins.find(login.id()).orElseThrow().used());
        at(NOON.plusSeconds(60)).revoke(login.id());
        at(NOON.plusSeconds(90)).revoke(login.id());
        assertTrue(logins.admit(login.id(), made.password()).isEmpty());
        assertEquals(NOON.plusSeconds(60), logins.find(login.id()).orElseThrow().revoked());
        assertFalse(logins.find(login.id()).orElseThrow().live());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "'; drop table sender_login; --", "\0"})
    void nothing_but_the_password_opens(String password) {
        SenderLogins.Made made = logins.make("shop", brand, Set.of(stream));
        assertTrue(logins.admit(made.login().id(), password).isEmpty());
        assertTrue(logins.admit(made.login().id().toUpperCase(java.util.Locale.ROOT), made.password()).isEmpty());
        assertTrue(logins.admit(password, made.password()).isEmpty());
        assertTrue(logins.admit("send-000000000000", made.password()).isEmpty());
    }

    @Test
    void the_password_is_kept_nowhere_and_shown_by_no_text() throws SQLException {
        SenderLogins.Made made = logins.make("shop", brand, Set.of(stream));
        assertFalse(made.toString().contains(made.password()));
        assertEquals(0, id("select count(*)::integer from sender_login l where l::text like '%" + made.password() + "%'"));
    }

    @Test
    void a_streams_page_lists_those_that_may_send_on_it_the_newest_first() {
        SenderLogins.Made old = logins.make("old", brand, Set.of(other));
        SenderLogins.Made young = at(NOON.plusSeconds(9)).make("young", brand, Set.of(other, stream));
        List<String> ids = logins.of(other).stream().map(SenderLogin::id).toList();
        assertTrue(ids.indexOf(young.login().id()) >= 0 && ids.indexOf(young.login().id()) < ids.indexOf(old.login().id()), ids.toString());
        assertTrue(logins.of(stream).stream().noneMatch(login -> login.id().equals(old.login().id())));
    }

    @Test
    void a_login_needs_a_name_and_a_stream() {
        assertThrows(IllegalArgumentException.class, () -> logins.make(" ", brand, Set.of(stream)));
        assertThrows(IllegalArgumentException.class, () -> logins.make("a\nb", brand, Set.of(stream)));
        assertThrows(IllegalArgumentException.class, () -> logins.make("shop", brand, Set.of()));
        assertThrows(IllegalStateException.class, () -> logins.make("shop", brand, Set.of(Integer.MAX_VALUE)));
        assertTrue(logins.of(Integer.MAX_VALUE).isEmpty());
    }
}
