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
import java.util.ArrayList;
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
import org.preferencecenter.platform.control.Vault;

/** The keys that sign for a mail domain: one RSA-2048 and one Ed25519, made at first use, the private halves sealed. */
@Singleton
public class DkimKeys {

    private static final int RSA_BITS = 2048;

    private final DataSource database;
    private final Vault vault;
    private final Clock clock;
    private final Map<String, List<DkimKey>> signing = new ConcurrentHashMap<>();

    @Inject
    public DkimKeys(DataSource database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** The keys that sign now, RSA first. */
    public List<DkimKey> of(String domain) {
        return signing.computeIfAbsent(domain.toLowerCase(Locale.ROOT), this::load);
    }

    /** What to publish for a domain, keys that no longer sign included. */
    public List<DnsRecord> records(String domain) {
        of(domain);
        try (Connection connection = database.getConnection()) {
            return read(connection, domain.toLowerCase(Locale.ROOT), false).stream().map(DkimKey::record).toList();
        } catch (SQLException e) {
            throw new IllegalStateException("the DKIM keys cannot be read", e);
        }
    }

    private List<DkimKey> load(String domain) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                lock(connection, domain);
                List<DkimKey> keys = read(connection, domain, true);
                if (keys.isEmpty()) {
                    add(connection, domain, Algorithm.RSA, "pc-rsa-1");
                    add(connection, domain, Algorithm.ED25519, "pc-ed25519-1");
                    keys = read(connection, domain, true);
                }
                connection.commit();
                return keys;
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

    private List<DkimKey> read(Connection connection, String domain, boolean signingOnly) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select selector, algorithm, private_key, public_key from dkim_key
                where mail_domain = ? and (retired_at is null or not ?)
                order by algorithm desc, created_at""")) {
            select.setString(1, domain);
            select.setBoolean(2, signingOnly);
            List<DkimKey> keys = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Algorithm algorithm = Algorithm.valueOf(row.getString(2));
                    String selector = row.getString(1);
                    PrivateKey key = signingOnly ? open(domain, selector, algorithm, row.getBytes(3)) : null;
                    keys.add(new DkimKey(domain, selector, algorithm, key, row.getBytes(4)));
                }
            }
            return keys;
        }
    }

    private void add(Connection connection, String domain, Algorithm algorithm, String selector) throws SQLException {
        KeyPair pair = generate(algorithm);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into dkim_key (mail_domain, selector, algorithm, private_key, public_key, created_at)
                values (?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, domain);
            insert.setString(2, selector);
            insert.setString(3, algorithm.name());
            insert.setBytes(4, vault.seal(label(domain, selector), pair.getPrivate().getEncoded()));
            insert.setBytes(5, pair.getPublic().getEncoded());
            insert.setTimestamp(6, Timestamp.from(clock.instant()));
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
