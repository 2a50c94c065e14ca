package org.preferencecenter.mail.entity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which stream a message belongs to that one of a mail server's many senders sends: by what the operator has written down,
 * else by what the message says. Most of them may send on none, unlike those who log in to the relay ({@link StreamNaming}).
 *
 * @param codes by {@code login:NAME}, {@code from:ADDRESS}, {@code from:DOMAIN} and {@code list:LIST-ID}, in lower case
 */
public record StreamNames(Map<String, String> codes) {

    private static final Pattern BRACKETS = Pattern.compile("<([^<>\\s]+)>\\s*$");

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
        List<String> named = header.stream().filter(field -> field.named(StreamNaming.FIELD)).map(HeaderField::value)
                .distinct().toList();
        if (named.size() > 1) {
            throw new BadMessage("The message names several streams: leave one " + StreamNaming.FIELD + ".");
        }
        return named.stream().findFirst().or(() -> header.stream().filter(field -> field.named(Stamp.LIST_ID)).findFirst()
                .flatMap(field -> ofList(field.value())));
    }

    /** RFC 2919 §6: what stands in the brackets is compared, without regard to case. */
    private Optional<String> ofList(String value) {
        Matcher match = BRACKETS.matcher(value);
        return match.find() ? Optional.ofNullable(codes.get("list:" + match.group(1).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }
}
