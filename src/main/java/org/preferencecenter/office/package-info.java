/**
 * The back office: where a marketing desk, a data protection officer and an agent on the telephone work.
 *
 * <p>Promises:
 * <ul>
 * <li>A page is shown and an action done to those only whose role allows it, for their brands only; what is not in the
 * table of pages does not exist ({@code OfficeDoorIT}, {@code OfficePageTest}).
 * <li>Nothing is kept between two requests but who is signed in, and that in the database: a page is its address and its
 * fields, so that no time-out, restart or dead node loses a form (ADR 0020; {@code OfficeDoorIT}).
 * <li>A form is taken only from our own page, shown to whoever sends it ({@code OfficeDoorIT}).
 * <li>A draft is looked at as the public would see it, by nobody's data, and the public does not see it
 * ({@code PurposesOfficeIT}); whom it touches is told before ({@code ImpactTest}).
 * <li>What is counted little by little is what a count of everything finds, whatever people do, whoever crashes and however
 * late an entry is committed; two nodes count nothing twice ({@code TalliesIT}).
 * <li>The list behind a number holds as many lines as the number says, masked, of their brands alone ({@code BehindIT},
 * {@code HomeIT}).
 * <li>Whoever works for some brands finds, and opens, only people who have to do with one of them ({@code PeopleIT}).
 * <li>What is wrong with a draft is told by titles and languages and leads to its field; who wrote a change hears that it came
 * back, or that somebody gave it up ({@code FlawWordsTest}, {@code ChangeHistoryIT}).
 * <li>What agents read out is published by somebody who did not write it, as a purpose is ({@code ChangeHistoryIT},
 * {@code SetupJourneyIT}).
 * <li>Evidence is handed out as a file to be saved, under its own type and never shown by us; who added, took or destroyed it is
 * written down ({@code PeopleDeskIT}); a proof file comes as a paper too, which names nobody unless that was asked for ({@code
 * ProofPaperTest}).
 * <li>A wave of stops is judged once, and whoever judged it is on record with the verdict ({@code BurstsIT}).
 * <li>A chart is read without colour and without sight: each line has a stroke and a name of its own, and a table beside it
 * ({@code LineChartTest}, {@code HomeIT}).
 * <li>Whoever answers for people finds one, reads their story and does what they ask by keyboard alone; each look at a person
 * is written down, names and addresses are masked until somebody who may asks to see them, and nobody may undo what a person
 * did themselves ({@code PeopleDeskIT}).
 * <li>Who sets up one brand sees and changes nothing of another; what is wrong is said beside its field and nothing typed is
 * lost, also when somebody else was faster; the code that is shown to developers is answered as it stands
 * ({@code SetupJourneyIT}, {@code FieldOfTest}, {@code StreamCodeTest}, {@code MailZoneTest}).
 * <li>Keys that grow old are told to who may change them, and to nobody else ({@code KeysNeedYouIT}).
 * <li>A form that comes after a time-out, or needs a proof of now, waits for its sender and for nobody else ({@code
 * AccessIT}); a node that is killed takes neither a sign-in nor an open form along ({@code TwoNodesIT}).
 * <li>Which role opens which page and does which deed is one table, held against the code ({@code MatrixTest}) and against
 * the server ({@code RolesIT}).
 * </ul>
 */
package org.preferencecenter.office;
