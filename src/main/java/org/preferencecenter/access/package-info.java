/**
 * Who may call the API: keys, what each lets do, for which brand and how often; and the API's own document.
 *
 * <p>Promises:
 * <ul>
 * <li>A key's secret is shown once and kept as a hash; a copy of the database opens nothing; no list and no log holds a
 * secret ({@code ApiKeysIT}, {@code KeysIT}, {@code KeysCommandIT}).
 * <li>An API method says what permission it needs, or that it is open; one that says neither is answered to nobody
 * ({@code ApiMethodsTest}, {@code ToNobodyIT}).
 * <li>A key acts for its own brand only, as often as its limit allows on each node, and until it expires or is revoked,
 * which every node knows within ten seconds ({@code DoorkeeperTest}, {@code KeysIT}).
 * <li>A key is rotated without a gap: the old one goes on for a while beside the new ({@code ApiKeysIT}).
 * <li>No request waits for the database to learn who calls; while it is away, keys known before go on, and wrong keys
 * slow nobody down ({@code DoorkeeperTest}, {@code KeysIT}).
 * <li>A header is read as a key in its one form or as none ({@code KeyTextTest}, {@code KeyTextFuzzTest}).
 * <li>The document at /openapi holds every method, its permission and its problems, and what goes over the wire is what
 * it says ({@code OpenApiIT}).
 * </ul>
 */
package org.preferencecenter.access;
