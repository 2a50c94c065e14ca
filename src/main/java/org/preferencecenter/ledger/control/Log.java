package org.preferencecenter.ledger.control;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.ledger.entity.Difference;

/** What everybody may read of the log: sizes, roots, keys and proofs; nothing of anybody. */
@Singleton
public class Log {

    private final DataSource database;
    private final Checkpoints checkpoints;
    private final LogKeys keys;
    private final Proofs proofs;

    @Inject
    public Log(DataSource database, Checkpoints checkpoints, LogKeys keys, Proofs proofs) {
        this.database = database;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.proofs = proofs;
    }

    /** The newest checkpoint, as it was signed; nothing before the first. */
    public Optional<String> checkpoint() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return checkpoints.latest(connection).map(Checkpoints.Signed::note);
        }
    }

    /** Whether it holds the last checkpoint of that file. @throws IOException if that cannot be read */
    Optional<Difference> missed(WitnessFile file) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            return Witnessed.missed(connection, file, keys, checkpoints);
        }
    }

    /** The keys, a line each, {@code name+hash+base64}: the first signs, the others signed before. */
    public String keys() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return keys.list(connection).stream().map(key -> key.key().vkey() + '\n').collect(Collectors.joining());
        }
    }

    /** The proof from one size to another, a line of base64 each; nothing if the log is not so large, or sizes make no sense. */
    public Optional<String> consistency(long first, long size) throws SQLException {
        try (Connection connection = database.getConnection()) {
            long largest = checkpoints.latest(connection).map(Checkpoints.Signed::size).orElse(0L);
            if (first < 1 || first > size || size > largest) {
                return Optional.empty();
            }
            List<byte[]> path = proofs.consistency(connection, first, size);
            return Optional.of(path.stream().map(hash -> Base64.getEncoder().encodeToString(hash) + '\n').collect(Collectors.joining()));
        }
    }
}
