package org.preferencecenter.platform.entity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The relay that senders hand messages to.
 *
 * @param port                of submission with STARTTLS (RFC 6409); 0: shut
 * @param tlsPort             of submission with TLS from the first octet on (RFC 8314 §3); 0: shut
 * @param address             where these two listen
 * @param open                the demo on this machine: who connects from this machine need not log in
 * @param certificate         PKCS12 file ({@code .p12}, {@code .pfx}) or PEM file with certificates and key; nothing: in the
 *                            demo one that is made at start, else no TLS, and a login from this machine only
 * @param certificatePassword of the PKCS12 file
 * @param lmtpPort            of LMTP (RFC 2033); 0: shut
 * @param lmtpAddress         where LMTP listens
 * @param lmtpSocket          path of a Unix socket for LMTP; nothing: none
 * @param existing            what becomes of List-* fields a message already has: {@code replace}, {@code respect} or
 *                            {@code reject}
 * @param limits              what one client may ask of the relay
 */
public record RelaySettings(int port, int tlsPort, String address, boolean open, Optional<String> certificate,
        Optional<Secret> certificatePassword, int lmtpPort, String lmtpAddress, Optional<String> lmtpSocket, String existing,
        Limits limits) {

    private static final String HERE = "127.0.0.1";

    /**
     * What one client may ask.
     *
     * @param size        octets of a message
     * @param recipients  of one LMTP transaction
     * @param connections at once, of all clients
     * @param perClient   at once, of one address
     * @param errors      answers of 4yz and 5yz to commands, until the connection is cut
     * @param idle        how long the next command is waited for
     * @param message     how long a message may take from DATA to its final dot
     * @param drain       how long messages under way are waited for when the server stops
     */
    public record Limits(int size, int recipients, int connections, int perClient, int errors, Duration idle,
            Duration message, Duration drain) {
    }

    static RelaySettings read(SettingsReader in) {
        boolean demo = in.flag("PC_DEMO", false);
        int port = in.number("PC_RELAY_PORT", 0, 0, 65535);
        int tlsPort = in.number("PC_RELAY_TLS_PORT", 0, 0, 65535);
        Optional<String> certificate = in.text("PC_RELAY_CERTIFICATE");
        if (tlsPort != 0 && certificate.isEmpty() && !demo) {
            in.wrong("PC_RELAY_CERTIFICATE", "is missing: PC_RELAY_TLS_PORT needs a PKCS12 or PEM file",
                    "/etc/ssl/private/relay.p12");
        }
        int lmtp = in.number("PC_LMTP_PORT", 0, 0, 65535);
        if (lmtp == 25) {
            in.wrong("PC_LMTP_PORT", "is 25, where LMTP must not be spoken (RFC 2033 §5)", "2400");
        }
        String address = in.text("PC_RELAY_ADDRESS").orElse(demo ? HERE : "0.0.0.0");
        Limits limits = new Limits(in.number("PC_RELAY_MESSAGE_MIB", 25, 1, 150) * 1024 * 1024, 100,
                in.number("PC_RELAY_CONNECTIONS", 200, 1, 5000), in.number("PC_RELAY_CONNECTIONS_PER_CLIENT", 50, 1, 5000), 10,
                Duration.ofSeconds(in.number("PC_RELAY_IDLE_SECONDS", 300, 1, 3600)),
                Duration.ofSeconds(in.number("PC_RELAY_DATA_SECONDS", 600, 1, 3600)),
                Duration.ofSeconds(in.number("PC_RELAY_DRAIN_SECONDS", 20, 0, 300)));
        return new RelaySettings(port, tlsPort, address, demo && HopSettings.near(address), certificate,
                in.text("PC_RELAY_CERTIFICATE_PASSWORD").map(text -> new Secret(text.getBytes(StandardCharsets.UTF_8))), lmtp,
                in.text("PC_LMTP_ADDRESS").orElse(HERE), in.text("PC_LMTP_SOCKET"), existing(in), limits);
    }

    /** In the words of the milter's and the API's. */
    private static String existing(SettingsReader in) {
        return in.value("PC_RELAY_EXISTING", "replace", "must be replace, respect or reject",
                text -> Optional.of(text.toLowerCase(Locale.ROOT)).filter(List.of("replace", "respect", "reject")::contains));
    }
}
