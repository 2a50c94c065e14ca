package org.preferencecenter.mail.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private static final String RSA_SELECTOR = "pc-rsa-";
    private static final String ED25519_SELECTOR = "pc-ed25519-";
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final DataSource database;
    private final DkimKeyRows rows;
    private final Clock clock;
    private final Map<String, Held> signing = new ConcurrentHashMap<>();

    private record Held(List<DkimKey> keys, Instant read) {
    }

    @Inject
    public DkimKeys(DataSource database, Vault vault, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.rows = new DkimKeyRows(vault);
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
        return alone(domain.toLowerCase(Locale.ROOT), connection -> DkimKeyRows.published(connection, domain.toLowerCase(Locale.ROOT)));
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
            List<PublishedKey> keys = DkimKeyRows.published(connection, name);
            if (keys.stream().noneMatch(key -> key.state() == State.PREPARED)) {
                int next = 1 + keys.stream().mapToInt(key -> number(key.selector())).max().orElse(0);
                rows.add(connection, name, Algorithm.RSA, RSA_SELECTOR + next, clock.instant(), null);
                rows.add(connection, name, Algorithm.ED25519, ED25519_SELECTOR + next, clock.instant(), null);
            }
            return DkimKeyRows.published(connection, name);
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
            if (DkimKeyRows.published(connection, name).stream().noneMatch(key -> key.state() == State.PREPARED)) {
                return false;
            }
            DkimKeyRows.change(connection, name, clock.instant());
            return true;
        });
        signing.remove(name);
        return changed;
    }

    private static int number(String selector) {
        String digits = selector.substring(selector.lastIndexOf('-') + 1);
        return digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
    }

    private List<DkimKey> load(String domain) {
        return alone(domain, connection -> {
            List<DkimKey> keys = rows.signing(connection, domain);
            if (keys.isEmpty()) {
                rows.add(connection, domain, Algorithm.RSA, RSA_SELECTOR + 1, clock.instant(), clock.instant());
                rows.add(connection, domain, Algorithm.ED25519, ED25519_SELECTOR + 1, clock.instant(), clock.instant());
                keys = rows.signing(connection, domain);
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
                DkimKeyRows.lock(connection, domain);
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
}
