/**
 * Files in and files out, and the jobs they run as.
 *
 * <p>Promises:
 * <ul>
 * <li>A file never turns a stop into a yes and never lifts a suppression, whatever it says and in whatever order
 * ({@code ImportRulesTest}, {@code ImportIT}).</li>
 * <li>No yes is imported without basis, day, words and place; a no needs no proof ({@code LineReaderTest}, {@code ImportIT}).</li>
 * <li>What a check tells is what the import does ({@code ImportIT}).</li>
 * <li>A line counts once, wherever a node dies: what a step made and how far it got are one transaction
 * ({@code JobCrashIT}).</li>
 * <li>An import is taken back as far as nobody changed since what it made, and the ledger tells of both ({@code ImportIT}).</li>
 * <li>Who may be written to is asked of the desk that every sender asks; no raw state becomes a mailing list
 * ({@code ExportIT}).</li>
 * <li>No cell that is written is taken for a formula, and telephone numbers stay usable ({@code SafeCellTest}).</li>
 * <li>Files are kept sealed and for a limited time; memory holds some thousand lines of them ({@code FileStoreIT}).</li>
 * <li>An opposition list comes in force as a whole or not at all, wherever a node dies, and its file of plain numbers is
 * forgotten; a screening says by which rule a number is held back ({@code ListJobsIT}).</li>
 * <li>A proof file holds all entries of one person, the words they were shown, and proofs that whoever has nothing else can
 * check ({@code ProofFilesIT}).</li>
 * <li>A yes at a desk is imported only where the words read aloud there were published by then ({@code LineReaderTest}).</li>
 * <li>The log is audited one audit at a time, wherever a node dies; a difference, a witness who does not take what it is given and
 * a log that is not sealed are told to who answers for the house, and written down once ({@code AuditsIT}).</li>
 * </ul>
 */
package org.preferencecenter.exchange;
