package org.preferencecenter.platform.entity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Where mail that comes back is taken in, and what is made of it.
 *
 * @param port        of SMTP; 0: shut
 * @param lmtpPort    of LMTP (RFC 2033); 0: shut
 * @param host        the address to listen on; loopback unless said otherwise: a mail server stands before it
 * @param largest     octets of a message
 * @param kept        how long what an agent has to read is kept
 * @param softBounces how many temporary failures within {@code softWithin} suppress an address, 1 or more
 * @param softWithin  a time
 * @param verp        messages go out under a bounce address of ours, whatever sender they were given
 * @param imap        a mailbox to read; nothing: none
 * @param certificate PKCS12 or PEM file with which the listeners offer STARTTLS, the relay's unless another is named; nothing:
 *                    no TLS
 * @param certificatePassword of the PKCS12 file
 * @param certificateNamed the variable that names the file
 */
public record InboundSettings(int port, int lmtpPort, String host, int largest, Duration kept, int softBounces, Duration softWithin,
        boolean verp, Optional<ImapSettings> imap, Optional<String> certificate, Optional<Secret> certificatePassword,
        String certificateNamed) {

    private static final int MEBIBYTE = 1024 * 1024;

    /** Whether anything is taken in at all. */
    public boolean open() {
        return port != 0 || lmtpPort != 0 || imap.isPresent();
    }

    /** What one client may ask: a mail server opens a handful of connections and is patient. */
    public RelaySettings.Limits limits() {
        return new RelaySettings.Limits(largest, 100, 100, 50, 10, Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofSeconds(5));
    }

    static InboundSettings read(SettingsReader in) {
        String certificate = in.present("PC_INBOUND_CERTIFICATE") ? "PC_INBOUND_CERTIFICATE" : "PC_RELAY_CERTIFICATE";
        String host = in.value("PC_INBOUND_HOST", "127.0.0.1", "must be an address of this machine, or 0.0.0.0 for all of them",
                text -> text.matches("[0-9A-Za-z.:-]+") ? Optional.of(text) : Optional.empty());
        return new InboundSettings(in.number("PC_INBOUND_PORT", 0, 0, 65535), in.number("PC_INBOUND_LMTP_PORT", 0, 0, 65535), host,
                in.number("PC_INBOUND_MB", 10, 1, 50) * MEBIBYTE, Duration.ofDays(in.number("PC_INBOUND_KEEP_DAYS", 30, 1, 365)),
                in.number("PC_SOFT_BOUNCES", 5, 1, 100), Duration.ofDays(in.number("PC_SOFT_BOUNCE_DAYS", 30, 1, 365)),
                in.flag("PC_VERP", false), ImapSettings.read(in), in.text(certificate), in.text(certificate + "_PASSWORD")
                        .map(text -> new Secret(text.getBytes(StandardCharsets.UTF_8))), certificate);
    }
}
