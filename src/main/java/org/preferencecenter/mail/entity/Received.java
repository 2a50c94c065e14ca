package org.preferencecenter.mail.entity;

import java.util.List;
import java.util.Optional;

/**
 * A message as a mailbox got it, and what is known about it beside its bytes.
 *
 * @param sender      of the envelope, empty for {@code <>}; nothing: not known
 * @param prospecting whether it advertises: then it must offer a way out
 * @param signatures  each checked, topmost first
 * @param postal      the sender's postal address; nothing: not known
 */
public record Received(RawMessage message, Optional<String> sender, boolean prospecting, List<CheckedSignature> signatures,
        Optional<String> postal) {

    /** Everything that can be told without asking anybody. */
    public List<Finding> findings() {
        return java.util.stream.Stream.of(HeaderRules.of(this), UnsubscribeRules.of(this), SignatureRules.of(this), BodyRules.of(this))
                .flatMap(List::stream).toList();
    }
}
