package org.preferencecenter.mail.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.preferencecenter.catalog.entity.Stream;

/**
 * Which stream a message belongs to: what its sender says, never what its content looks like (STANDARDS A.5). The field
 * X-Stream names it by code; without one, List-ID by the list it is; without either, a sender of one stream means that one.
 */
public final class StreamNaming {

    /** Our own field; taken out of the message. */
    public static final String FIELD = "X-Stream";
    private static final Pattern BRACKET = Pattern.compile("<\\s*([^<>\\s]+)\\s*>\\s*$");

    private StreamNaming() {
    }

    /**
     * @param allowed what the sender may send on
     * @throws BadMessage with a sentence for the sender's developer, if it is none of these or not one
     */
    public static Stream of(RawMessage message, Collection<Stream> allowed) {
        List<String> named = message.fields(FIELD).stream().map(HeaderField::value).distinct().toList();
        if (named.size() > 1) {
            throw new BadMessage("The message has several X-Stream fields that differ: name one stream.");
        }
        if (!named.isEmpty()) {
            return allowed.stream().filter(stream -> stream.code().equals(named.get(0))).findFirst()
                    .orElseThrow(() -> new BadMessage("X-Stream names no stream that may be sent on with this login: use the"
                            + " code of one of its streams, as the office shows it."));
        }
        if (allowed.size() == 1) {
            return allowed.iterator().next();
        }
        Optional<String> list = message.value(Stamp.LIST_ID).map(BRACKET::matcher).filter(Matcher::find)
                .map(found -> found.group(1).toLowerCase(Locale.ROOT));
        List<Stream> meant = list.isEmpty() ? List.of()
                : allowed.stream().filter(stream -> label(stream).toLowerCase(Locale.ROOT).equals(list.get())).toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        throw new BadMessage(meant.isEmpty()
                ? "The message does not say to which stream it belongs: add the field X-Stream with a stream's code."
                : "Several streams have this List-ID: add the field X-Stream with the code of the one that is meant.");
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
