package org.preferencecenter.ledger.control;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

import org.preferencecenter.ledger.entity.Difference;

/**
 * What a sealer knows of the log beside the log itself: what this process saw signed, what outsiders were handed, what the
 * witness's file holds. A log that was cut back or set back is not the one that was signed, and another one under its keys would
 * be a second history.
 */
final class KnownLog {

    private final Optional<WitnessFile> file;
    private final LogKeys keys;
    private final Checkpoints checkpoints;
    private volatile Checkpoints.Signed seen;
    private volatile Checkpoints.Signed signing;
    /** The file was held against the log once; from then on this process remembers. */
    private volatile boolean held;

    KnownLog(Optional<String> file, LogKeys keys, Checkpoints checkpoints) {
        this.file = file.map(WitnessFile::new);
        this.keys = keys;
        this.checkpoints = checkpoints;
    }

    /** What is signed in this transaction; it counts once that is {@link #committed}. */
    void signs(Checkpoints.Signed signed) {
        signing = signed;
    }

    /** What was signed is in the log. */
    void committed() {
        if (signing != null) {
            seen = signing;
        }
    }

    /** @param last the newest checkpoint as it is stored; nothing: there is none @throws LedgerBroken if it is not the log that is known */
    void hold(Connection connection, Optional<Checkpoints.Signed> last) throws SQLException {
        long size = last.map(Checkpoints.Signed::size).orElse(-1L);
        Checkpoints.Signed known = seen;
        signing = null;
        if (known != null && !same(known, last)
                && (size < known.size() || !Arrays.equals(Witnessed.root(connection, known.size()), known.root()))) {
            throw new LedgerBroken("it does not hold the checkpoint of size " + known.size() + " that was signed here");
        }
        long handed = Witnessed.handed(connection);
        if (handed > size) {
            throw new LedgerBroken("it ends at " + size + ", and a checkpoint of size " + handed + " was handed to a witness");
        }
        if (!held && file.isPresent()) {
            try {
                Optional<Difference> missed = Witnessed.missed(connection, file.get(), keys, checkpoints);
                if (missed.isPresent()) {
                    throw new LedgerBroken("it does not hold the checkpoint of size " + missed.get().since() + " that the witness's file holds");
                }
                held = true;
            } catch (IOException away) {
                // Sealing waits for no witness; that it is away is told by who hands checkpoints over.
            }
        }
        seen = last.orElse(null);
    }

    private static boolean same(Checkpoints.Signed known, Optional<Checkpoints.Signed> last) {
        return last.filter(now -> now.size() == known.size() && Arrays.equals(now.root(), known.root())).isPresent();
    }
}
