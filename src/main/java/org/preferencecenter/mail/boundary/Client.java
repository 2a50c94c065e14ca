package org.preferencecenter.mail.boundary;

import java.util.Optional;

import org.preferencecenter.access.entity.SenderLogin;

/**
 * Who speaks.
 *
 * @param protocol what is spoken
 * @param hello    what it calls itself; empty: it has not said
 * @param address  where it connects from; empty: a Unix socket
 * @param secure   under TLS
 * @param free     it need not log in
 * @param login    as whom it has logged in
 */
record Client(Protocol protocol, String hello, String address, boolean secure, boolean free, Optional<SenderLogin> login) {

    /** What a door speaks. */
    enum Protocol {
        /** RFC 5321: one recipient, one answer. */
        SMTP,
        /** RFC 2033: an answer for each recipient. */
        LMTP
    }

    boolean lmtp() {
        return protocol == Protocol.LMTP;
    }

    /** Whether it may hand messages over. */
    boolean admitted() {
        return free || login.isPresent();
    }

    Client says(String name) {
        return new Client(protocol, name, address, secure, free, login);
    }

    Client secured() {
        return new Client(protocol, "", address, true, free, Optional.empty());
    }

    Client loggedIn(SenderLogin as) {
        return new Client(protocol, hello, address, secure, free, Optional.of(as));
    }

    /** The protocol as a Received field names it (RFC 3848, RFC 6531 §4.3). */
    String with(boolean utf8) {
        return (utf8 ? "UTF8" : "") + (lmtp() ? "LMTP" : utf8 ? "SMTP" : "ESMTP") + (secure ? "S" : "")
                + (login.isPresent() ? "A" : "");
    }
}
