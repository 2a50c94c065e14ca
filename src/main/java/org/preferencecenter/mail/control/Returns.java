package org.preferencecenter.mail.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.mail.entity.Complained;
import org.preferencecenter.mail.entity.ComplaintReport;
import org.preferencecenter.mail.entity.DeliveryStatus;
import org.preferencecenter.mail.entity.KeptReason;
import org.preferencecenter.mail.entity.MimeParts;
import org.preferencecenter.mail.entity.Postbox;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Robot;
import org.preferencecenter.mail.entity.StopWords;
import org.preferencecenter.mail.entity.Taken;

/**
 * One message that came back to one address of ours: what it is, and what is done about it. Whatever is returned is durable,
 * and a message that comes twice does nothing the second time. Nothing is ever answered, so no loop can begin.
 *
 * <p>Every method throws {@link DatabaseAway} if the database is: whoever delivers keeps the message then.
 */
@Singleton
public class Returns {

    private final Consents consents;
    private final Unreachable unreachable;
    private final Postboxes postboxes;
    private final Signatures signatures;
    private final ReturnLog log;
    private final ForAnAgent agents;

    @Inject
    public Returns(Consents consents, Unreachable unreachable, Postboxes postboxes, Signatures signatures, ReturnLog log,
            ForAnAgent agents) {
        this.consents = consents;
        this.unreachable = unreachable;
        this.postboxes = postboxes;
        this.signatures = signatures;
        this.log = log;
        this.agents = agents;
    }

    /**
     * Deals with a message.
     *
     * @param sender  of the envelope, empty for {@code <>}
     * @param address it came to, the one that {@code box} was found at
     * @return what it was taken for; nothing if it was dealt with before
     */
    public Optional<Taken> take(RawMessage message, String sender, String address, Postbox box) {
        byte[] key = key(message, address);
        if (log.knows(key)) {
            return Optional.empty();
        }
        return Optional.of(box.kind() == Postbox.Kind.STOP ? stop(key, message, sender, box) : report(key, message, sender, box));
    }

    /** The address alone says who stops what: From, subject and words count for nothing (STANDARDS A.8). */
    private Taken stop(byte[] key, RawMessage message, String sender, Postbox box) {
        SignedLink link = box.link();
        if (Robot.wrote(message, sender)) {
            return logged(key, new Taken(Taken.Kind.IGNORED, box.brand(), link.recipient(), null, false), null);
        }
        boolean stopped = withdraw(OneClick.byMail(link.recipient(), link.scope(), link.epoch()));
        return logged(key, new Taken(Taken.Kind.STOP, box.brand(), link.recipient(), null, stopped), null);
    }

    private Taken report(byte[] key, RawMessage message, String sender, Postbox box) {
        MimeParts parts = MimeParts.of(message.bytes());
        Optional<ComplaintReport> complaint = ComplaintReport.of(parts);
        if (complaint.isPresent()) {
            return complaint(key, message, parts, complaint.get(), box);
        }
        List<DeliveryStatus> statuses = parts.first("message/delivery-status")
                .or(() -> parts.first("message/global-delivery-status")).map(leaf -> DeliveryStatus.of(leaf.bytes())).orElse(List.of());
        if (!statuses.isEmpty()) {
            return bounce(key, message, parts, statuses, box);
        }
        boolean bounced = Robot.daemon(message) || box.kind() == Postbox.Kind.BOUNCE || sender.isEmpty();
        if (Robot.automatic(message) && !Robot.daemon(message)) {
            // Out of office, and other answers of programs: nobody asked for anything.
            return logged(key, new Taken(Taken.Kind.IGNORED, box.brand(), recipient(box), null, false), null);
        }
        return kept(key, message, parts, box, bounced ? KeptReason.BOUNCE : box.kind() == Postbox.Kind.FEEDBACK ? KeptReason.REPORT
                : StopWords.in(ForAnAgent.subject(message), ForAnAgent.words(parts)) ? KeptReason.STOP_ASKED : KeptReason.REPLY);
    }

    /** RFC 3464 §4.1: a report can be forged, so only one to a token of ours, or quoting one, changes anything. */
    private Taken bounce(byte[] key, RawMessage message, MimeParts parts, List<DeliveryStatus> statuses, Postbox box) {
        Optional<SignedLink> link = Optional.ofNullable(box.link())
                .or(() -> own(ComplaintReport.quoted(parts)).map(Own::link));
        if (link.isEmpty()) {
            return kept(key, message, parts, box, KeptReason.BOUNCE);
        }
        int mark = box.link() == null ? Unreachable.NO_MARK : box.link().epoch();
        Unreachable.Found found = unreachable.found(link.get().recipient(), mark, statuses);
        DeliveryStatus status = found.status();
        Taken.Kind kind = Taken.Kind.valueOf(status.meaning().name());
        String code = status.status().isEmpty() ? null : status.status();
        int brand = box.brand() != 0 ? box.brand() : postboxes.brand(link.get().scope()).orElse(0);
        boolean done = kind == Taken.Kind.HARD && unreachable.hard(found, status.noSuchAddress() ? 0 : brand);
        Taken taken = logged(key, new Taken(kind, brand, link.get().recipient(), code, done), found.hash());
        if (kind == Taken.Kind.SOFT) {
            unreachable.soft(found, brand);
        }
        return taken;
    }

    /** A complaint is an objection to that list, and its mailbox is not written to by that brand any more (ADR 25). */
    private Taken complaint(byte[] key, RawMessage message, MimeParts parts, ComplaintReport report, Postbox box) {
        Optional<Own> own = own(report.ids());
        String type = report.type().isEmpty() ? null : report.type().substring(0, Math.min(40, report.type().length()));
        if (!report.minds()) {
            return report.type().equals("not-spam")
                    ? logged(key, new Taken(Taken.Kind.IGNORED, box.brand(), own.map(o -> o.link().recipient()).orElse(0L), type,
                            false), null)
                    : kept(key, message, parts, box, KeptReason.REPORT);
        }
        if (own.isEmpty()) {
            Taken kept = new Taken(Taken.Kind.KEPT, box.brand(), recipient(box), null, false);
            return agents.keep(key, message, parts, kept, KeptReason.REPORT, byName(report, box.brand()));
        }
        SignedLink link = own.get().link();
        int brand = postboxes.brand(link.scope()).orElse(box.brand());
        Complained about = new Complained(link.recipient(), link.scope(), own.get().epoch(), report.recipients());
        if (!signatures.signedByItsSender(message)) {
            Taken kept = new Taken(Taken.Kind.KEPT, brand, link.recipient(), null, false);
            return agents.keep(key, message, parts, kept, KeptReason.UNSIGNED_REPORT, Optional.of(about));
        }
        return logged(key, new Taken(Taken.Kind.COMPLAINT, brand, link.recipient(), type, believed(about, brand)), null);
    }

    /** Without a token, the mailbox that the report names tells whose it may be, and no list: so all of the brand's. */
    private Optional<Complained> byName(ComplaintReport report, int brand) {
        return brand == 0 ? Optional.empty() : report.recipients().stream().flatMap(name -> agents.person(name).stream()).findFirst()
                .map(person -> new Complained(person, Scope.brand(brand), SignedLink.MAX_EPOCH, report.recipients()));
    }

    private boolean believed(Complained about, int brand) {
        boolean stopped = withdraw(OneClick.byComplaint(about.recipient(), about.scope(), about.epoch()));
        boolean suppressed = unreachable.complained(about.recipient(), about.named(), brand);
        return stopped || suppressed;
    }

    /**
     * An agent believes a complaint that no signature proves: it is carried out as if it had been signed.
     *
     * @return true if something was stopped or suppressed by it
     * @throws java.util.NoSuchElementException if it is no complaint of which is known whose it would be
     */
    public boolean accept(KeptMail.Kept complaint) {
        return believed(complaint.about().orElseThrow(), complaint.brand());
    }

    /** @param epoch of the subscription the message was sent under */
    private record Own(SignedLink link, int epoch) {
    }

    private Optional<Own> own(List<ComplaintReport.Candidate> ids) {
        for (ComplaintReport.Candidate id : ids) {
            Optional<SignedLink> link = postboxes.link(id);
            if (link.isPresent()) {
                // In a bounce address the place of the epoch holds the mark of an address.
                return Optional.of(new Own(link.get(), id.form() == ComplaintReport.Form.BOUNCE ? SignedLink.MAX_EPOCH
                        : link.get().epoch()));
            }
        }
        return Optional.empty();
    }

    private boolean withdraw(OneClick stop) {
        try {
            return !consents.withdraw(stop).toCompletableFuture().join().repeated();
        } catch (CompletionException broken) {
            throw broken.getCause() instanceof RuntimeException cause ? cause : broken;
        }
    }

    private Taken kept(byte[] key, RawMessage message, MimeParts parts, Postbox box, KeptReason why) {
        return agents.keep(key, message, parts, new Taken(Taken.Kind.KEPT, box.brand(), recipient(box), null, false), why, Optional.empty());
    }

    private static long recipient(Postbox box) {
        return box.link() == null ? 0 : box.link().recipient();
    }

    private Taken logged(byte[] key, Taken taken, byte[] address) {
        log.add(key, taken, address);
        return taken;
    }

    /**
     * The same for the same message to the same address, however often it is delivered: its id and its body, which no server
     * on the way may change, so that nobody takes a message's place by guessing its id.
     */
    private static byte[] key(RawMessage message, String address) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(message.value("Message-ID").orElse("").getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(message.body().getBytes(StandardCharsets.ISO_8859_1));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
