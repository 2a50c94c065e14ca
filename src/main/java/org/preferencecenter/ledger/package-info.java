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
 * <li>Every entry becomes a leaf once, in order of arrival, however many write, commit late or die, and however many nodes seal
 * ({@code SealerIT}), and whoever of them is killed in the middle ({@code SealerKillIT}).</li>
 * <li>Root and proofs are those of RFC 6962 §2.1, and cost O(log n) reads ({@code MerkleTreeTest}).</li>
 * <li>A checkpoint is signed only if the tree is proven to hold the one signed before; old ones hold when keys change
 * ({@code SealerIT}, {@code SignedNoteTest}), under whichever key signed it, also if keys change meanwhile ({@code SealerIT}).</li>
 * <li>Nothing is signed, handed on to a file or called well beside or below a checkpoint that this process saw signed, that a witness
 * was handed, or that its file holds ({@code SealerIT}, {@code AnchorsIT}).</li>
 * <li>Every leaf and everybody is looked at again within 30 days, without a table read whole ({@code AuditIT}).</li>
 * <li>Whatever is changed, removed, put in, moved, cut off or put in again in the database is found, with entry, field and
 * checkpoint, and with what stood there where that can be known; of what stands there now only words of the ledger are repeated
 * ({@code AuditIT}).</li>
 * <li>An audit that does not begin at the first leaf begins where a signed result ended, and believes nothing else ({@code
 * AuditIT}).</li>
 * <li>A proof file holds or fails without server, database or library, in Java and in a browser, step by step alike ({@code
 * VerifyCommandTest}, {@code VerifierIT}); nothing that is not proven is told as proven, and what nothing signed is no proof.</li>
 * <li>Where a person's entries end is signed when a proof file is made, and only if all that is stored agrees on it ({@code
 * ProofFilesIT}).</li>
 * <li>Evidence and words read aloud that were left out, put in, exchanged or changed are found, in a ZIP or unpacked ({@code
 * VerifyCommandTest}, {@code VerifierIT}, {@code ProofFilesIT}).</li>
 * <li>Words shown or read aloud are signed with what is told of them: other words in a file or in the database are found, and what an
 * older entry names by number alone is never told as proven ({@code WordingTest}, {@code VerifyCommandTest}, {@code AuditsIT}).</li>
 * <li>What outsiders are given is handed over in order, and whoever does not take it holds nobody up; a
 * mailbox is given the newest, at its own pace ({@code AnchorsIT}).</li>
 * </ul>
 * Writers never wait for sealing.
 */
package org.preferencecenter.ledger;
