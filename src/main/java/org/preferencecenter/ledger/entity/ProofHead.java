package org.preferencecenter.ledger.entity;

import java.util.Base64;

/**
 * What the log signs when a proof file is made: which entry was somebody's last then. Without it, whoever hands the file on could
 * leave out the end, and the numbers and hashes of what is left would still fit. Five lines, where a checkpoint has three: none can
 * be taken for the other.
 *
 * @param origin    of the log, as its checkpoints name it
 * @param recipient whose last entry
 * @param seq       its number; 0: there is none
 * @param hash      its leaf hash; zeros if there is none
 * @param size      of the checkpoint in the same file
 * @param at        when it was the last, as entries write an instant
 */
public record ProofHead(String origin, long recipient, int seq, byte[] hash, long size, String at) {

    public ProofHead {
        hash = hash.clone();
    }

    /** The lines that are signed. */
    public String text() {
        return origin + "/head\n" + recipient + ' ' + seq + '\n' + Base64.getEncoder().encodeToString(hash) + '\n' + size + '\n' + at + '\n';
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }
}
