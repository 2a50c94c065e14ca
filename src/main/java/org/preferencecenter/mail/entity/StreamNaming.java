package org.preferencecenter.mail.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.preferencecenter.catalog.entity.Stream;

/**
 * Which stream a message belongs to: what its sender says or what the operator has written down, never what its content looks
 * like (STANDARDS A.5). The field X-Stream names it by code; without one, List-ID by the list it is. Who logs in to the relay
 * may send on some streams and means the one it has ({@link #of}); of a mail server's many senders most may send on none, so
 * the operator writes down which do.
 *
 * @param codes by {@code login:NAME}, {@code from:ADDRESS}, {@code from:DOMAIN} and {@code list:LIST-ID}, in lower case
 */
public record StreamNaming(Map<String, String> codes) {

    /** Our own field; taken out of the message. */
    public static final String FIELD = "X-Stream";
    private static final Pattern BRACKET = Pattern.compile("<\\s*([^<>\\s]+)\\s*>\\s*$");

    /**
     * By what a message says, for a sender that may send on these.
     *
     * @throws BadMessage with a sentence for the sender's developer, if it is none of these or not one
     */
    public static Stream of(RawMessage message, Collection<Stream> allowed) {
        Optional<String> named = named(message.fields());
        if (named.isPresent()) {
            return allowed.stream().filter(stream -> stream.code().equals(named.get())).findFirst()
                    .orElseThrow(() -> new BadMessage("X-Stream names no stream that may be sent on with this login: use the"
                            + " code of one of its streams, as the office shows it."));
        }
        if (allowed.size() == 1) {
            return allowed.iterator().next();
        }
        Optional<String> list = list(message.fields());
        List<Stream> meant = list.isEmpty() ? List.of()
                : allowed.stream().filter(stream -> label(stream).toLowerCase(Locale.ROOT).equals(list.get())).toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw new BadMessage(meant.isEmpty()
                ? "The message does not say to which stream it belongs: add the field X-Stream with a stream's code."
                : "Several streams have this List-ID: add the field X-Stream with the code of the one that is meant.");
    }

    /**
     * The code that is written down for a login, else for a sender's address, else for its domain.
     *
     * @param login  whom the server has let in, or null
     * @param sender of the envelope; may be empty
     */
    public Optional<String> ofEnvelope(String login, String sender) {
        String address = sender.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(login == null ? null : codes.get("login:" + login.toLowerCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(codes.get("from:" + address)))
                .or(() -> Optional.ofNullable(codes.get("from:" + address.substring(address.lastIndexOf('@') + 1))));
    }

    /**
     * The code in the message's own X-Stream, else what is written down for its List-ID.
     *
     * @throws BadMessage if several X-Stream disagree
     */
    public Optional<String> ofHeader(List<HeaderField> header) {
        return named(header).or(() -> list(header).map(list -> codes.get("list:" + list)));
    }

    private static Optional<String> named(List<HeaderField> header) {
        List<String> named = header.stream().filter(field -> field.named(FIELD)).map(HeaderField::value).distinct().toList();
        if (named.size() > 1) {
            throw new BadMessage("The message has several X-Stream fields that differ: name one stream.");
        }
        return named.stream().findFirst();
    }

    /** RFC 2919 §6: what stands in the brackets is compared, without regard to case. */
    private static Optional<String> list(List<HeaderField> header) {
        return header.stream().filter(field -> field.named(Stamp.LIST_ID)).findFirst().map(HeaderField::value)
                .map(BRACKET::matcher).filter(Matcher::find).map(found -> found.group(1).toLowerCase(Locale.ROOT));
    }

    /** What stands in the brackets of a stream's List-ID. */
    public static String label(Stream stream) {
        return stream.topic().map(topic -> topic.code() + ".").orElse("") + stream.purpose().code() + "."
                + stream.brand().code() + "." + stream.brand().mailDomain();
    }

    /** Takes our field out. */
    public static List<HeaderChange> removal(RawMessage message) {
        List<HeaderChange> gone = new ArrayList<>();
        for (int instance = 1; instance <= message.fields(FIELD).size(); instance++) {
            gone.add(new HeaderChange.Delete(FIELD, instance));
        }
        return gone;
    }
}
