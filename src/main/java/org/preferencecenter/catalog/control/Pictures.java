package org.preferencecenter.catalog.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Fetches the octets of logos, each once: they never change under their hash, and there are as many as brands show. The
 * caller asks for hashes that the catalogue names, never for what a visitor sent.
 */
@Singleton
public class Pictures {

    private final DataSource database;
    private final Map<String, byte[]> known = new ConcurrentHashMap<>();

    @Inject
    public Pictures(DataSource database) {
        this.database = database;
    }

    /**
     * @return nothing if there is none
     * @throws IllegalStateException if the database is away
     */
    public Optional<byte[]> find(String sha256) {
        byte[] held = known.get(sha256);
        if (held != null) {
            return Optional.of(held);
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select bytes from picture where sha256 = ?")) {
            select.setString(1, sha256);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                known.put(sha256, row.getBytes(1));
                return Optional.of(known.get(sha256));
            }
        } catch (SQLException away) {
            throw new IllegalStateException("the database is away", away);
        }
    }
}
