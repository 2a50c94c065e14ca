/**
 * What is shown of the ledger to whoever asks: the receipt a person keeps, what their choice was at an instant, and what proves it.
 *
 * <p>Promises:
 * <ul>
 * <li>A receipt holds every mandatory field of ISO/IEC TS 27560:2023; what is not known is named as such and never made up
 * ({@code ReceiptJsonTest}).</li>
 * <li>A processor of JSON-LD that is none of ours reads all that a receipt says, and every name of another vocabulary in it is
 * published ({@code ReceiptVocabularyTest}).</li>
 * <li>Evidence that software adds is kept as the office's is, and no key reaches that of another brand ({@code EvidenceIT},
 * {@code OpenApiIT}).</li>
 * <li>An objection is never told as a state of a consent, and only a consent in force permits processing ({@code MeaningTest}).</li>
 * <li>A receipt tells of one person at one brand, holds no address and no link of theirs, and is the same whenever it is asked for
 * again ({@code ReceiptsIT}).</li>
 * <li>What a receipt says can be checked against the signed log without server, database or network, in Java and in a browser
 * ({@code VerifyCommandTest}, {@code VerifierIT}).</li>
 * <li>What a choice was at an instant is read from that person's entries alone, through their index, and told with the entry that
 * says so ({@code ChoicesReplayTest}, {@code ReceiptsIT}).</li>
 * </ul>
 */
package org.preferencecenter.proof;
