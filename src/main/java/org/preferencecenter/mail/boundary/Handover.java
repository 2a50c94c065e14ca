package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.mail.control.RelayDesk;
import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Envelope;
import org.preferencecenter.mail.entity.HeaderChange;
import org.preferencecenter.mail.entity.MailParameters;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.SmtpCommand;
import org.preferencecenter.mail.entity.StreamNaming;
import org.preferencecenter.mail.entity.Trace;

/**
 * One mail transaction: from MAIL to the answer after the dot. Each recipient is decided on as early as the stream is known,
 * and gets a copy with links of its own; what was reserved for a message that never comes is given back.
 */
final class Handover {

    private static final Logger LOG = System.getLogger(Handover.class.getName());

    /** Older than this when the message is complete, a decision is made again: somebody may have opted out meanwhile. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** @param decision nothing: not made, or given back */
    private record Reader(Envelope envelope, Optional<Decision> decision, Instant asked) {
    }

    /** Takes answers as they become known. */
    @FunctionalInterface
    interface Answers {

        void say(Answer answer) throws IOException;
    }

    private final RelayDesk desk;
    private final Client client;
    private final String sender;
    private final Map<String, String> parameters;
    private final List<Stream> streams;
    private final List<Reader> readers = new ArrayList<>();

    /**
     * @param path    of MAIL, checked
     * @param streams that the client may send on
     */
    Handover(RelayDesk desk, Client client, SmtpCommand.Path path, List<Stream> streams) {
        this.desk = desk;
        this.client = client;
        this.sender = path.mailbox();
        this.parameters = path.parameters();
        this.streams = streams;
    }

    boolean utf8() {
        return parameters.containsKey("SMTPUTF8");
    }

    boolean hasReaders() {
        return !readers.isEmpty();
    }

    /** RCPT. @param most recipients of one transaction */
    Answer rcpt(SmtpCommand command, int most) {
        Optional<SmtpCommand.Path> path = command.path("TO").filter(found -> !found.mailbox().isEmpty());
        if (path.isEmpty()) {
            return Answer.of(501, "5.1.3", "Write RCPT TO:<name@example.org>");
        }
        if (!client.lmtp() && hasReaders()) {
            // RFC 5321 §4.5.3.1.10: a client sends the rest as further messages, each with links of its own.
            return Answer.of(452, "4.5.3", "One recipient a message, since it carries that person's own links");
        }
        if (readers.size() >= most) {
            return Answer.of(452, "4.5.3", "At most " + most + " recipients at once");
        }
        Optional<Answer> wrong = MailParameters.wrongOfRcpt(path.get().parameters());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Envelope envelope = new Envelope(sender, path.get().mailbox(), MailParameters.handedOn(parameters),
                MailParameters.handedOn(path.get().parameters()));
        boolean lacks = envelope.needsUtf8()
                && (!utf8() || desk.nextHop().filter(known -> !known.has("SMTPUTF8")).isPresent());
        if (lacks) {
            // RFC 6531 §3.5.
            return Answer.of(553, "5.6.7", "UTF-8 in addresses needs SMTPUTF8, here and at the next mail server");
        }
        return streams.size() == 1 ? decided(envelope) : waiting(envelope);
    }

    private Answer waiting(Envelope envelope) {
        readers.add(new Reader(envelope, Optional.empty(), Instant.EPOCH));
        return Answer.of(250, "2.1.5", "Decided after the message, which names its stream");
    }

    private Answer decided(Envelope envelope) {
        Decision decision = desk.ask(streams.get(0), envelope.recipient());
        if (decision.allowed()) {
            readers.add(new Reader(envelope, Optional.of(decision), desk.now()));
        }
        return desk.answer(decision);
    }

    /** The message is there: hands on what may go, an answer for each recipient as soon as it is known. */
    void complete(byte[] octets, Answers answers) throws IOException {
        RawMessage message;
        Stream stream;
        try {
            message = RawMessage.of(octets);
            stream = StreamNaming.of(message, streams);
        } catch (BadMessage bad) {
            refuse(Answer.of(550, "5.7.1", bad.getMessage()), answers);
            return;
        }
        if (Trace.circles(message)) {
            refuse(Answer.of(554, "5.4.6", "The message has been through " + Trace.MOST_HOPS + " servers: it goes in circles"),
                    answers);
            return;
        }
        if (message.headerNeedsUtf8() && !utf8()) {
            refuse(Answer.of(554, "5.6.9", "UTF-8 in header fields needs SMTPUTF8 (RFC 6531 3.5), or encoded words (RFC 2047)"),
                    answers);
            return;
        }
        while (!readers.isEmpty()) {
            Reader reader = readers.remove(0);
            answers.say(handOn(reader, message, stream));
        }
    }

    private Answer handOn(Reader reader, RawMessage message, Stream stream) {
        try {
            Decision decision = decision(reader, stream);
            if (!decision.allowed()) {
                return desk.answer(decision);
            }
            List<HeaderChange> changes = new ArrayList<>(StreamNaming.removal(message));
            changes.add(Trace.received(client.hello(), client.address(), desk.host(), client.with(utf8()),
                    decision.id().toString(), desk.now()));
            return desk.deliver(decision, message.with(changes), stream, reader.envelope());
        } catch (BadMessage bad) {
            return Answer.of(554, "5.6.0", bad.getMessage());
        } catch (RuntimeException e) {
            // The class alone: a message may quote an address.
            LOG.log(Level.ERROR, "a message was not handed on: {0}", e.getClass().getName());
            return Answer.of(451, "4.3.0", "Something broke here: try again later");
        }
    }

    private Decision decision(Reader reader, Stream stream) {
        if (reader.decision().isPresent()) {
            if (reader.asked().plus(FRESH).isAfter(desk.now())) {
                return reader.decision().get();
            }
            desk.forget(reader.decision().get());
        }
        return desk.ask(stream, reader.envelope().recipient());
    }

    /** The same answer for every recipient; in SMTP there is one answer, in LMTP one each (RFC 2033 §4.2). */
    void refuse(Answer answer, Answers answers) throws IOException {
        int count = readers.size();
        forget();
        for (int i = 0; i < count; i++) {
            answers.say(answer);
        }
    }

    /** No message comes: what was reserved is given back. */
    void forget() {
        readers.forEach(reader -> reader.decision().ifPresent(desk::forget));
        readers.clear();
    }
}
