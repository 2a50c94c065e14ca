package org.preferencecenter.mail.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.net.ssl.SSLSocketFactory;

import org.preferencecenter.mail.control.HopLine.Said;
import org.preferencecenter.mail.entity.Envelope;
import org.preferencecenter.mail.entity.Extensions;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.platform.entity.HopSettings;
import org.preferencecenter.platform.entity.HopSettings.Tls;
import org.preferencecenter.platform.entity.Settings;

/** One connection to the next hop: greeted, protected and logged in as the settings want it; takes one message at a time. */
final class HopConnection implements AutoCloseable {

    /** Up to this size the message and its dot go out in one write. */
    private static final int ONE_WRITE = 128 * 1024;

    private final HopLine line;
    private Extensions extensions;
    private boolean dirty;
    private boolean done;
    private boolean dotSent;

    private HopConnection(HopLine line) {
        this.line = line;
    }

    /** @throws HopFailure if the server is there and cannot be used, with a sentence that says why */
    static HopConnection open(Settings settings, SSLSocketFactory trust) throws IOException {
        HopSettings set = settings.doors().hop();
        HopConnection connection = new HopConnection(new HopLine(settings.smtpHost(), settings.smtpPort(), set.patience()));
        try {
            connection.greet(settings.baseUrl().getHost(), set, trust);
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void greet(String name, HopSettings set, SSLSocketFactory trust) throws IOException {
        if (set.tls() == Tls.IMPLICIT) {
            line.secure(trust);
        }
        Said greeting = line.answer();
        if (greeting.code() != 220) {
            throw new HopFailure("the next hop does not take mail now: " + greeting.code() + " " + greeting.text());
        }
        hello(name);
        boolean starts = set.tls() == Tls.REQUIRED || set.tls() == Tls.STARTTLS && extensions.has("STARTTLS");
        if (starts) {
            if (!extensions.has("STARTTLS") || line.ask("STARTTLS").code() != 220) {
                throw new HopFailure("the next hop offers no TLS, which PC_SMTP_TLS asks for");
            }
            line.secure(trust);
            // RFC 3207 §4.2: what it said before counts no more.
            hello(name);
        }
        if (set.user().isPresent()) {
            logIn(set.user().get(), new String(set.password().orElseThrow().bytes(), StandardCharsets.UTF_8));
        }
    }

    private void hello(String name) throws IOException {
        Said hello = line.ask("EHLO " + name);
        if (hello.good()) {
            extensions = Extensions.of(hello.lines());
            return;
        }
        extensions = Extensions.NONE;
        Said old = line.ask("HELO " + name);
        if (!old.good()) {
            throw new HopFailure("the next hop does not want to hear from us: " + old.code() + " " + old.text());
        }
    }

    /** RFC 4954; a password never leaves in the clear but to this machine (§4). */
    private void logIn(String user, String password) throws IOException {
        if (!line.secure() && !line.loopback()) {
            throw new HopFailure("the next hop offers no TLS, so PC_SMTP_PASSWORD is not sent");
        }
        Said said;
        if (extensions.logsInWith("PLAIN")) {
            said = line.ask("AUTH PLAIN " + base64("\0" + user + "\0" + password));
        } else if (extensions.logsInWith("LOGIN")) {
            said = line.ask("AUTH LOGIN");
            said = said.code() == 334 ? line.ask(base64(user)) : said;
            said = said.code() == 334 ? line.ask(base64(password)) : said;
        } else {
            throw new HopFailure("the next hop offers neither AUTH PLAIN nor AUTH LOGIN");
        }
        if (said.code() != 235) {
            throw new HopFailure("the next hop does not take PC_SMTP_USER and PC_SMTP_PASSWORD: " + said.code());
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Extensions extensions() {
        return extensions;
    }

    /** Whether the message of the last {@link #send} may have been taken, whatever was heard afterwards. */
    boolean dotSent() {
        return dotSent;
    }

    /** Whether another message may go over it. */
    boolean usable() {
        return !done;
    }

    /**
     * Hands one message over.
     *
     * @param message with CRLF line ends
     * @throws IOException if the connection broke or the answer did not come: see {@link #dotSent}
     */
    Reply send(RawMessage message, Envelope envelope) throws IOException {
        dotSent = false;
        boolean utf8 = envelope.needsUtf8() || message.headerNeedsUtf8();
        if (utf8 && !extensions.has("SMTPUTF8")) {
            // RFC 6531 §3.5: must not be sent to a server without the extension.
            return envelope.needsUtf8()
                    ? Reply.of(553, "5.6.7 the next hop does not accept UTF-8 in addresses (SMTPUTF8)")
                    : Reply.of(554, "5.6.9 the next hop does not accept UTF-8 in header fields (SMTPUTF8)");
        }
        if (dirty && !line.ask("RSET").good()) {
            done = true;
            throw new IOException("not reset");
        }
        byte[] octets = message.bytes();
        dirty = true;
        Said said = transaction(mail(envelope, octets.length, utf8, message.eightBit()), rcpt(envelope), octets);
        dirty = !said.good();
        done = said.code() == 421;
        return Reply.of(said.code(), said.text());
    }

    private String mail(Envelope envelope, int size, boolean utf8, boolean eightBit) {
        return "MAIL FROM:<" + envelope.sender() + ">" + (extensions.has("SIZE") ? " SIZE=" + size : "")
                + ((eightBit || utf8) && extensions.has("8BITMIME") ? " BODY=8BITMIME" : "") + (utf8 ? " SMTPUTF8" : "")
                + (extensions.has("DSN") ? envelope.messageParameters() : "");
    }

    private String rcpt(Envelope envelope) {
        return "RCPT TO:<" + envelope.recipient() + ">" + (extensions.has("DSN") ? envelope.readerParameters() : "");
    }

    /** What decides: the first answer that is not good, else the one after the dot. */
    private Said transaction(String mail, String rcpt, byte[] octets) throws IOException {
        if (extensions.has("PIPELINING")) {
            line.write((mail + "\r\n" + rcpt + "\r\nDATA\r\n").getBytes(StandardCharsets.UTF_8));
            Said sender = line.answer();
            Said reader = sender.code() == 421 ? sender : line.answer();
            Said data = reader.code() == 421 ? reader : line.answer();
            Said bad = !sender.good() ? sender : !reader.good() ? reader : data.code() != 354 ? data : null;
            if (bad != null) {
                if (data.code() == 354) {
                    // RFC 2920 §3.1: it waits for a message for nobody; the dot alone ends it.
                    line.ask(".");
                }
                return bad;
            }
        } else {
            Said sender = line.ask(mail);
            Said reader = sender.good() ? line.ask(rcpt) : sender;
            Said data = reader.good() ? line.ask("DATA") : reader;
            if (data.code() != 354) {
                return data;
            }
        }
        data(octets);
        return line.answer();
    }

    /** RFC 5321 §4.5.2: a dot before each line's own. Before the last octets go, nothing can have been taken. */
    private void data(byte[] octets) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream(Math.min(octets.length + 512, ONE_WRITE + 1024));
        OutputStream out = line.out();
        int from = 0;
        for (int at = 0; at < octets.length; at++) {
            if (octets[at] == '.' && (at == 0 || octets[at - 1] == '\n')) {
                block.write(octets, from, at - from);
                block.write('.');
                from = at;
            }
            if (at - from >= ONE_WRITE) {
                block.write(octets, from, at - from);
                from = at;
            }
            if (block.size() >= ONE_WRITE) {
                block.writeTo(out);
                block.reset();
            }
        }
        block.write(octets, from, octets.length - from);
        boolean ended = octets.length > 1 && octets[octets.length - 1] == '\n';
        block.writeBytes((ended ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        dotSent = true;
        block.writeTo(out);
        out.flush();
    }

    /** Says goodbye without waiting for the answer. */
    void quit() {
        try {
            line.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException goneAlready) {
            // it is closed below
        }
        close();
    }

    @Override
    public void close() {
        done = true;
        line.close();
    }
}
