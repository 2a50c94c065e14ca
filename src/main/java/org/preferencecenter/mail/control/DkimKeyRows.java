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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.DkimKey.Algorithm;
import org.preferencecenter.mail.entity.PublishedKey;
import org.preferencecenter.platform.control.Vault;

/** The rows of keys that sign for mail domains, their private halves sealed; within the caller's transaction. */
final class DkimKeyRows {

    private static final int RSA_BITS = 2048;

    private final Vault vault;

    DkimKeyRows(Vault vault) {
        this.vault = vault;
    }

    /** Two servers starting at once make one pair of keys, not two. */
    static void lock(Connection connection, String domain) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 4871))")) {
            lock.setString(1, domain);
            lock.execute();
        }
    }

    /** Those that sign do so no more, and those that were prepared do from now on. */
    static void change(Connection connection, String domain, Instant now) throws SQLException {
        at(connection, "update dkim_key set retired_at = ? where mail_domain = ? and signs_from is not null"
                + " and retired_at is null", domain, now);
        at(connection, "update dkim_key set signs_from = ? where mail_domain = ? and signs_from is null", domain, now);
    }

    private static void at(Connection connection, String sql, String domain, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, domain);
            update.executeUpdate();
        }
    }

    /** Those that sign now, RSA first. */
    List<DkimKey> signing(Connection connection, String domain) throws SQLException {
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
    static List<PublishedKey> published(Connection connection, String domain) throws SQLException {
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

    /** Makes a pair of keys. @param signsFrom null: not before it is let */
    void add(Connection connection, String domain, Algorithm algorithm, String selector, Instant now, Instant signsFrom)
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
            insert.setTimestamp(6, Timestamp.from(now));
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
