package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.mail.entity.DataOctets;
import org.preferencecenter.mail.entity.SmtpCommand;

/** One client that brings back mail, from greeting to farewell: SMTP (RFC 5321) or LMTP (RFC 2033). It can send nothing. */
final class InboundTalk implements Lobby.Guest {

    private static final int LONGEST_LINE = 4096;
    private static final Set<Integer> ERRORS = Set.of(500, 501, 502, 503, 504, 555);
    private static final Pattern SIZE = Pattern.compile("(?i)\\bSIZE=(\\d{1,18})\\b");

    private final Wire wire;
    private final boolean implicit;
    private final InboundRules rules;
    private final AtomicLong memory;
    private final Pulse pulse;
    private InboundDelivery delivery;
    private int errors;

    /**
     * @param implicit TLS from the first octet on
     * @param memory   octets left for messages coming in
     */
    InboundTalk(Wire wire, boolean implicit, InboundRules rules, AtomicLong memory) {
        this.wire = wire;
        this.implicit = implicit;
        this.rules = rules;
        this.memory = memory;
        this.pulse = new Pulse(wire);
    }

    @Override
    public Pulse pulse() {
        return pulse;
    }

    @Override
    public void run() {
        try {
            if (implicit) {
                pulse.within(rules.limits().idle());
                wire.secure(rules.tls().orElseThrow());
            }
            wire.say(Answer.plain(220, rules.host() + (rules.lmtp() ? " LMTP" : " ESMTP")));
            boolean goesOn = true;
            while (goesOn && errors < rules.limits().errors()) {
                goesOn = step();
            }
            if (goesOn) {
                wire.say(Answer.of(421, "4.7.0", "Too many errors"));
            }
            wire.flush();
        } catch (IOException gone) {
            // The client left, or was cut: what it was not told that it is recorded, it keeps.
        } finally {
            pulse.ended();
            wire.close();
        }
    }

    /** @return false: it is over */
    private boolean step() throws IOException {
        pulse.waits(rules.limits().idle());
        if (pulse.stopping() && !(delivery != null && wire.more())) {
            if (pulse.works()) {
                wire.say(Pulse.STOPPING);
            }
            return false;
        }
        String line;
        try {
            line = wire.line(LONGEST_LINE);
        } catch (Wire.OddLine odd) {
            return pulse.works() && said(Answer.of(500, "5.5.2", String.valueOf(odd.getMessage())));
        }
        return line != null && pulse.works() && go(SmtpCommand.of(line));
    }

    private boolean said(Answer answer) throws IOException {
        errors += ERRORS.contains(answer.code()) ? 1 : 0;
        wire.say(answer);
        return true;
    }

    private boolean go(SmtpCommand command) throws IOException {
        return switch (command.verb()) {
            case "HELO", "EHLO", "LHLO" -> said(hello(command));
            case "STARTTLS" -> startTls(command);
            case "MAIL" -> said(mail(command));
            case "RCPT" -> said(rcpt(command));
            case "DATA" -> data();
            case "RSET" -> {
                delivery = null;
                yield said(Answer.of(250, "2.0.0", "Forgotten"));
            }
            case "NOOP" -> said(Answer.of(250, "2.0.0", "Here"));
            case "VRFY" -> said(Answer.of(252, "2.1.5", "Send a message, then it is known"));
            case "QUIT" -> {
                said(Answer.of(221, "2.0.0", "Goodbye"));
                yield false;
            }
            default -> said(Answer.of(500, "5.5.1", "This command is not known here"));
        };
    }

    private Answer hello(SmtpCommand command) {
        if (rules.lmtp() != command.verb().equals("LHLO")) {
            // RFC 2033 §4.1: neither HELO nor EHLO.
            return Answer.of(500, "5.5.1", rules.lmtp() ? "This is LMTP: say LHLO" : "This is SMTP: say EHLO");
        }
        delivery = null;
        if (command.verb().equals("HELO")) {
            return Answer.plain(250, rules.host());
        }
        String size = "SIZE " + rules.limits().size();
        return rules.tls().isPresent() && wire.securable()
                ? Answer.plain(250, rules.host(), "PIPELINING", size, "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "STARTTLS")
                : Answer.plain(250, rules.host(), "PIPELINING", size, "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES");
    }

    private boolean startTls(SmtpCommand command) throws IOException {
        if (rules.tls().isEmpty() || !wire.securable()) {
            return said(Answer.of(503, "5.5.1", "TLS is not to be had, or is there already"));
        }
        if (wire.more() || !command.rest().isEmpty()) {
            // What came in the clear behind STARTTLS would count as said under TLS (CVE-2011-0411).
            wire.say(Answer.of(501, "5.5.4", "Nothing may follow STARTTLS before its answer"));
            return false;
        }
        wire.say(Answer.of(220, "2.0.0", "Go ahead"));
        pulse.within(rules.limits().idle());
        wire.secure(rules.tls().get());
        // RFC 3207 §4.2: what was said before counts no more.
        delivery = null;
        return pulse.works();
    }

    private Answer mail(SmtpCommand command) {
        // A bounce has no sender, and qmail's has an odd one: what stands there counts for nothing but being there.
        String path = command.rest().replaceFirst("(?i)^FROM:\\s*", "");
        int end = path.indexOf('>');
        if (delivery != null || path.equals(command.rest()) || !path.startsWith("<") || end < 0) {
            return Answer.of(delivery != null ? 503 : 501, delivery != null ? "5.5.1" : "5.1.7",
                    "Write MAIL FROM:<name@example.org> once, or MAIL FROM:<>");
        }
        Matcher size = SIZE.matcher(path.substring(end));
        if (size.find() && Long.parseLong(size.group(1)) > rules.limits().size()) {
            return tooLarge();
        }
        delivery = rules.delivery(path.substring(1, end));
        return Answer.of(250, "2.1.0", "Go on");
    }

    private Answer rcpt(SmtpCommand command) {
        Optional<SmtpCommand.Path> path = command.path("TO");
        if (delivery == null || path.isEmpty() || path.get().mailbox().isEmpty()) {
            return Answer.of(delivery != null ? 501 : 503, delivery != null ? "5.1.3" : "5.5.1",
                    "Write RCPT TO:<name@example.org> after MAIL");
        }
        return delivery.recipients() >= rules.limits().recipients() ? Answer.of(452, "4.5.3", "Enough recipients for one message")
                : delivery.recipient(path.get().mailbox());
    }

    private boolean data() throws IOException {
        if (delivery == null || delivery.recipients() == 0) {
            // RFC 2033 §4.2: with no recipient taken there is nothing to answer for.
            return said(Answer.of(503, "5.5.1", "DATA comes after a recipient that was taken"));
        }
        wire.say(Answer.plain(354, "Go on, end with a line of one dot"));
        try (Letterbox box = new Letterbox(rules.limits().size(), memory)) {
            DataOctets text = new DataOctets(box);
            pulse.receives(rules.limits().message());
            boolean whole = wire.data(text);
            if (!pulse.works() || !whole) {
                return false;
            }
            if (text.end() == DataOctets.End.DOUBTFUL) {
                wire.say(Answer.of(521, "5.5.2", "Lines end with CR and LF, both or neither (RFC 5321 2.3.8)"));
                return false;
            }
            answer(box.tooLarge() ? delivery.all(tooLarge())
                    : box.full() ? delivery.all(Answer.of(452, "4.3.1", "Too many large messages at once: try again later"))
                            : delivery.complete(box.octets()));
        }
        delivery = null;
        return true;
    }

    private Answer tooLarge() {
        return Answer.of(552, "5.3.4", "The message is larger than " + rules.limits().size() + " octets");
    }

    /**
     * LMTP: one for each recipient that was taken (RFC 2033 §4.2). SMTP: one for all, the worst; sent again, what was recorded
     * already counts once.
     */
    private void answer(List<Answer> answers) throws IOException {
        if (rules.lmtp()) {
            for (Answer answer : answers) {
                wire.say(answer);
            }
        } else {
            wire.say(answers.stream().filter(answer -> !answer.good()).findFirst().orElse(answers.get(0)));
        }
        wire.flush();
    }
}
