package org.preferencecenter.mail.control;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.DkimKey.Algorithm;
import org.preferencecenter.mail.entity.DnsRecord;
import org.preferencecenter.mail.entity.PublishedKey;
import org.preferencecenter.mail.entity.PublishedKey.State;
import org.preferencecenter.platform.control.Vault;

/**
 * The keys that sign for a mail domain: one RSA-2048 and one Ed25519, made at first use, the private halves sealed. A
 * rotation has two steps, so that no message is ever signed with a key that receivers cannot find: {@link #prepare} makes
 * the new pair, which is published in DNS; {@link #change} lets it sign. The old pair stays published. Other servers sign
 * with the new pair within a minute.
 */
@Singleton
public class DkimKeys {

    private static final int RSA_BITS = 2048;
    private static final String RSA_SELECTOR = "pc-rsa-";
    private static final String ED25519_SELECTOR = "pc-ed25519-";
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final DataSource database;
    private final Vault vault;
    private final Clock clock;
    private final Map<String, Held> signing = new ConcurrentHashMap<>();

    private record Held(List<DkimKey> keys, Instant read) {
    }

    @Inject
    public DkimKeys(DataSource database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** The keys that sign now, RSA first; those of a minute ago while the database is away. */
    public List<DkimKey> of(String domain) {
        String name = domain.toLowerCase(Locale.ROOT);
        Held held = signing.get(name);
        if (held == null) {
            return signing.computeIfAbsent(name, wanted -> new Held(load(wanted), clock.instant())).keys();
        }
        Instant now = clock.instant();
        // Whoever comes first reads again, the others go on with what there is.
        if (held.read().plus(FRESH).isBefore(now) && signing.replace(name, held, new Held(held.keys(), now))) {
            try {
                held = new Held(load(name), now);
                signing.put(name, held);
            } catch (IllegalStateException away) {
                return held.keys();
            }
        }
        return held.keys();
    }

    /** What to publish for a domain, keys that no longer sign included. */
    public List<DnsRecord> records(String domain) {
        return published(domain).stream().map(PublishedKey::record).toList();
    }

    /** The keys of a domain with how they stand; made if there are none yet. */
    public List<PublishedKey> published(String domain) {
        of(domain);
        return alone(domain.toLowerCase(Locale.ROOT), connection -> rows(connection, domain.toLowerCase(Locale.ROOT)));
    }

    /** Since when the oldest key that signs does, by domain; a handful of rows, and no key is made. */
    public Map<String, Instant> signingSince() {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(
                "select mail_domain, min(signs_from) from dkim_key where retired_at is null and signs_from is not null"
                        + " group by mail_domain order by mail_domain"); ResultSet row = select.executeQuery()) {
            Map<String, Instant> since = new LinkedHashMap<>();
            while (row.next()) {
                since.put(row.getString(1), row.getTimestamp(2).toInstant());
            }
            return since;
        } catch (SQLException e) {
            throw new IllegalStateException("the DKIM keys cannot be read", e);
        }
    }

    /** Makes the next pair of keys, which signs nothing before {@link #change}. Where one is prepared already, it stays. */
    public List<PublishedKey> prepare(String domain) {
        of(domain);
        return alone(domain.toLowerCase(Locale.ROOT), connection -> {
            String name = domain.toLowerCase(Locale.ROOT);
            List<PublishedKey> keys = rows(connection, name);
            if (keys.stream().noneMatch(key -> key.state() == State.PREPARED)) {
                int next = 1 + keys.stream().mapToInt(key -> number(key.selector())).max().orElse(0);
                add(connection, name, Algorithm.RSA, RSA_SELECTOR + next, null);
                add(connection, name, Algorithm.ED25519, ED25519_SELECTOR + next, null);
            }
            return rows(connection, name);
        });
    }

    /**
     * Lets the prepared pair sign from now on; the one before signs no more and stays published.
     *
     * @return false: there is none, nothing has changed
     */
    public boolean change(String domain) {
        String name = domain.toLowerCase(Locale.ROOT);
        boolean changed = alone(name, connection -> {
            if (rows(connection, name).stream().noneMatch(key -> key.state() == State.PREPARED)) {
                return false;
            }
            at(connection, "update dkim_key set retired_at = ? where mail_domain = ? and signs_from is not null"
                    + " and retired_at is null", name);
            at(connection, "update dkim_key set signs_from = ? where mail_domain = ? and signs_from is null", name);
            return true;
        });
        signing.remove(name);
        return changed;
    }

    private static int number(String selector) {
        String digits = selector.substring(selector.lastIndexOf('-') + 1);
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
    }

    private void at(Connection connection, String sql, String domain) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(clock.instant()));
            update.setString(2, domain);
            update.executeUpdate();
        }
    }

    private List<DkimKey> load(String domain) {
        return alone(domain, connection -> {
            List<DkimKey> keys = read(connection, domain);
            if (keys.isEmpty()) {
                add(connection, domain, Algorithm.RSA, RSA_SELECTOR + 1, clock.instant());
                add(connection, domain, Algorithm.ED25519, ED25519_SELECTOR + 1, clock.instant());
                keys = read(connection, domain);
            }
            return keys;
        });
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** One transaction, one server at a time for a domain. */
    private <T> T alone(String domain, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection, domain);
                T answer = work.on(connection);
                connection.commit();
                return answer;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the DKIM keys cannot be read", e);
        }
    }

    /** Two servers starting at once make one pair of keys, not two. */
    private static void lock(Connection connection, String domain) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 4871))")) {
            lock.setString(1, domain);
            lock.execute();
        }
    }

    private List<DkimKey> read(Connection connection, String domain) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select selector, algorithm, private_key, public_key from dkim_key
                where mail_domain = ? and signs_from is not null and retired_at is null
                order by algorithm desc, created_at""")) {
            select.setString(1, domain);
            List<DkimKey> keys = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Algorithm algorithm = Algorithm.valueOf(row.getString(2));
                    String selector = row.getString(1);
                    PrivateKey key = open(domain, selector, algorithm, row.getBytes(3));
                    keys.add(new DkimKey(domain, selector, algorithm, key, row.getBytes(4)));
                }
            }
            return keys;
        }
    }

    /** The public halves, the newest pair first. */
    private static List<PublishedKey> rows(Connection connection, String domain) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select selector, algorithm, public_key, created_at, signs_from, retired_at from dkim_key
                where mail_domain = ? order by created_at desc, algorithm desc""")) {
            select.setString(1, domain);
            List<PublishedKey> keys = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Algorithm algorithm = Algorithm.valueOf(row.getString(2));
                    DkimKey key = new DkimKey(domain, row.getString(1), algorithm, null, row.getBytes(3));
                    keys.add(new PublishedKey(key.selector(), algorithm, key.record(), time(row, 4), time(row, 5), time(row, 6)));
                }
            }
            return keys;
        }
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private void add(Connection connection, String domain, Algorithm algorithm, String selector, Instant signsFrom)
            throws SQLException {
        KeyPair pair = generate(algorithm);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into dkim_key (mail_domain, selector, algorithm, private_key, public_key, created_at,
                signs_from) values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, domain);
            insert.setString(2, selector);
            insert.setString(3, algorithm.name());
            insert.setBytes(4, vault.seal(label(domain, selector), pair.getPrivate().getEncoded()));
            insert.setBytes(5, pair.getPublic().getEncoded());
            insert.setTimestamp(6, Timestamp.from(clock.instant()));
            insert.setTimestamp(7, signsFrom == null ? null : Timestamp.from(signsFrom));
            insert.executeUpdate();
        }
    }

    private PrivateKey open(String domain, String selector, Algorithm algorithm, byte[] sealed) {
        try {
            return KeyFactory.getInstance(algorithm.name())
                    .generatePrivate(new PKCS8EncodedKeySpec(vault.open(label(domain, selector), sealed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the DKIM key " + selector + " cannot be read", e);
        }
    }

    private static KeyPair generate(Algorithm algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.name());
            if (algorithm == Algorithm.RSA) {
                generator.initialize(RSA_BITS);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no " + algorithm + " keys", e);
        }
    }

    /** Binds a sealed key to its place, so that no row can be put where another was. */
    private static String label(String domain, String selector) {
        return "dkim/" + selector + "/" + domain;
    }
}
