package org.preferencecenter.mail.entity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a mail server tells a milter (STANDARDS A.6). Texts hold one char per byte. */
public sealed interface MilterCommand {

    /** {@code O}: what the server can do; every bit answered must be one of these. */
    record Negotiate(int version, int actions, int protocol) implements MilterCommand {
    }

    /**
     * {@code C}: a client has connected. @param port its own, or 0 where Postfix pretends one (sendmail(1), its own mail)
     */
    record Connect(int port) implements MilterCommand {
    }

    /** {@code M}: envelope sender, without angle brackets; empty: the null sender. */
    record Mail(String sender) implements MilterCommand {
    }

    /** {@code R}: one envelope recipient, without angle brackets. */
    record Rcpt(String recipient) implements MilterCommand {
    }

    /** {@code L}: one header field. @param value folds are bare LF; begins with its blank where that was negotiated */
    record Header(String name, String value) implements MilterCommand {
    }

    /** {@code D}: what the server knows besides, for one command. */
    record Macros(char command, Map<String, String> values) implements MilterCommand {
    }

    /** A command that carries nothing for us: {@code H T N B E A Q K U}. */
    record Plain(char command) implements MilterCommand {
    }

    /** @throws BadFrame if it is no command, or lacks what its command needs */
    static MilterCommand of(MilterFrame frame) {
        return switch (frame.command()) {
            case 'O' -> negotiate(frame.data());
            case 'C' -> connect(frame.data());
            case 'M' -> new Mail(address(texts(frame, 1).get(0)));
            case 'R' -> new Rcpt(address(texts(frame, 1).get(0)));
            case 'L' -> new Header(texts(frame, 2).get(0), texts(frame, 2).get(1));
            case 'D' -> macros(frame);
            case 'H', 'T', 'N', 'B', 'E', 'A', 'Q', 'K', 'U' -> new Plain(frame.command());
            default -> throw new BadFrame("There is no command of number " + (int) frame.command() + ".");
        };
    }

    private static Negotiate negotiate(String data) {
        if (data.length() < 12) {
            throw new BadFrame("A negotiation has 12 octets at least.");
        }
        ByteBuffer numbers = ByteBuffer.wrap(data.getBytes(StandardCharsets.ISO_8859_1));
        return new Negotiate(numbers.getInt(), numbers.getInt(), numbers.getInt());
    }

    /** {@code hostname NUL family [uint16 port address NUL]}. */
    private static Connect connect(String data) {
        int name = data.indexOf('\0');
        if (name < 0 || name + 1 >= data.length()) {
            throw new BadFrame("A connection has a host name and a family.");
        }
        boolean internet = data.charAt(name + 1) == '4' || data.charAt(name + 1) == '6';
        if (internet && data.length() < name + 4) {
            throw new BadFrame("A connection over the Internet has a port.");
        }
        return new Connect(internet ? data.charAt(name + 2) << 8 | data.charAt(name + 3) : 0);
    }

    private static Macros macros(MilterFrame frame) {
        if (frame.data().isEmpty()) {
            throw new BadFrame("Macros belong to a command.");
        }
        List<String> texts = frame.data().length() == 1 ? List.of() : texts(new MilterFrame('D', frame.data().substring(1)),
                0);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            String name = texts.get(i);
            values.put(name.startsWith("{") && name.endsWith("}") ? name.substring(1, name.length() - 1) : name, 
                    texts.get(i + 1));
        }
        return new Macros(frame.data().charAt(0), values);
    }

    /** Texts, each ended by NUL. */
    private static List<String> texts(MilterFrame frame, int least) {
        String data = frame.data();
        if (!data.endsWith("\0")) {
            throw new BadFrame("The texts of command " + frame.command() + " do not end.");
        }
        List<String> texts = List.of(data.substring(0, data.length() - 1).split("\0", -1));
        if (texts.size() < least) {
            throw new BadFrame("Command " + frame.command() + " has " + least + " texts at least.");
        }
        return texts;
    }

    private static String address(String path) {
        return path.startsWith("<") && path.endsWith(">") ? path.substring(1, path.length() - 1) : path;
    }
}
