/**
 * The append-only, tamper-evident memory.
 *
 * <p>Promises:
 * <ul>
 * <li>What was written stays as it was written: the database refuses to update, delete or truncate, and says why
 * ({@code LedgerIT}).</li>
 * <li>Nothing can be left out of, or slipped into, one recipient's history unseen: each entry carries the hash of the
 * one before ({@code ChainTest}).</li>
 * <li>No address gets in: entries take only known words, each with a value of a known shape ({@code EntryTest}).</li>
 * <li>An entry has exactly one form in bytes, so any tool computes the same hash: canonical JSON (RFC 8785), leaf hash
 * as in RFC 6962 §2.1 ({@code EntryTest}).</li>
 * </ul>
 * Sealing, checkpoints and proofs will read what is written here; writers never wait for them.
 */
package org.preferencecenter.ledger;
