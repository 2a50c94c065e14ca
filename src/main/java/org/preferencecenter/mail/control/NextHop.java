package org.preferencecenter.mail.control;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.platform.entity.Settings;

/** The mail server that messages are handed to, one recipient at a time. */
@Singleton
public class NextHop {

    private static final String CONNECT_MILLIS = "5000";
    /** RFC 5321 §4.5.3.2.6 grants ten minutes after the dot; somebody waits for our answer, so half a minute. */
    private static final String READ_MILLIS = "30000";

    private final Settings settings;
    private final Session plain;
    /** For header fields in UTF-8 only: asked for always, the library complains about every server without it. */
    private final Session utf8;

    @Inject
    public NextHop(Settings settings) {
        this.settings = settings;
        Properties set = new Properties();
        set.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        set.setProperty("mail.smtp.timeout", READ_MILLIS);
        set.setProperty("mail.smtp.writetimeout", READ_MILLIS);
        set.setProperty("mail.smtp.starttls.enable", Boolean.toString(!loopback(settings.smtpHost())));
        set.setProperty("mail.smtp.localhost", settings.baseUrl().getHost());
        set.setProperty("mail.smtp.quitwait", "false");
        this.plain = Session.getInstance(set);
        Properties setUtf8 = new Properties();
        setUtf8.putAll(set);
        setUtf8.setProperty("mail.mime.allowutf8", "true");
        this.utf8 = Session.getInstance(setUtf8);
    }

    /**
     * Sends the message as it is.
     *
     * @param sender envelope sender, or empty for the null reverse-path {@code <>}
     * @return what the next hop answered, or that it did not
     * @throws BadMessage if an address is no address
     */
    public Reply send(RawMessage message, String recipient, String sender) {
        Address[] to = {address(recipient, "recipient")};
        String from = sender.isEmpty() ? "<>" : address(sender, "envelope sender").getAddress();
        Session session = message.headerNeedsUtf8() ? utf8 : plain;
        SMTPTransport transport = new SMTPTransport(session, new URLName("smtp", null, -1, null, null, null));
        try {
            transport.connect(settings.smtpHost(), settings.smtpPort(), null, null);
            if (message.headerNeedsUtf8() && !transport.supportsExtension("SMTPUTF8")) {
                // RFC 6531 §3.5: must not be sent to a server without the extension.
                return Reply.of(554, "5.6.9 the next hop does not accept UTF-8 in header fields (SMTPUTF8)");
            }
            Exact exact = new Exact(session, message.bytes());
            exact.setEnvelopeFrom(from);
            if (message.eightBit() && transport.supportsExtension("8BITMIME")) {
                exact.setMailExtension("BODY=8BITMIME");
            }
            transport.sendMessage(exact, to);
            return Reply.of(transport.getLastReturnCode(), words(transport.getLastServerResponse()));
        } catch (MessagingException e) {
            return failure(e);
        } finally {
            close(transport);
        }
    }

    private static InternetAddress address(String text, String what) {
        try {
            if (!text.chars().allMatch(c -> c > 32 && c < 127)) {
                throw new BadMessage("The " + what + " may hold only visible ASCII: write an international domain in its "
                        + "xn-- form; international mailbox names cannot be sent to yet.");
            }
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new BadMessage("The " + what + " is no mail address: write it as name@example.org, without a display name.");
        }
    }

    /** The reply the server gave, wherever the library keeps it. */
    private static Reply failure(MessagingException thrown) {
        for (Exception e = thrown; e instanceof MessagingException m; e = m.getNextException()) {
            if (e instanceof SMTPAddressFailedException refused) {
                return Reply.of(refused.getReturnCode(), words(refused.getMessage()));
            }
            if (e instanceof SMTPSenderFailedException refused) {
                return Reply.of(refused.getReturnCode(), words(refused.getMessage()));
            }
            if (e instanceof SMTPSendFailedException refused && refused.getNextException() == null) {
                return Reply.of(refused.getReturnCode(), words(refused.getMessage()));
            }
        }
        return new Reply(Reply.Kind.UNREACHABLE, 0, "the next hop could not be reached or did not finish its answer");
    }

    /** The words without the code before them, on one line. */
    private static String words(String response) {
        return response == null ? "" : response.strip().replaceAll("(?m)^[2-5][0-9][0-9][ -]?", "")
                .replaceAll("[\\r\\n]+", " ").strip();
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException afterTheAnswer) {
            // The answer has been given; how the connection ends changes nothing.
        }
    }

    /** Writes the bytes it was given and nothing else, so that what was signed is what is sent. */
    private static final class Exact extends SMTPMessage {

        private final byte[] bytes;

        Exact(Session session, byte[] bytes) {
            super(session);
            this.bytes = bytes;
            this.saved = true;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException {
            out.write(bytes);
        }
    }
}
