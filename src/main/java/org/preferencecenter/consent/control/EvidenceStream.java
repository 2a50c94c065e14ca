package org.preferencecenter.consent.control;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

import javax.sql.DataSource;

import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.platform.control.Vault;

/**
 * A file of evidence, opened piece by piece as it is read; no connection is held in between. At its end it is known to be what
 * was taken in, or the reading fails.
 */
final class EvidenceStream extends InputStream {

    private final DataSource database;
    private final Vault vault;
    private final Evidence evidence;
    private final int pieces;
    private final MessageDigest digest = EvidenceIntake.sha256();
    private byte[] piece = new byte[0];
    private int at;
    private int seq;

    EvidenceStream(DataSource database, Vault vault, Evidence evidence, int pieces) {
        this.database = database;
        this.vault = vault;
        this.evidence = evidence;
        this.pieces = pieces;
    }

    private boolean more() throws IOException {
        while (at == piece.length) {
            if (seq == pieces) {
                if (seq >= 0 && !MessageDigest.isEqual(digest.digest(), evidence.sha256())) {
                    throw new IOException("the file is not what was taken in");
                }
                seq = -1;
            }
            if (seq < 0) {
                return false;
            }
            int next = ++seq;
            byte[] sealed = Transaction.reading(database, connection -> EvidenceRows.piece(connection, evidence.id(), next));
            if (sealed == null) {
                throw new IOException("a piece of the file is missing");
            }
            piece = vault.open(EvidenceRows.label(evidence.recipient(), evidence.change(), evidence.id(), next), sealed);
            digest.update(piece);
            at = 0;
        }
        return true;
    }

    @Override
    public int read() throws IOException {
        return more() ? piece[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
        if (count == 0 || !more()) {
            return count == 0 ? 0 : -1;
        }
        int part = Math.min(count, piece.length - at);
        System.arraycopy(piece, at, to, from, part);
        at += part;
        return part;
    }
}
