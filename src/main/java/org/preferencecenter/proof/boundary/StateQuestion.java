package org.preferencecenter.proof.boundary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** What a choice was at an instant, as it is asked. @param topic nothing: about the purpose as a whole */
record StateQuestion(long recipient, Purpose purpose, Optional<Topic> topic, Channel channel, Instant at) {

    /** The scopes that reach it, narrow to wide. */
    List<Scope> scopes() {
        return topic.map(Topic::scopes).orElseGet(purpose::scopes);
    }
}
