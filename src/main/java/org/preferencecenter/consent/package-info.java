/**
 * Who chose what.
 *
 * <p>Promises:
 * <ul>
 * <li>A choice that was acknowledged is durable, and its ledger entry with it, in one transaction; when the database is
 * away nothing is acknowledged ({@code OneClickIT}).</li>
 * <li>The ledger alone rebuilds the current choices exactly ({@code ChoicesReplayTest}, {@code ConsentsIT}).</li>
 * <li>A stop reaches everything within its scope, at once, whatever was retired; only a later yes within it lifts it
 * ({@code ChoicesTest}).</li>
 * <li>More withdrawals never yield more permission; a mailed link alone never adds contact; undoing a stop gives back
 * what there was before it and never more ({@code ChoicesReplayTest}).</li>
 * <li>An entry that names words signs them; a stop names none and looks for none ({@code ProvenanceTest},
 * {@code CatalogueReachTest}).</li>
 * <li>A repeat writes nothing; one poisoned request never fails its neighbours; acts of one recipient keep their order
 * ({@code OneClickIT}).</li>
 * <li>A pre-ticked box or silence is never recorded as consent ({@code ChoicesTest}).</li>
 * <li>A cap is never exceeded, however many senders ask at once ({@code ContactHistoryIT}); a contact reported twice
 * counts once ({@code ReportedContactsIT}); no cap and no pause blocks everything by accident
 * ({@code PausesAndCapsTest}).</li>
 * <li>A suppressed address stays suppressed however it is written, and is nowhere kept in the clear
 * ({@code SuppressionsIT}).</li>
 * <li>An opposition list is replaced whole or not at all, whoever asks meanwhile is answered from the old or the new, and
 * no number is kept in the clear ({@code OppositionListsIT}).</li>
 * <li>A confirmed yes proves by itself the words, the place and the way it was asked under; older entries are answered from
 * the one that asked ({@code ProvenanceTest}, {@code OverviewsIT}).</li>
 * <li>All that a person's page tells is read in one round trip ({@code OverviewsIT}).</li>
 * <li>The reason of a stop is stored once, for the person's own stop only ({@code StopReasonsIT}).</li>
 * <li>A sign-up is durable before it is answered, is carried out once however often a server dies in between, and leaves
 * nothing that was typed behind; it changes nothing that is known of somebody else, and makes nobody of an address that is suppressed for good
 * ({@code SignUpsIT}).</li>
 * <li>A number typed on a form is no address: it is noted for some days, sends no code by itself, reaches nobody and says
 * nothing of whose it is, until whoever reads the mailbox has a code sent there and types it ({@code SignUpTest},
 * {@code SignUpsIT}, {@code ClaimsIT}).</li>
 * <li>An address is somebody's only after it was proven, by a link used once or a code tried five times at most; who claims
 * it learns nothing before ({@code ClaimsIT}).</li>
 * <li>Two recipients that are one are joined without a stop being lost or a yes being taken over, whatever happens at the
 * same time; every link of either works ({@code JoinTest}, {@code JoinIT}).</li>
 * <li>A burst of stops shows, and no stop is less honoured for it; what a stop tells of where it came from is a name for a
 * network that is good for one day ({@code WavesIT}, {@code WaveRuleTest}, {@code NetworkVeilTest}).</li>
 * <li>Somebody is found by the beginning of an address, a number in any national form, words of their name in any order or
 * another system's id, in a few ranges of an index whatever the number of people; where a search stands tells nobody what was
 * typed ({@code PeopleIT}).</li>
 * <li>Lifting a suppression takes two, and every change of one is written down for ever ({@code ReleasesIT}); a person lifts
 * their own by a fresh link in that very mailbox, for that brand, and nothing else does ({@code SignUpsIT}).</li>
 * <li>What an agent does for a person is in the ledger under a number, with the reason beside it, written in
 * the same transaction ({@code PersonFilesIT}).</li>
 * <li>A yes by word of mouth is recorded with the version that was read aloud, the words beside each question and the place, or
 * not at all; a stop is confirmed in writing once, where that was asked for ({@code EvidenceTest}, {@code EvidenceIT}).</li>
 * <li>Evidence of a choice is what its content is, lies sealed under a key of the person's own, and comes back as it was or not
 * at all; a file, its row and its entry are one transaction, however many come at a time ({@code EvidenceTest}, {@code
 * EvidenceIT}).</li>
 * <li>An address corrected for somebody replaces the old one once its link is followed, or at once with a reason on record; the
 * old mailbox is told, and no suppression is lost by it ({@code CorrectionsIT}).</li>
 * <li>What robots stopped is put back once, with its letter in the same transaction, for whoever has not answered since; the
 * stop stays in the history ({@code BurstsIT}).</li>
 * <li>What counts is what the entries say; who changes it in the database and leaves the ledger alone is found by the next audits
 * ({@code AuditsIT}).</li>
 * </ul>
 * Addresses live here and nowhere else; the ledger knows opaque ids only.
 */
package org.preferencecenter.consent;
