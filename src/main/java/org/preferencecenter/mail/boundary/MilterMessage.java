package org.preferencecenter.mail.boundary;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.Wording;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.HeaderChange;
import org.preferencecenter.mail.entity.HeaderField;
import org.preferencecenter.mail.entity.MilterCommand;
import org.preferencecenter.mail.entity.MilterReply;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.StreamNaming;

/** One message as a mail server tells it to the milter: whose it is, what is answered, what is held for it meanwhile. */
final class MilterMessage {

    /** What is decided at RCPT is asked again for a message that ends later: the recipient may have stopped since. */
    static final Duration FRESH = Duration.ofMinutes(1);
    private static final int LARGEST_HEADER = 1 << 20;
    private static final byte[] LATER = MilterReply.say("451 4.3.0",
            "Whether this message may be sent cannot be told now: try again later");

    /** A decision, and when it was asked for. */
    private record Held(Decision decision, Instant since) {
    }

    private final MilterRules rules;
    private final Terms terms;
    private final String sender;
    private final Optional<String> envelope;
    /** By address, in their order; null where nothing is decided yet. */
    private final Map<String, Held> recipients = new LinkedHashMap<>();
    private final List<HeaderField> header = new ArrayList<>();
    private int headerSize;

    /**
     * What holds for every message of a line.
     *
     * @param simulated    Postfix pretends the SMTP dialogue: a recipient must not be refused at RCPT (STANDARDS A.6)
     * @param leadingSpace values of fields begin with their blank
     * @param sender       the envelope sender may be changed
     */
    record Terms(boolean simulated, boolean leadingSpace, boolean sender) {
    }

    MilterMessage(MilterRules rules, Terms terms, String login, String sender) {
        this.rules = rules;
        this.terms = terms;
        this.sender = sender;
        this.envelope = rules.names().ofEnvelope(login, sender);
    }

    void header(MilterCommand.Header field) {
        String raw = field.name() + (terms.leadingSpace() ? ":" : ": ") + field.value().replaceAll("\r?\n", "\r\n") + "\r\n";
        headerSize += raw.length();
        if (headerSize <= LARGEST_HEADER) {
            header.add(new HeaderField(field.name().strip(), raw));
        }
    }

    /** One more recipient. Decided at once if the stream is known by the envelope. */
    byte[] recipient(String octets) {
        String address = utf8(octets);
        if (recipients.containsKey(address)) {
            return MilterReply.goOn();
        }
        Optional<Stream> stream = terms.simulated() ? Optional.empty() : envelope.flatMap(this::stream);
        if (stream.isPresent()) {
            if (!stream.get().service() && !rules.passMany() && !recipients.isEmpty()) {
                // The client sends the message again for those who are left (RFC 5321 §4.5.3.1.10).
                return MilterReply.say("452 4.5.3", "One recipient at a time: the message carries that person's own links");
            }
            Held held = ask(stream.get(), address);
            Optional<byte[]> refusal = refusal(held.decision(), stream.get());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            recipients.put(address, held);
        } else {
            recipients.put(address, null);
        }
        return MilterReply.goOn();
    }

    /** The message is whole: its changes and the word to take it, or why not. */
    byte[] end() {
        if (headerSize > LARGEST_HEADER) {
            return MilterReply.say("552 5.3.4", "The header of the message is larger than 1 MiB");
        }
        try {
            Optional<String> code = code();
            if (code.isEmpty()) {
                return rules.passOthers() ? MilterReply.goOn() : MilterReply.say("550 5.7.1",
                        "The message names no stream: give it the field " + StreamNaming.FIELD + " with the stream's code");
            }
            Optional<Stream> stream = stream(code.get());
            // An empty catalogue is one that was not read yet.
            return stream.isPresent() ? end(stream.get()) : rules.catalogue().get() == Catalogue.EMPTY ? LATER : unknown();
        } catch (BadMessage wrong) {
            return MilterReply.say("550 5.6.0", wrong.getMessage());
        }
    }

    /**
     * What the message says wrong is its sender's to mend; what is written down wrong is the operator's, and costs no mail.
     */
    private byte[] unknown() {
        return named() ? MilterReply.say("550 5.7.1", StreamNaming.FIELD + " names no e-mail stream of the catalogue")
                : MilterReply.say("451 4.3.5",
                        "The stream that is written down for this sender or list is no e-mail stream of the "
                        + "catalogue: PC_MILTER_STREAMS must be put right");
    }

    private boolean named() {
        return header.stream().anyMatch(field -> field.named(StreamNaming.FIELD));
    }

    private byte[] end(Stream stream) {
        boolean shared = !stream.service() && recipients.size() > 1;
        if (shared && !rules.passMany()) {
            return MilterReply.say("550 5.5.3", "One recipient at a time: the message carries that person's own links");
        }
        for (Map.Entry<String, Held> one : recipients.entrySet()) {
            Held held = one.getValue();
            if (held == null || held.since().plus(FRESH).isBefore(rules.clearance().now())) {
                kept(held);
                one.setValue(null);
                one.setValue(ask(stream, one.getKey()));
            }
            Optional<byte[]> refusal = refusal(one.getValue().decision(), stream);
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        List<HeaderChange> changes = new ArrayList<>();
        Optional<String> from = Optional.empty();
        if (!stream.service() && !shared) {
            Decision decision = recipients.values().iterator().next().decision();
            from = bounces(stream, decision, recipients.keySet().iterator().next());
            changes.addAll(rules.clearance().changes(stream, decision, message(), rules.existing()));
        }
        long named = header.stream().filter(field -> field.named(StreamNaming.FIELD)).count();
        for (int instance = 1; instance <= named; instance++) {
            changes.add(new HeaderChange.Delete(StreamNaming.FIELD, instance));
        }
        return MilterReply.change(changes, terms.leadingSpace(), from);
    }

    /** A bounce address names one recipient, so a message to several never has one. */
    private Optional<String> bounces(Stream stream, Decision decision, String recipient) {
        if (!terms.sender()) {
            return Optional.empty();
        }
        String given = utf8(sender);
        return Optional.of(rules.clearance().sender(stream, decision, recipient, given)).filter(other -> !other.equals(given));
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private RawMessage message() {
        StringBuilder block = new StringBuilder();
        header.forEach(field -> block.append(field.raw()));
        return RawMessage.of(block.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What the operator has written down for the envelope binds: the message may repeat it and not name another. */
    private Optional<String> code() {
        Optional<String> named = rules.names().ofHeader(header);
        if (named() && envelope.isPresent() && !envelope.equals(named)) {
            throw new BadMessage("This login or sender sends on one stream, and the message names another in "
                    + StreamNaming.FIELD + ".");
        }
        return envelope.or(() -> named);
    }

    private Optional<Stream> stream(String code) {
        return rules.catalogue().get().stream(code).filter(stream -> stream.channel() == Channel.EMAIL);
    }

    private Held ask(Stream stream, String address) {
        return new Held(rules.clearance().ask(stream, address), rules.clearance().now());
    }

    /** Nothing, if it may go; service mail goes too where nothing can be decided. */
    private Optional<byte[]> refusal(Decision decision, Stream stream) {
        if (decision.allowed()) {
            return Optional.empty();
        }
        if (decision.reasons().get(0).rule().equals(HouseRule.UNAVAILABLE.reason().rule())) {
            return stream.service() ? Optional.empty() : Optional.of(LATER);
        }
        String which = "decision " + decision.id() + " (" + rules.baseUrl() + "/api/v1/decisions/" + decision.id() + "): "
                + Wording.sentence(decision.reasons().get(0), "en");
        return Optional.of(decision.verdict() == Decision.Verdict.DEFER
                ? MilterReply.say("450 4.7.1", "Not before " + decision.notBefore() + ", " + which)
                : MilterReply.say("550 5.7.1", "Refused by " + which));
    }

    /** True if nothing but a service message can be meant: then what breaks here must not hold it up. */
    boolean service() {
        try {
            return code().flatMap(this::stream).map(Stream::service).orElse(false);
        } catch (BadMessage unclear) {
            return false;
        }
    }

    /** The mail server has been told to take it. It cannot be seen from here what its next hop says: it counts. */
    void handedOver() {
        recipients.values().forEach(held -> {
            if (held != null) {
                rules.clearance().handedOver(held.decision());
            }
        });
        recipients.clear();
    }

    /** Refused, aborted or hung up: what was reserved is given back. */
    void kept() {
        recipients.values().forEach(this::kept);
        recipients.clear();
    }

    private void kept(Held held) {
        if (held != null) {
            rules.clearance().kept(held.decision());
        }
    }
}
