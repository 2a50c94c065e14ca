package org.preferencecenter.demo.control;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.control.Postboxes;
import org.preferencecenter.mail.control.ReturnLog;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.mail.control.Stamper;
import org.preferencecenter.mail.entity.RawMessage;

/** What came back to the theatre: two replies and a complaint nobody signed for an agent, and reports that change nothing. */
@Singleton
public class ReturnSeed {

    private static final String STREAM = "lettre-theatre";

    private final Recipients recipients;
    private final Stamper stamper;
    private final Postboxes postboxes;
    private final Returns returns;
    private final ReturnLog log;

    @Inject
    public ReturnSeed(Recipients recipients, Stamper stamper, Postboxes postboxes, Returns returns, ReturnLog log) {
        this.recipients = recipients;
        this.stamper = stamper;
        this.postboxes = postboxes;
        this.returns = returns;
        this.log = log;
    }

    /** Once: not where something has come back before. */
    public void sow(Catalogue catalogue) {
        Optional<Brand> brand = catalogue.brand(CatalogueSeed.BRAND);
        Optional<Stream> stream = catalogue.stream(STREAM);
        if (brand.isEmpty() || stream.isEmpty() || !log.of(brand.get().id(), 0, 1).isEmpty()) {
            return;
        }
        report(stream.get(), "noemie.bernard@example.net", "failed", "5.7.26", "550 5.7.26 unauthenticated");
        report(stream.get(), "camille.martin@example.org", "delayed", "4.4.1", "connection timed out");
        report(stream.get(), "thierry.faure@example.org", "failed", "4.2.2", "452 4.2.2 mailbox full");
        complaint(stream.get(), "thierry.faure@example.org");
        String own = brand.get().contactEmail();
        reply(own, "simon.maes@example.net", "Re: Votre lettre du théâtre", "Bonjour,\r\n\r\nMerci de me désinscrire de vos envois, j’ai"
                + " déménagé à Liège et ne viendrai plus.\r\n\r\nSimon Maes");
        reply(own, "camille.martin@example.org", "Re: Carmen", "Bonsoir, à quelle heure ouvrent les portes samedi ?\r\n\r\nCamille");
    }

    /** A small provider reports by hand, and signs nothing: the agent judges. */
    private void complaint(Stream stream, String address) {
        recipients.byAddress(Channel.EMAIL, address).ifPresent(person -> {
            String to = "feedback@unsub." + stream.brand().mailDomain();
            String bounce = stamper.bounceAddress(stream, person.id(), address);
            take("abuse@mail.example.net", to, "From: Abuse desk <abuse@mail.example.net>\r\nTo: " + to + "\r\nSubject: Abuse report"
                    + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\nMessage-ID:"
                    + " <abuse-1@mail.example.net>\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nOne of our customers pressed \"spam\" on"
                    + " the message below.\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent:"
                    + " desk/1.0\r\nVersion: 1\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nReturn-Path: <" + bounce
                    + ">\r\nSubject: La lettre du théâtre\r\n\r\n--b--\r\n");
        });
    }

    private void report(Stream stream, String address, String action, String status, String words) {
        recipients.byAddress(Channel.EMAIL, address).ifPresent(person -> {
            String to = stamper.bounceAddress(stream, person.id(), address);
            take("", to, "From: MAILER-DAEMON@mx.example.net\r\nTo: " + to + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report;"
                    + " report-type=delivery-status; boundary=b\r\nMessage-ID: <" + status + "@mx.example.net>\r\n\r\n--b\r\n"
                    + "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\nFinal-Recipient: rfc822; "
                    + address + "\r\nAction: " + action + "\r\nStatus: " + status + "\r\nDiagnostic-Code: smtp; " + words
                    + "\r\n--b--\r\n");
        });
    }

    private void reply(String to, String from, String subject, String words) {
        take(from, to, "From: " + from + "\r\nTo: " + to + "\r\nSubject: " + subject + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain;"
                + " charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\nMessage-ID: <" + subject.hashCode() + "@example.org>\r\n\r\n"
                + words + "\r\n");
    }

    private void take(String sender, String to, String message) {
        postboxes.at(to).ifPresent(box -> returns.take(RawMessage.of(message.getBytes(StandardCharsets.UTF_8)), sender, to, box));
    }
}
