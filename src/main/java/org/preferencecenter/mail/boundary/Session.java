package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.mail.control.RelayDesk;
import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.mail.entity.Extensions;
import org.preferencecenter.mail.entity.MailParameters;
import org.preferencecenter.mail.entity.SmtpCommand;
import org.preferencecenter.platform.entity.RelaySettings.Limits;

/** What a conversation has come to: who the client is, whether it has logged in, which message it has begun. */
final class Session {

    private static final Duration LOGIN_BELIEVED = Duration.ofSeconds(30);

    private final Wire wire;
    private final RelayDesk desk;
    private final Limits limits;
    private final boolean tls;
    private Client client;
    private Handover handover;
    private Instant believedUntil = Instant.MAX;

    /** @param tls whether TLS can be offered */
    Session(Wire wire, RelayDesk desk, Limits limits, boolean tls, Client client) {
        this.wire = wire;
        this.desk = desk;
        this.limits = limits;
        this.tls = tls;
        this.client = client;
    }

    Client client() {
        return client;
    }

    /** TLS has begun: what the client said before counts no more (RFC 3207 §4.2). */
    void secured() {
        client = client.secured();
    }

    boolean hasReaders() {
        return handover != null && handover.hasReaders();
    }

    /** The message that was begun, whose text is there now; the next may begin. */
    Handover takeHandover() {
        Handover begun = handover;
        handover = null;
        return begun;
    }

    void forget() {
        if (handover != null) {
            handover.forget();
            handover = null;
        }
    }

    /** What is answered to a command that neither ends nor changes the connection nor brings a message. */
    Answer answer(SmtpCommand command) throws IOException {
        return switch (command.verb()) {
            case "EHLO", "HELO", "LHLO" -> hello(command);
            case "AUTH" -> auth(command);
            case "MAIL" -> mail(command);
            case "RCPT" -> handover == null ? Answer.of(503, "5.5.1", "MAIL comes first")
                    : handover.rcpt(command, limits.recipients());
            case "NOOP" -> Answer.of(250, "2.0.0", "Here");
            case "VRFY" -> Answer.of(252, "2.1.5", "Send a message, then it is known");
            case "HELP" -> Answer.of(214, "2.0.0", "See the handbook, Through the relay");
            default -> Answer.of(500, "5.5.2", "This command is not known here");
        };
    }

    private Answer hello(SmtpCommand command) {
        if (client.lmtp() != command.verb().equals("LHLO")) {
            // RFC 2033 §4.1: neither HELO nor EHLO.
            return Answer.of(500, "5.5.1", client.lmtp() ? "This is LMTP: say LHLO" : "This is SMTP: say EHLO");
        }
        if (command.rest().isEmpty() || command.rest().contains(" ")) {
            return Answer.of(501, "5.5.4", "Say your name with it");
        }
        forget();
        client = client.says(command.rest());
        return command.verb().equals("HELO") ? Answer.plain(250, desk.host()) : Answer.plain(250, offers());
    }

    private String[] offers() {
        Optional<Extensions> hop = desk.nextHop();
        List<String> lines = new ArrayList<>(List.of(desk.host(), "PIPELINING", "SIZE " + largest(), "8BITMIME", "CHUNKING",
                "ENHANCEDSTATUSCODES"));
        if (hop.isEmpty() || hop.get().has("SMTPUTF8")) {
            lines.add("SMTPUTF8");
        }
        if (hop.isPresent() && hop.get().has("DSN")) {
            // RFC 3461 §5: who offers it must see to it that notifications are sent; the next hop does.
            lines.add("DSN");
        }
        if (tls && wire.securable()) {
            lines.add("STARTTLS");
        }
        if (client.login().isEmpty() && mayLogIn()) {
            lines.add("AUTH PLAIN LOGIN");
        }
        return lines.toArray(String[]::new);
    }

    private boolean mayLogIn() {
        return client.secure() || wire.near();
    }

    /** Octets of the largest message that is taken here and at the next hop. */
    long largest() {
        long hop = desk.nextHop().map(Extensions::largest).orElse(0L);
        return hop > 0 ? Math.min(hop, limits.size()) : limits.size();
    }

    private Answer auth(SmtpCommand command) throws IOException {
        if (client.hello().isEmpty() || handover != null || client.login().isPresent()) {
            return Answer.of(503, "5.5.1", "AUTH comes once, after EHLO and before MAIL");
        }
        if (!mayLogIn()) {
            return Answer.of(538, "5.7.11", "Encryption comes first: say STARTTLS");
        }
        LogIn.Result result = new LogIn(desk, wire).exchange(command.rest());
        result.login().ifPresent(login -> {
            client = client.loggedIn(login);
            believedUntil = desk.now().plus(LOGIN_BELIEVED);
        });
        return result.answer();
    }

    private Answer mail(SmtpCommand command) {
        if (client.hello().isEmpty() || handover != null) {
            return Answer.of(503, "5.5.1", handover != null ? "One message after the other" : "Say who you are first");
        }
        if (!client.admitted()) {
            return Answer.of(530, "5.7.0", mayLogIn() ? "Log in first (AUTH)" : "Say STARTTLS, then log in (AUTH)");
        }
        Optional<SmtpCommand.Path> path = command.path("FROM");
        if (path.isEmpty()) {
            return Answer.of(501, "5.1.7", "Write MAIL FROM:<name@example.org>, or MAIL FROM:<>");
        }
        Optional<Answer> wrong = MailParameters.wrongOfMail(path.get().parameters(), largest());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        try {
            if (!believed()) {
                return Answer.of(530, "5.7.0", "This login was ended");
            }
        } catch (IllegalStateException away) {
            return Answer.of(451, "4.3.0", "Logins cannot be checked now: try again later");
        }
        List<Stream> streams = desk.streams(client.login());
        if (streams.isEmpty()) {
            return Answer.of(550, "5.7.1", "There is no stream that this login may send on: it was retired");
        }
        handover = new Handover(desk, client, path.get(), streams);
        return Answer.of(250, "2.1.0", "Go on");
    }

    /** A login that is ended ends soon for connections that are open as well. */
    private boolean believed() {
        if (client.login().isPresent() && desk.now().isAfter(believedUntil)) {
            if (!desk.stillIn(client.login().get())) {
                client = new Client(client.protocol(), client.hello(), client.address(), client.secure(), client.free(),
                        Optional.empty());
                return client.free();
            }
            believedUntil = desk.now().plus(LOGIN_BELIEVED);
        }
        return true;
    }
}
