package org.preferencecenter.mail.entity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a milter tells a mail server (STANDARDS A.6), as the bytes that go over the line. */
public final class MilterReply {

    /** SMFIF_ADDHDRS and SMFIF_CHGHDRS: nothing else of a message is ever changed, but perhaps its envelope sender. */
    public static final int ACTIONS = 0x01 | 0x10;
    /** SMFIF_CHGFROM: the envelope sender may be changed; asked for only where we give bounce addresses. */
    public static final int CHANGE_SENDER = 0x40;
    /** SMFIP_HDR_LEADSPC: values come and go with the blank after the colon, so that none is lost. */
    public static final int LEADING_SPACE = 0x100000;
    /**
     * What we would rather not be told (HELO 0x02, body 0x10, end of header 0x40, unknown commands 0x100, DATA 0x200) and
     * do not answer (header fields 0x80, connect 0x1000, HELO 0x2000, MAIL 0x4000, DATA 0x10000, unknown 0x20000, end of header
     * 0x40000, body 0x80000): each answer spared is a round trip.
     */
    public static final int UNASKED = 0x02 | 0x10 | 0x40 | 0x100 | 0x200 | 0x80 | 0x1000 | 0x2000 | 0x4000 | 0x10000 | 0x20000
            | 0x40000 | 0x80000;

    /** RFC 5321 §4.5.3.1.5: octets of a reply line, with code and line end. */
    private static final int LONGEST_LINE = 512;

    private MilterReply() {
    }

    /**
     * What we do and leave, of what the server offers.
     *
     * @param sender we would change the envelope sender, too, if it lets us
     * @throws BadFrame if it offers less than changing header fields
     */
    public static byte[] negotiated(MilterCommand.Negotiate offer, boolean sender) {
        if (offer.version() < 2 || (offer.actions() & ACTIONS) != ACTIONS) {
            throw new BadFrame("The mail server does not let header fields be added and changed (version " + offer.version()
                    + ", actions " + offer.actions() + "); Postfix does with milter_protocol = 6.");
        }
        String data = new String(ByteBuffer.allocate(12).putInt(Math.min(offer.version(), 6)).putInt(ACTIONS | (sender ? offer.actions() & CHANGE_SENDER : 0))
                .putInt(offer.protocol() & (UNASKED | LEADING_SPACE)).array(), StandardCharsets.ISO_8859_1);
        return new MilterFrame('O', data).bytes();
    }

    /** Go on; after the end of the message: take it. */
    public static byte[] goOn() {
        return new MilterFrame('c', "").bytes();
    }

    /**
     * An answer for the SMTP client.
     *
     * @param status such as {@code 550 5.7.1}
     * @param text   one line; what a reply line cannot hold becomes a question mark, too much of it is cut off
     */
    public static byte[] say(String status, String text) {
        // A percent sign is a directive to sendmail; what is left is visible ASCII.
        String line = text.replaceAll("[’‘]", "'").replaceAll("[\\u00a0\\s]+", " ").replaceAll("[^ -~]|%", "?").strip();
        int most = LONGEST_LINE - 2 - status.length() - 1;
        return new MilterFrame('y', status + " " + (line.length() > most ? line.substring(0, most) : line) + "\0").bytes();
    }

    /**
     * The changes to a header and the word to go on, to be sent at once. Instances are counted before any change, but
     * Postfix counts anew after each: so the last goes first.
     *
     * @param leadingSpace as negotiated
     * @param sender       the envelope sender from here on; nothing: it stays
     */
    public static byte[] change(List<HeaderChange> changes, boolean leadingSpace, Optional<String> sender) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        List<HeaderChange.Delete> gone = new ArrayList<>();
        List<HeaderChange.Add> added = new ArrayList<>();
        for (HeaderChange change : changes) {
            if (change instanceof HeaderChange.Delete delete) {
                gone.add(delete);
            } else if (change instanceof HeaderChange.Add add) {
                added.add(add);
            }
        }
        gone.sort(Comparator.comparingInt(HeaderChange.Delete::instance).reversed());
        gone.forEach(delete -> bytes.writeBytes(
                new MilterFrame('m', number(delete.instance()) + delete.name() + "\0\0").bytes()));
        // Each goes on top of those before it: above all the milter was shown, below the Received that the server itself
        // adds.
        Collections.reverse(added);
        added.forEach(add -> bytes.writeBytes(new MilterFrame('i', number(1) + add.name() + "\0" + (leadingSpace ? " " : "")
                + String.join("\n ", add.lines()) + "\0").bytes()));
        sender.ifPresent(address -> bytes.writeBytes(new MilterFrame('e', "<" + address + ">\0").bytes()));
        bytes.writeBytes(goOn());
        return bytes.toByteArray();
    }

    private static String number(int number) {
        return new String(ByteBuffer.allocate(4).putInt(number).array(), StandardCharsets.ISO_8859_1);
    }
}
