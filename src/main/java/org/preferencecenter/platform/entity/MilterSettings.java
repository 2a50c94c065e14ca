package org.preferencecenter.platform.entity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The milter of a Postfix or sendmail.
 *
 * @param socket   {@code inet:host:port} or {@code unix:/path}, as Postfix writes it; nothing: shut
 * @param passMany a prospecting message to several people goes on without links; else it is refused
 * @param passOthers a message that names no stream goes on as it is; else it is refused
 * @param existing what becomes of List-* fields a message already has: {@code respect}, {@code replace} or {@code reject}
 * @param streams  code of the stream by {@code login:NAME}, {@code from:ADDRESS}, {@code from:DOMAIN} or
 *                 {@code list:LIST-ID}, all in lower case
 */
public record MilterSettings(Optional<String> socket, boolean passMany, boolean passOthers, String existing,
        Map<String, String> streams) {

    private static final Pattern ENTRY = Pattern.compile("(login|from|list):([^\\s,=]+)=([A-Za-z0-9._-]+)");

    private static final Pattern INET = Pattern.compile("inet:[^:\\s]+:(\\d{1,5})");

    static MilterSettings read(SettingsReader in) {
        return new MilterSettings(in.present("PC_MILTER")
                ? Optional.ofNullable(in.value("PC_MILTER", null,
                        "must be inet:host:port or unix:/path, as Postfix writes it, "
                        + "such as inet:127.0.0.1:8891", MilterSettings::socket))
                : Optional.empty(),
                word(in, "PC_MILTER_MANY", "refuse", "pass").equals("pass"),
                word(in, "PC_MILTER_UNKNOWN", "pass", "refuse").equals("pass"),
                word(in, "PC_MILTER_EXISTING", "replace", "respect", "reject"),
                in.present("PC_MILTER_STREAMS") ? named(in) : Map.of());
    }

    /** A path of a Unix socket has 108 octets at most, its end included (sockaddr_un). */
    private static Optional<String> socket(String text) {
        Matcher inet = INET.matcher(text);
        boolean fits = inet.matches() ? Integer.parseInt(inet.group(1)) >= 1 && Integer.parseInt(inet.group(1)) <= 65535
                : text.matches("unix:/\\S{1,106}");
        return fits ? Optional.of(text) : Optional.empty();
    }

    /** One of some words; the first of them if nothing is set. */
    private static String word(SettingsReader in, String name, String... words) {
        String word = in.value(name, words[0], "must be one of " + String.join(", ", words) + ", such as " + words[0],
                text ->
                List.of(words).contains(text.toLowerCase(Locale.ROOT)) ? Optional.of(text.toLowerCase(Locale.ROOT))
                        : Optional.empty());
        return word == null ? words[0] : word;
    }

    private static Map<String, String> named(SettingsReader in) {
        Map<String, String> streams = in.value("PC_MILTER_STREAMS", null, "must be a list such as login:shop=tickets "
                + "from:news.example.org=newsletter list:jazz.example.org=newsletter-jazz, each name once",
                MilterSettings::parse);
        return streams == null ? Map.of() : streams;
    }

    private static Optional<Map<String, String>> parse(String text) {
        Map<String, String> streams = new LinkedHashMap<>();
        for (String entry : text.split("[\\s,]+")) {
            Matcher match = ENTRY.matcher(entry);
            if (!match.matches() || streams.put(match.group(1) + ":" + match.group(2).toLowerCase(Locale.ROOT),
                    match.group(3)) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(Map.copyOf(streams));
    }
}
