/**
 * May this go to this person now, and why?
 *
 * <p>Promises:
 * <ul>
 * <li>{@link org.preferencecenter.decision.entity.Judgement} is pure: the same question and facts, the same answer.
 * <li>Every reason is told, the deciding one first: forbid beats defer beats permit, and where nothing permits, or the
 * facts cannot be read, the answer is no.
 * <li>More withdrawal never yields more permission.
 * <li>A refusal that rests on a choice or a suppression tells whose doing that is, and so does every other place that tells a
 * withdrawal: no two origins look alike in any (S-37, {@code OriginsIT}, {@code JudgementTest}).
 * <li>No opt-out stops a service message (S-39), and nothing is a service without a recorded reason (S-40).
 * <li>Two senders at once never exceed a frequency that the recipient chose (W-07) or a limit of attempts, and a stop that
 * was acknowledged is never overtaken by a message reserved after it ({@code DecisionDeskIT}).
 * <li>Nobody is called or sent a text to whom no number belongs, whoever names them by id ({@code DecisionDeskIT}).
 * <li>What is allowed is kept before it is answered, with who asked and the rule book's digest and without any address;
 * the log grows, and goes by age alone ({@code DecisionDeskIT}, {@code DecisionLogIT}).
 * <li>What was answered can be told later in the same words ({@code GroundsTest}, {@code DecisionsIT}).
 * <li>What is no question or report is told with the place and the fix, and never guessed at ({@code BodiesTest}).
 * <li>A screened call file comes back line by line, the caller's columns as they were ({@code CallFilesIT}).
 * <li>Every rule has a sentence in every language and names its source.
 * <li>A question in a batch is answered as if it were asked alone; every line is answered in its place, whatever is wrong
 * with it or becomes of the database ({@code BatchRunIT}, {@code BatchIT}).
 * <li>A batch costs as many statements for a thousand people as for one, each by index ({@code FactReaderIT}), and holds a
 * few blocks, however long it is.
 * </ul>
 */
package org.preferencecenter.decision;
