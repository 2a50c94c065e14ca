/**
 * What every room stands on, and nothing about preferences.
 *
 * <p>Promises:
 * <ul>
 * <li>Every setting is read once into {@link org.preferencecenter.platform.entity.Settings} and checked at start; a wrong
 * one stops the start and says which, why and an example, and never repeats a secret.
 * <li>Every response carries the security headers of OWASP ASVS 5.0 V3.4 and a request id.
 * <li>What a GET answers is sent whole, with its length, or not at all ({@code EveryResponseIT}).
 * <li>A name, address or number put into a sentence of the other direction disturbs nothing of it, whatever signs it holds
 * ({@code BidiTest}).
 * <li>Every API error is problem+json (RFC 9457); no log line holds an address, a token or a body.
 * <li>What is printed can be read out, kept and read anywhere: tagged PDF with its fonts, in every language; a document to print
 * fetches nothing, whatever it names ({@code PdfTest}).
 * <li>A copy of the database opens nothing: secrets in it are sealed by the
 * {@link org.preferencecenter.platform.control.Vault}.
 * </ul>
 */
package org.preferencecenter.platform;
