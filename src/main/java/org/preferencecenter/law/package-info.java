/**
 * What the rules say, as dated data: who may be written to, on what basis, when, and what a message owes its reader.
 *
 * <p>Promises:
 * <ul>
 * <li>No rule, condition, date, channel or audience of the book that ships can change without a golden case noticing
 * ({@code src/test/resources/law}).
 * <li>Every rule names its source, its dates and how sure we are of it; a page and the API show them all, as of any date
 * ({@code LawPageIT}).
 * <li>Conditions are a closed vocabulary, never an expression: a lawyer can read the files, and no file can do harm
 * ({@code RuleBookReaderTest}, {@code RuleFilesTest}).
 * <li>A rule book that cannot be read whole stops the start with file, line, rule and problem; it is never half applied
 * ({@code RuleFilesTest}, {@code RuleBooksIT}, {@code CheckLawTest}).
 * <li>What the rules say is pure: the same situation and book, the same findings. The book's digest names it: the order of
 * files and rules changes nothing, any change of any field changes it, and the text under it is kept ({@code CanonicalTest},
 * {@code RuleBooksIT}).
 * <li>Terms end where the person lives: business days know its national holidays ({@code DeadlineTest},
 * {@code NationalHolidaysTest}).
 * <li>Where nobody is known to live, the strictest answer of all jurisdictions holds.
 * </ul>
 */
package org.preferencecenter.law;
