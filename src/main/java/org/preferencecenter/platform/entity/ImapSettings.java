package org.preferencecenter.platform.entity;

import java.time.Duration;
import java.util.Optional;

/**
 * A mailbox that mail which comes back is delivered to.
 *
 * @param tls      from the first octet on; otherwise STARTTLS, which must succeed unless the host is this machine
 * @param folder   that is read
 * @param done     the folder that a message is moved to once it was recorded; made if it is missing
 * @param interval between two looks
 */
public record ImapSettings(String host, int port, boolean tls, String user, Secret password, String folder, String done,
        Duration interval) {

    static Optional<ImapSettings> read(SettingsReader in) {
        if (!in.present("PC_IMAP_HOST")) {
            return Optional.empty();
        }
        boolean tls = in.flag("PC_IMAP_TLS", true);
        String host = in.value("PC_IMAP_HOST", null, "must be the name of a mail server", ImapSettings::word);
        String user = in.value("PC_IMAP_USER", null, "must be the mailbox's login", ImapSettings::word);
        Secret password = in.value("PC_IMAP_PASSWORD", null, "must be the mailbox's password, without spaces",
                SettingsReader::token);
        String folder = in.value("PC_IMAP_FOLDER", "INBOX", "must be the name of a folder", ImapSettings::line);
        String done = in.value("PC_IMAP_DONE", "Recorded", "must be the name of a folder", ImapSettings::line);
        if (folder != null && folder.equals(done)) {
            in.wrong("PC_IMAP_DONE", "must be another folder than PC_IMAP_FOLDER", "Recorded");
        }
        return Optional.of(new ImapSettings(host, in.number("PC_IMAP_PORT", tls ? 993 : 143, 1, 65535), tls, user, password, folder,
                done, Duration.ofSeconds(in.number("PC_IMAP_SECONDS", 60, 5, 3600))));
    }

    private static Optional<String> word(String text) {
        return text.matches("[!-~]+") ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> line(String text) {
        return text.matches("[ -~]+") ? Optional.of(text) : Optional.empty();
    }
}
