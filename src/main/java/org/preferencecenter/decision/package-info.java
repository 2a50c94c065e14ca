/**
 * May this go to this person now, and why?
 *
 * <p>Promises:
 * <ul>
 * <li>{@link org.preferencecenter.decision.entity.Judgement} is pure: the same question and facts, the same answer.
 * <li>Every reason is told, the deciding one first: forbid beats defer beats permit, and where nothing permits, or the
 * facts cannot be read, the answer is no.
 * <li>More withdrawal never yields more permission.
 * <li>No opt-out stops a service message (S-39), and nothing is a service without a recorded reason (S-40).
 * <li>Two senders at once never exceed a frequency that the recipient chose (W-07).
 * <li>Every rule has a sentence in every language and names its source.
 * <li>A question in a batch is answered as if it were asked alone; every line is answered in its place, whatever is wrong
 * with it or becomes of the database ({@code BatchRunIT}, {@code BatchIT}).
 * <li>A batch costs as many statements for a thousand people as for one, each by index ({@code FactReaderIT}), and holds a
 * few blocks, however long it is.
 * </ul>
 */
package org.preferencecenter.decision;
