package org.preferencecenter.mail.control;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;

import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Signs;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Sign;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.entity.Complained;
import org.preferencecenter.mail.entity.KeptReason;
import org.preferencecenter.mail.entity.MimeParts;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Taken;

/** Takes out of a message what an agent needs to judge it: who, about what, the words; no file, no picture, no HTML. */
@Singleton
public class ForAnAgent {

    /** Characters of text that are kept; whoever writes more has said it by then. */
    static final int LONGEST = 8_000;
    private static final int LONGEST_LINE = 300;
    private static final Set<String> TOLD = Set.of("text/plain", "message/delivery-status", "message/feedback-report");

    private final KeptMail kept;
    private final Recipients recipients;
    private final Signs signs;
    private final Clock clock;

    @Inject
    public ForAnAgent(KeptMail kept, Recipients recipients, Signs signs, Clock clock) {
        this.kept = kept;
        this.recipients = recipients;
        this.signs = signs;
        this.clock = clock;
    }

    /** Whose mailbox an address is, if it is one and somebody's on record. */
    Optional<Long> person(String address) {
        return AddressForm.possible(address) ? recipients.byAddress(Channel.EMAIL, address).map(person -> person.id()) : Optional.empty();
    }

    /** @param about what would be stopped if an agent believes it */
    Taken keep(byte[] key, RawMessage message, MimeParts parts, Taken taken, KeptReason why, Optional<Complained> about) {
        String from = from(message);
        long whose = taken.recipient() != 0 || from.isEmpty() ? taken.recipient()
                : recipients.byAddress(Channel.EMAIL, from).map(person -> person.id()).orElse(0L);
        Taken known = new Taken(taken.kind(), taken.brand(), whose, taken.status(), false);
        kept.keep(key, known, why, new KeptMail.Words(from, subject(message), words(parts)), about);
        if (why == KeptReason.REPLY && whose != 0) {
            // Somebody wrote to us: their time counts from it (S-46).
            signs.note(List.of(new Sign.Seen(whose, Sign.REPLY, clock.instant())));
        }
        return known;
    }

    /** What it says in words, cut where it is too long; the words of an HTML part where there is nothing else. */
    static String words(MimeParts parts) {
        String plain = parts.leaves().stream().filter(leaf -> TOLD.contains(leaf.type())).map(leaf -> leaf.text().strip())
                .filter(text -> !text.isEmpty()).collect(Collectors.joining("\n\n"));
        String text = !plain.isEmpty() ? plain : parts.first("text/html")
                .map(leaf -> leaf.text().replaceAll("(?is)<(style|script|head)\\b.*?</\\1>", " ").replaceAll("(?s)<[^>]*>", " ")
                        .replaceAll("&nbsp;|[ \\t]+", " ").replaceAll("\\s*\\n\\s*", "\n").strip()).orElse("");
        String whole = text.replace("\r\n", "\n").replace("\0", "");
        return whole.substring(0, Math.min(LONGEST, whole.length()));
    }

    /** What Subject says, decoded (RFC 2047, RFC 6532), on one line. */
    static String subject(RawMessage message) {
        return line(message.value("Subject").orElse(""));
    }

    /** The address in From; empty if there is none, or several. */
    private static String from(RawMessage message) {
        try {
            InternetAddress[] all = InternetAddress.parseHeader(message.value("From").orElse(""), false);
            return all.length == 1 ? line(Optional.ofNullable(all[0].getAddress()).orElse("")) : "";
        } catch (AddressException unreadable) {
            return "";
        }
    }

    private static String line(String text) {
        // A field is held byte for byte; what is not ASCII in it is UTF-8 (RFC 6532 §3.2).
        String decoded = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        try {
            decoded = MimeUtility.decodeText(decoded);
        } catch (UnsupportedEncodingException asItIs) {
            // What no charset of ours explains is shown as it came.
        }
        String one = decoded.replaceAll("[\\p{Cntrl}]+", " ").strip();
        return one.substring(0, Math.min(LONGEST_LINE, one.length()));
    }
}
