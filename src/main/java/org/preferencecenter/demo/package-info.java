/**
 * A theatre to try everything on: its brand, 200 people who do not exist, and their inbox.
 *
 * <p>Promises:
 * <ul>
 * <li>Off in production: without {@code PC_DEMO} nothing is seeded, nothing listens, and every address under /demo
 * answers 404.
 * <li>Made with the same controls as everything else: what the demo shows, the product does.
 * <li>Nobody real is in it: addresses lie in domains that nobody can own (RFC 2606).
 * <li>Starting again adds nothing and touches nobody's choices; a killed start is taken up where it was left.
 * </ul>
 */
package org.preferencecenter.demo;
