package org.preferencecenter.sms.control;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.platform.entity.Settings;
import org.preferencecenter.sms.entity.TextMessage;

/** A gateway that takes texts as mails: to {@code 33639980000@sms.example.org}, the body is the text, handed to the next hop. */
final class MailGateway {

    /** Stands for the number in the gateway's address: digits alone, without {@code +}. */
    static final String NUMBER = "{number}";
    private static final String CONNECT_MILLIS = "5000";
    private static final String READ_MILLIS = "30000";

    private final String address;
    private final Settings settings;
    private final Clock clock;
    private final Session session;

    MailGateway(String address, Settings settings, Clock clock) {
        this.address = address;
        this.settings = settings;
        this.clock = clock;
        Properties set = new Properties();
        set.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        set.setProperty("mail.smtp.timeout", READ_MILLIS);
        set.setProperty("mail.smtp.writetimeout", READ_MILLIS);
        set.setProperty("mail.smtp.starttls.enable", Boolean.toString(!loopback(settings.smtpHost())));
        set.setProperty("mail.smtp.localhost", settings.baseUrl().getHost());
        set.setProperty("mail.smtp.quitwait", "false");
        this.session = Session.getInstance(set);
    }

    private static boolean loopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    boolean send(TextMessage message, Brand brand) {
        try {
            MimeMessage mail = new MimeMessage(session);
            String sender = brand.contactEmail().substring(0, brand.contactEmail().indexOf('@') + 1) + brand.mailDomain();
            mail.setFrom(new InternetAddress(sender, brand.name(), StandardCharsets.UTF_8.name()));
            InternetAddress to = new InternetAddress(address.replace(NUMBER, message.number().replaceAll("[^0-9]", "")), true);
            mail.setRecipient(MimeMessage.RecipientType.TO, to);
            // Empty: many gateways put a subject before the text.
            mail.setSubject("");
            mail.setText(message.text(), StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(clock.instant()));
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.saveChanges();
            try (Transport transport = session.getTransport("smtp")) {
                transport.connect(settings.smtpHost(), settings.smtpPort(), null, null);
                transport.sendMessage(mail, new InternetAddress[] {to});
                return true;
            }
        } catch (SendFailedException refused) {
            return false;
        } catch (MessagingException | UnsupportedEncodingException e) {
            // Without the cause: it may name the address, and with it the number.
            throw new IllegalStateException("the mail server before the SMS gateway does not answer: "
                    + e.getClass().getName());
        }
    }
}
