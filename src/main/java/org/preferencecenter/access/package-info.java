/**
 * Who may call the API: keys, what each lets do, for which brand and how often; and the API's own document. Who works in
 * the office: accounts, roles, sign-ins, and the audit of what they do.
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
 * <li>An empty office gets one administrator, whose password is printed once and has to be changed ({@code StaffIT},
 * {@code TwoNodesIT}).
 * <li>A password is long and not the first that is guessed; a link that sets one works once, half an hour, and ends every
 * sign-in; a code works once ({@code StaffRulesTest}, {@code StaffIT}).
 * <li>Whoever guesses waits longer and longer, and keeps nobody out of a network of theirs ({@code StaffIT}).
 * <li>Roles are given within the brands one manages, never to oneself, and never so that nobody is left to give them
 * ({@code StaffRulesTest}, {@code StaffIT}).
 * <li>What people of the office do is written down in the transaction that does it, found by who, what, about whom and
 * when, and never holds an address ({@code StaffIT}, {@code AccessIT}).
 * <li>Whoever signs in at the organisation's provider is known by issuer and subject; no account is found by an address
 * that the provider has not verified, none with a password is taken over, and whoever has no role is told so
 * ({@code ProviderClaimsTest}, {@code ProviderAccountsIT}, {@code OidcIT}).
 * <li>Neither an access token, nor a token made for another application, nor an answer nobody asked for signs anybody in;
 * a provider that is away keeps neither the server from starting nor passwords from working ({@code OidcIT}).
 * </ul>
 */
package org.preferencecenter.access;
