package org.preferencecenter.mail.entity;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message as a mailbox got it, and what is known about it beside its bytes.
 *
 * @param sender      of the envelope, empty for {@code <>}; nothing: not known
 * @param prospecting whether it advertises: then it must offer a way out
 * @param signatures  each checked, topmost first
 * @param postal      the sender's postal address; nothing: not known
 * @param family      domains that DNS counts to the organisation of the one in From, lower case
 * @param signedAtHop it is the next hop that signs for the domain in From, not we
 */
public record Received(RawMessage message, Optional<String> sender, boolean prospecting, List<CheckedSignature> signatures,
        Optional<String> postal, Set<String> family, boolean signedAtHop) {

    /** One that we sign ourselves, of which DNS tells no more than its names. */
    public Received(RawMessage message, Optional<String> sender, boolean prospecting, List<CheckedSignature> signatures,
            Optional<String> postal) {
        this(message, sender, prospecting, signatures, postal, Set.of(), false);
    }

    /** Whether a domain answers for the one in From (RFC 9989 §4.4, relaxed). */
    boolean answers(String domain) {
        return family.contains(domain) || Alignment.holds(Alignment.from(message), domain);
    }

    /** Everything that can be told without asking anybody. */
    public List<Finding> findings() {
        return java.util.stream.Stream.of(HeaderRules.of(this), UnsubscribeRules.of(this), SignatureRules.of(this), BodyRules.of(this))
                .flatMap(List::stream).toList();
    }
}
