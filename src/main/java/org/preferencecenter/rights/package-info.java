/**
 * What people ask about their data (GDPR art. 12, 15 to 17, 21): a copy, a correction, an objection, an erasure.
 *
 * <p>Promises:
 * <ul>
 * <li>Every table of the database is in one list that says what it holds of people, how it is answered and what an erasure
 * leaves of it; a table or a column that nobody has thought about breaks the build ({@code PersonalDataIT}).</li>
 * <li>A copy holds everything that is held of one person, and nothing of anybody else ({@code ErasuresIT}).</li>
 * <li>After an erasure no column of any table holds the person's addresses, names, numbers, facts or words; their ledger stays
 * whole and says that they were erased; an import of the same file makes them nobody ({@code ErasuresIT}).</li>
 * <li>A dump of the whole database holds nothing of whoever was erased, in no form; and each step of an erasure that is left out
 * leaves something that the same search finds ({@code DumpIT}).</li>
 * <li>An erasure destroys evidence and the key it was sealed under, whatever arrives meanwhile, and the digests that stay say
 * nothing ({@code ErasuresIT}).</li>
 * <li>An erasure is carried out whole or not at all, once, whoever presses at the same time ({@code ErasuresIT}).</li>
 * <li>A request is answered within the term of the person's country, a month where none is known, counted as Regulation
 * 1182/71 counts; it is made longer once, in time, and by two months ({@code AnswerTimeTest}).</li>
 * <li>Nothing somebody wrote outlives the answer, and no letter about a request is lost with a node ({@code
 * ErasuresIT}).</li>
 * <li>Whoever asks on our pages proves their mailbox by a fresh link; whether an address is known is told to nobody
 * ({@code RightsJourneyIT}).</li>
 * </ul>
 */
package org.preferencecenter.rights;
