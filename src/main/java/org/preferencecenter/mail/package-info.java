/**
 * Carries a decision out on a message: the right List-* fields, a DKIM signature over them, the next hop.
 *
 * <p>Promises, each with a test:
 * <ul>
 * <li>Nothing of a message changes but the fields added or taken out: every other byte stays
 * ({@code GoldenStampTest}, {@code RawMessageTest}).</li>
 * <li>A message carries each stamped field once at most, and never on a service stream ({@code StampTest}).</li>
 * <li>No value from outside can start a field of its own ({@code HeaderInjectionTest}).</li>
 * <li>The bytes signed are the bytes sent, under RSA and Ed25519, both covering the one-click pair
 * ({@code DkimInteropIT} lets two other implementations say so).</li>
 * <li>A message is acknowledged only once the next hop has acknowledged it, by REST, SMTP and LMTP; there is no queue
 * ({@code DispatchTest}, {@code NextHopTest}, {@code SmtpRelayTest}, {@code RelayIT}).</li>
 * <li>A connection to the next hop that died costs no message, and after the final dot none is sent twice
 * ({@code NextHopConnectionsTest}, {@code RelayFaultTest}).</li>
 * <li>Neither a message nor a password goes to a next hop whose certificate is not trusted or not its own
 * ({@code NextHopConnectionsTest}).</li>
 * <li>The relay hands on every octet outside the fields it changes, and nothing that is not between CRLF and CRLF
 * ({@code RelayCorpusTest}, {@code SmtpRelayTest}).</li>
 * <li>Nobody hands a message to the relay without a login, which crosses the network under TLS only; what was said before
 * TLS counts no more ({@code RelayLoginTest}).</li>
 * <li>In one message nobody finds another's link: SMTP takes one recipient, LMTP makes a copy for each
 * ({@code SmtpRelayTest}, {@code LmtpRelayTest}).</li>
 * <li>What was reserved for a message that did not go out is given back, however its client left and whatever the next hop did
 * ({@code RelayFaultTest}, {@code RelayHopTest}).</li>
 * <li>A server killed at any stage has lost nothing it acknowledged, and writes to nobody who stopped; twice comes only what
 * the next hop had taken without our having said so ({@code RelayKillIT}).</li>
 * <li>A Postfix in front of the relay has an answer for each recipient: refused ones bounce, deferred ones wait
 * ({@code PostfixRelayIT}).</li>
 * <li>A native library signs where it loads, for DKIM alone, with the same octets as Java ({@code NativeSigningTest}).</li>
 * <li>Our own letters are mailed once for each time they are due, by one node, and again after a crash; they are
 * auto-generated (RFC 3834), signed, and advertise nothing ({@code LettersIT}, {@code OwnPostTest}, {@code OwnLettersTest}).
 * </li>
 * <li>A new DKIM key signs only once it was published, every node follows within a minute, and the old one stays published
 * ({@code DkimKeysIT}).</li>
 * <li>A message to a token's address stops its list, whoever sends it and whatever it says; a robot's stops nothing
 * ({@code ReturnsIT}).</li>
 * <li>What comes back is acknowledged only once it is durable, counts once, and is never answered; what is not ours is refused
 * by name ({@code InboundSmtpIT}, {@code InboundLmtpIT}, {@code ImapBoxIT}).</li>
 * <li>Who brings mail back may do so under TLS, and nothing said before it counts after it ({@code InboundSmtpIT}).</li>
 * <li>The mailbox is read when the server tells of mail, from time to time where it does not tell, and again after a break
 * ({@code InboundMailboxIT}).</li>
 * <li>Where the next hop signs, we do not, and the doctor asks for proof that it signs what it must ({@code OwnPostTest},
 * {@code DoctorRulesTest}).</li>
 * <li>A bounce suppresses a mailbox and touches no choice; a policy code never blames the person ({@code DeliveryStatusTest},
 * {@code ReturnsIT}).</li>
 * <li>A report counts only with a token of ours, a complaint only signed by who sends it, or once an agent
 * believes it ({@code ReturnsIT}).</li>
 * <li>Whatever comes as a message is taken apart exactly or refused ({@code RawMessageTest}, {@code MessageFuzzTest}).</li>
 * <li>The doctor finds each mistake and nothing else, changes nothing and follows nobody's link ({@code DoctorRulesTest},
 * {@code DoctorIT}).</li>
 * <li>One stamp, four doors: relay, milter, library and API bring the same message out of the same one, byte for byte
 * ({@code GoldenDoorsTest}; with a real Postfix {@code PostfixMilterIT}, with a real server {@code DoorsIT}).</li>
 * <li>The milter never shares one person's links, defers prospecting whenever it cannot decide, lets service mail pass, and
 * counts or gives back whatever it reserved ({@code MilterSessionTest}, {@code MilterFuzzTest}).</li>
 * <li>Whatever is said on a milter's line is answered or closes it ({@code MilterFramesTest}, {@code MilterFuzzTest}).</li>
 * <li>What the decision forbids never reaches the next hop ({@code DispatchTest}).</li>
 * </ul>
 */
package org.preferencecenter.mail;
