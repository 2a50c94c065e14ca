package org.preferencecenter.mail.boundary;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.preferencecenter.mail.entity.HeaderChange;
import org.preferencecenter.mail.entity.HeaderField;
import org.preferencecenter.mail.entity.MilterFrame;
import org.preferencecenter.mail.entity.MilterFrames;
import org.preferencecenter.mail.entity.RawMessage;

/**
 * The mail server's side of a milter session, as Postfix talks, without a line: says commands, carries out what it is told.
 */
final class MilterPeer {

    /** What Postfix 3.7 offers. */
    static final int POSTFIX = 0x1fffff;

    final MilterSession session;
    private final MilterFrames answers = new MilterFrames();

    MilterPeer(MilterRules rules) {
        session = new MilterSession(rules);
    }

    /** Says a command; what came back as one text, {@code c} or {@code y 550 …}, or nothing. */
    List<MilterFrame> say(char command, String data) {
        byte[] bytes = session.hear(new MilterFrame(command, data));
        session.written();
        answers.add(bytes, bytes.length);
        List<MilterFrame> frames = new ArrayList<>();
        for (var frame = answers.next(); frame.isPresent(); frame = answers.next()) {
            frames.add(frame.get());
        }
        return frames;
    }

    static String text(List<MilterFrame> frames) {
        return String.join(" | ", frames.stream().map(f -> (f.command() + " " + f.data().replace('\0', ' ')).strip())
                .toList());
    }

    static String numbers(int... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length);
        for (int number : numbers) {
            buffer.putInt(number);
        }
        return new String(buffer.array(), StandardCharsets.ISO_8859_1);
    }

    /** Everything up to MAIL. @param port of the client; 0: pretended */
    MilterPeer begin(int port, String login, String sender) {
        return begin(port, login, sender, 0x1ff);
    }

    /** @param actions that the mail server lets a milter take */
    MilterPeer begin(int port, String login, String sender, int actions) {
        say('O', numbers(6, actions, POSTFIX));
        say('C', "localhost\0" + "4" + (char) (port >> 8) + (char) (port & 255) + "127.0.0.1\0");
        say('D', "M" + (login == null ? "" : "{auth_authen}\0" + login + "\0") + "{mail_addr}\0x\0");
        say('M', "<" + sender + ">\0SIZE=12\0");
        return this;
    }

    String rcpt(String recipient) {
        return text(say('R', "<" + recipient + ">\0"));
    }

    /** Says the fields of a message as Postfix does, and its end. */
    List<MilterFrame> end(RawMessage message) {
        for (HeaderField field : message.fields()) {
            String value = field.raw().substring(field.raw().indexOf(':') + 1).replaceAll("\r?\n", "\n").replaceAll("\n$",
                    "");
            say('L', field.raw().substring(0, field.raw().indexOf(':')).strip() + "\0" + value + "\0");
        }
        return say('E', "");
    }

    /**
     * The message after what it was told at the end, as Postfix does it: one change after the other, counting anew each
     * time.
     */
    static RawMessage carryOut(RawMessage message, List<MilterFrame> told) {
        RawMessage changed = message;
        String lineEnd = new String(message.bytes(), StandardCharsets.ISO_8859_1).contains("\r\n") ? "\r\n" : "\n";
        for (MilterFrame frame : told) {
            if (frame.command() == 'e') {
                continue;   // of the envelope
            }
            int index = frame.command() == 'c' ? 0 : ByteBuffer.wrap(frame.data().getBytes(StandardCharsets.ISO_8859_1))
                    .getInt();
            String[] texts = frame.command() == 'c' ? new String[0] : frame.data().substring(4).split("\0", -1);
            if (frame.command() == 'm' && texts[1].isEmpty()) {
                changed = changed.with(List.of(new HeaderChange.Delete(texts[0], index)));
            } else if (frame.command() == 'i' && index == 1) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                bytes.writeBytes((texts[0] + ":" + texts[1].replace("\n", lineEnd) + lineEnd)
                        .getBytes(StandardCharsets.ISO_8859_1));
                bytes.writeBytes(changed.bytes());
                changed = RawMessage.of(bytes.toByteArray());
            } else if (frame.command() != 'c') {
                throw new IllegalArgumentException("not carried out: " + frame);
            }
        }
        return changed;
    }
}
