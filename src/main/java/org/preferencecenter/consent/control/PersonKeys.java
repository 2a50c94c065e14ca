package org.preferencecenter.consent.control;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/**
 * A key for each person, made when something is first sealed for them and destroyed when they are erased: whatever was sealed
 * under it is then unreadable wherever a copy of it lies. The keys themselves are sealed under PC_SECRET.
 */
@Singleton
public class PersonKeys {

    private static final int KEY_BYTES = 32;

    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public PersonKeys(Vault vault) {
        this.vault = vault;
    }

    /**
     * What seals and opens for a person; their key is made if there is none. Within the caller's transaction: of two that make
     * one at a time, the second waits for the first and takes its key.
     */
    Vault make(Connection connection, long recipient, Instant at) throws SQLException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into person_key (recipient_id, sealed, created_at) values (?, ?, ?) on conflict do nothing")) {
            insert.setLong(1, recipient);
            insert.setBytes(2, vault.seal(label(recipient), key));
            insert.setObject(3, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        return find(connection, recipient).orElseThrow(() -> new SQLException("the person's key went while it was made", "40001"));
    }

    /** What opens what was sealed for a person; nothing if nothing ever was, or they were erased. */
    Optional<Vault> find(Connection connection, long recipient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select sealed from person_key where recipient_id = ?")) {
            select.setLong(1, recipient);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Vault(new Secret(vault.open(label(recipient), row.getBytes(1))))) : Optional.empty();
            }
        }
    }

    /** The recipient is bound in: a key copied to another's row opens nothing. */
    private static String label(long recipient) {
        return "person-key/" + recipient;
    }
}
