/**
 * What we send and how we ask: brands, purposes, topics, notices, streams and collection points.
 *
 * <p>Promises:
 * <ul>
 * <li>Nothing is ever deleted, only retired: every link ever mailed keeps its meaning. Codes are never given twice.
 * <li>A published notice never changes, not even by SQL: consent holds for the words that were read (S-11).
 * <li>Nothing is sent for a purpose before it was checked as a whole: what it stands on is possible for each audience,
 * channel and country by the rule book, its notices are there, and the ways people are asked fit (S-08, S-09, S-33).
 * <li>A wording that says something new asks for consent anew (S-11).
 * <li>Nothing unlawful enters by accident: a service purpose says why it is one (S-40), prospecting says on which basis
 * for each audience it serves, colours can be read (WCAG 1.4.3), and a refusal names what, where, why and the fix.
 * <li>A collection point meets the public only as a form that does what its capture mode says, offers a refusal where none is
 * asked for consent, collects nothing it does not need, and names each site that may frame it ({@code FormReviewTest}).
 * <li>What is live stays live until somebody who wrote no part of a change publishes it; what is published is what was drafted,
 * never over something that went live meanwhile ({@code ChangesIT}), and every step is kept with who and when
 * ({@code ChangeHistoryIT}, W-15).
 * <li>What stands against a draft is told at the field it is about, the same while typing and when publishing
 * ({@code DraftReviewTest}).
 * <li>A host leads to one brand only; a logo is what its octets say, small, and does nothing but show
 * ({@code BrandEditorIT}, {@code LogoTest}, {@code BrandReviewTest}).
 * <li>Of two officers who change one brand, stream or collection point, the second is told and overwrites nothing; a form is
 * stored whole or not at all ({@code SetupIT}).
 * <li>The words an agent reads out are kept in versions that never change, not even by SQL ({@code SetupIT}, S-44).
 * <li>{@link org.preferencecenter.catalog.control.Catalog#now()} answers at once and whole, also while the database is
 * away.
 * <li>Flyway makes the tables; Hibernate checks at start that its entities fit them, and never creates anything.
 * </ul>
 */
package org.preferencecenter.catalog;
