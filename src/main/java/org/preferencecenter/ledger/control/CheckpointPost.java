package org.preferencecenter.ledger.control;

import java.io.IOException;

/** Mails a checkpoint. Of another room, which knows how letters are written: the ledger knows none of them. */
@FunctionalInterface
public interface CheckpointPost {

    /**
     * Hands a letter to the next mail server.
     *
     * @param address    of the witness
     * @param checkpoint whose note is in the letter, as it was signed
     * @param keys       the log's, as they are published
     * @throws IOException if it was not taken, with no more in its message than a reply code; tried again later
     */
    void send(String address, Checkpoints.Signed checkpoint, String keys) throws IOException;
}
