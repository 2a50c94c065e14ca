package org.preferencecenter.mail.boundary;

import java.util.Optional;

import javax.net.ssl.SSLContext;

import org.preferencecenter.mail.control.Postboxes;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.platform.entity.RelaySettings.Limits;

/**
 * What all clients share that bring back mail by one protocol.
 *
 * @param host what the server calls itself
 * @param tls  nothing: no STARTTLS
 */
record InboundRules(Client.Protocol protocol, String host, Limits limits, Optional<SSLContext> tls, Postboxes postboxes,
        Returns returns) {

    boolean lmtp() {
        return protocol == Client.Protocol.LMTP;
    }

    InboundDelivery delivery(String sender) {
        return new InboundDelivery(postboxes, returns, sender);
    }

    /** Lets clients in, once a door of it is opened. */
    Lobby lobby() {
        return new Lobby(lmtp() ? "lmtp-inbound" : "smtp-inbound", limits, (wire, implicit, memory) -> new InboundTalk(wire, implicit, this, memory));
    }
}
