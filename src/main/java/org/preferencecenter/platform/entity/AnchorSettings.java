package org.preferencecenter.platform.entity;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where checkpoints of the ledger are handed to, so that somebody outside holds them; and how often the ledger is audited.
 *
 * @param url  every checkpoint is sent there by POST, as text
 * @param file every checkpoint is added at its end; best on storage that this server cannot write over
 * @param mail the newest checkpoint is mailed there
 * @param mailEvery not more often than that
 * @param auditEvery how often the ledger is audited by itself; nothing: never
 */
public record AnchorSettings(Optional<URI> url, Optional<String> file, Optional<String> mail, Duration mailEvery,
        Optional<Duration> auditEvery) {

    /** Where nothing is set: nobody outside, an audit a day. */
    public static final AnchorSettings USUAL = new AnchorSettings(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofDays(1),
            Optional.of(Duration.ofDays(1)));

    static AnchorSettings read(SettingsReader in) {
        Optional<URI> url = in.present("PC_ANCHOR_URL")
                ? Optional.ofNullable(in.value("PC_ANCHOR_URL", null, "must be an https address, such as https://witness.example.org/log",
                        AnchorSettings::https))
                : Optional.empty();
        Optional<String> mail = in.present("PC_ANCHOR_MAIL")
                ? Optional.ofNullable(in.value("PC_ANCHOR_MAIL", null, "must be a mail address, such as witness@example.org",
                        text -> text.matches("[^\\s@]+@[^\\s@]+") ? Optional.of(text) : Optional.empty()))
                : Optional.empty();
        Duration every = Duration.ofHours(in.number("PC_ANCHOR_MAIL_HOURS", 24, 1, 24 * 30));
        int audit = in.number("PC_AUDIT_HOURS", 24, 0, 24 * 30);
        return new AnchorSettings(url, in.text("PC_ANCHOR_FILE"), mail, every,
                audit == 0 ? Optional.empty() : Optional.of(Duration.ofHours(audit)));
    }

    private static Optional<URI> https(String text) {
        try {
            URI uri = URI.create(text);
            boolean local = "http".equals(uri.getScheme()) && uri.getHost() != null && HopSettings.near(uri.getHost());
            return uri.getHost() != null && uri.getUserInfo() == null && ("https".equals(uri.getScheme()) || local) ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
