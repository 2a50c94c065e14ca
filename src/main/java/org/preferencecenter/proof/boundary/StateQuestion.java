package org.preferencecenter.proof.boundary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.proof.control.PastStates;

/** What a choice was at an instant, as it is asked. @param topic nothing: about the purpose as a whole */
record StateQuestion(long recipient, Purpose purpose, Optional<Topic> topic, Channel channel, Instant at) {

    /** It, and then, where the purpose as a whole is asked about, each of its topics. */
    List<PastStates.Asked> asked() {
        List<PastStates.Asked> asked = new ArrayList<>();
        asked.add(new PastStates.Asked(topic.map(Topic::scopes).orElseGet(purpose::scopes), channel));
        topics().forEach(one -> asked.add(new PastStates.Asked(one.scopes(), channel)));
        return asked;
    }

    /** The topics answered for beside the purpose, those retired since included. */
    List<Topic> topics() {
        return topic.isPresent() ? List.of() : purpose.topics();
    }
}
