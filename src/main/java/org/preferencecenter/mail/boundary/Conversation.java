package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLContext;

import org.preferencecenter.mail.control.RelayDesk;
import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.mail.entity.DataOctets;
import org.preferencecenter.mail.entity.MailParameters;
import org.preferencecenter.mail.entity.SmtpCommand;
import org.preferencecenter.platform.entity.RelaySettings.Limits;

/** One client, from the greeting to the farewell: SMTP (RFC 5321, RFC 6409) or LMTP (RFC 2033). */
final class Conversation implements Lobby.Guest {

    /** With parameters and UTF-8 paths more than the 512 octets of RFC 5321 §4.5.3.1.4. */
    private static final int LONGEST_LINE = 4096;
    /** Answers that tell of a client that errs or guesses; a refused recipient is none. */
    private static final Set<Integer> ERRORS = Set.of(500, 501, 502, 503, 504, 530, 535, 538, 555);
    private final Wire wire;
    private final RelayDesk desk;
    private final Limits limits;
    private final Optional<SSLContext> tls;
    private final boolean implicit;
    private final AtomicLong memory;
    private final Pulse pulse;
    private final Session session;
    private Letterbox chunks;
    private int errors;

    /**
     * @param free     it need not log in
     * @param implicit TLS from the first octet on
     * @param memory   octets left for messages coming in
     */
    Conversation(Wire wire, Client.Protocol protocol, boolean free, boolean implicit, Optional<SSLContext> tls, RelayDesk desk,
            Limits limits, AtomicLong memory) {
        this.wire = wire;
        this.pulse = new Pulse(wire);
        this.desk = desk;
        this.limits = limits;
        this.tls = tls;
        this.implicit = implicit;
        this.memory = memory;
        this.session = new Session(wire, desk, limits, tls.isPresent(),
                new Client(protocol, "", wire.address(), false, free, Optional.empty()));
    }

    @Override
    public void run() {
        try {
            if (implicit) {
                pulse.within(limits.idle());
                wire.secure(tls.orElseThrow());
                session.secured();
            }
            wire.say(Answer.plain(220, desk.host() + (session.client().lmtp() ? " LMTP" : " ESMTP") + " Preference Center"));
            while (step()) {
                if (errors >= limits.errors()) {
                    wire.say(Answer.of(421, "4.7.0", "Too many errors"));
                    break;
                }
            }
            wire.flush();
        } catch (IOException gone) {
            // The client left, or was cut: nothing of its was acknowledged.
        } finally {
            pulse.ended();
            forget();
            wire.close();
        }
    }

    /** @return false: the conversation is over */
    private boolean step() throws IOException {
        pulse.waits(limits.idle());
        if (pulse.stopping() && !(session.hasReaders() && wire.more())) {
            if (pulse.works()) {
                wire.say(Pulse.STOPPING);
            }
            return false;
        }
        String line;
        try {
            line = wire.line(LONGEST_LINE);
        } catch (Wire.OddLine odd) {
            return pulse.works() && said(Answer.of(500, "5.5.2", odd.getMessage()));
        }
        return line != null && pulse.works() && command(SmtpCommand.of(line));
    }

    private boolean said(Answer answer) throws IOException {
        errors += ERRORS.contains(answer.code()) ? 1 : 0;
        wire.say(answer);
        return true;
    }

    private boolean command(SmtpCommand command) throws IOException {
        if (chunks != null && !Set.of("BDAT", "RSET", "QUIT", "NOOP").contains(command.verb())) {
            return said(Answer.of(503, "5.5.1", "BDAT goes on until LAST"));
        }
        switch (command.verb()) {
            case "QUIT":
                said(Answer.of(221, "2.0.0", "Goodbye"));
                return false;
            case "STARTTLS":
                return startTls(command);
            case "DATA":
                return data(command);
            case "BDAT":
                return bdat(command);
            default:
                return said(simple(command));
        }
    }

    private Answer simple(SmtpCommand command) throws IOException {
        if (command.verb().equals("RSET")) {
            forget();
            return Answer.of(250, "2.0.0", "Forgotten");
        }
        if (command.verb().equals("AUTH")) {
            // Its exchange waits for the client; nothing else that is answered here does.
            pulse.within(limits.idle());
        }
        Answer answer = session.answer(command);
        pulse.works();
        return answer;
    }

    private boolean startTls(SmtpCommand command) throws IOException {
        if (tls.isEmpty() || !wire.securable()) {
            return said(Answer.of(503, "5.5.1", "TLS is not to be had, or is there already"));
        }
        if (wire.more() || !command.rest().isEmpty()) {
            // What came in the clear behind STARTTLS would count as said under TLS (CVE-2011-0411).
            wire.say(Answer.of(501, "5.5.4", "Nothing may follow STARTTLS before its answer"));
            return false;
        }
        wire.say(Answer.of(220, "2.0.0", "Go ahead"));
        pulse.within(limits.idle());
        wire.secure(tls.get());
        pulse.works();
        forget();
        session.secured();
        return true;
    }

    private boolean data(SmtpCommand command) throws IOException {
        if (!session.hasReaders() || !command.rest().isEmpty()) {
            return said(Answer.of(503, "5.5.1", "DATA comes alone, after a recipient that was taken"));
        }
        wire.say(Answer.plain(354, "Go on, end with a line of one dot"));
        try (Letterbox box = new Letterbox((int) session.largest(), memory)) {
            DataOctets text = new DataOctets(box);
            if (!receive(() -> wire.data(text))) {
                return false;
            }
            if (text.end() == DataOctets.End.DOUBTFUL) {
                forget();
                wire.say(Answer.of(521, "5.5.2", "Lines end with CR and LF, both or neither (RFC 5321 2.3.8)"));
                return false;
            }
            complete(box, text.bare());
        }
        return true;
    }

    private boolean bdat(SmtpCommand command) throws IOException {
        String[] parts = command.rest().split(" +");
        boolean last = parts.length == 2 && parts[1].equalsIgnoreCase("LAST");
        if (!parts[0].matches("\\d{1,12}") || parts.length > 1 && !last || parts.length > 2) {
            // How many octets follow is not known, so nothing more can be understood.
            wire.say(Answer.of(501, "5.5.4", "Write BDAT size, or BDAT size LAST"));
            return false;
        }
        boolean wanted = session.hasReaders();
        if (chunks == null) {
            chunks = new Letterbox(wanted ? (int) session.largest() : 0, memory);
        }
        Letterbox box = chunks;
        if (!receive(() -> wire.octets(Long.parseLong(parts[0]), box))) {
            return false;
        }
        if (!wanted) {
            chunks = null;
            return said(Answer.of(503, "5.5.1", "BDAT comes after a recipient that was taken"));
        }
        if (!last) {
            return said(Answer.of(250, "2.0.0", parts[0] + " octets"));
        }
        chunks = null;
        try (box) {
            complete(box, DataOctets.bareIn(box.octets()));
        }
        return true;
    }

    private interface Receiving {
        boolean done() throws IOException;
    }

    private boolean receive(Receiving receiving) throws IOException {
        pulse.receives(limits.message());
        boolean done = receiving.done();
        return pulse.works() && done;
    }

    private void complete(Letterbox box, boolean bare) throws IOException {
        Handover.Answers out = answer -> {
            wire.say(answer);
            if (session.client().lmtp()) {
                wire.flush();
            }
        };
        Handover handover = session.takeHandover();
        if (box.tooLarge()) {
            handover.refuse(MailParameters.tooLarge(session.largest()), out);
        } else if (box.full()) {
            handover.refuse(Answer.of(452, "4.3.1", "Too many large messages at once: try again later"), out);
        } else if (bare) {
            handover.refuse(Answer.of(550, "5.5.2", "Lines end with CR and LF, both or neither (RFC 5321 2.3.8)"), out);
        } else {
            handover.complete(box.octets(), out);
        }
    }

    private void forget() {
        session.forget();
        if (chunks != null) {
            chunks.close();
            chunks = null;
        }
    }

    @Override
    public Pulse pulse() {
        return pulse;
    }
}
