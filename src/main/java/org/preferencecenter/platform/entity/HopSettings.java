package org.preferencecenter.platform.entity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The next hop beyond its host and port.
 *
 * @param connections how many are kept open at most, 1 to 256
 * @param tls         how the connection is protected
 * @param user        whom we log in as; nothing: without a login
 * @param password    of that user
 * @param authorities PEM file with the certificates that are trusted; nothing: those that Java trusts
 * @param patience    how long an answer is waited for, the one after the final dot included; 5 s to 10 min
 */
public record HopSettings(int connections, Tls tls, Optional<String> user, Optional<Secret> password,
        Optional<String> authorities, Duration patience) {

    /** How a connection is protected. Wherever there is TLS, the certificate and its name are checked. */
    public enum Tls {
        /** Not at all: for a mail server on the same machine. */
        NONE,
        /** STARTTLS where it is offered. */
        STARTTLS,
        /** STARTTLS, or nothing is sent. */
        REQUIRED,
        /** TLS from the first octet on (RFC 8314 §3). */
        IMPLICIT
    }

    static HopSettings read(SettingsReader in) {
        boolean near = near(in.text("PC_SMTP_HOST").orElse("127.0.0.1"));
        Tls tls = in.value("PC_SMTP_TLS", near ? "none" : "starttls", "must be none, starttls, required or implicit",
                HopSettings::tls);
        Optional<String> user = in.text("PC_SMTP_USER");
        if (user.isPresent() != in.present("PC_SMTP_PASSWORD")) {
            in.wrong("PC_SMTP_USER", "and PC_SMTP_PASSWORD are set together or not at all", "preference-center");
        }
        if (user.isPresent() && tls == Tls.NONE && !near) {
            in.wrong("PC_SMTP_TLS", "is none, but a password must not cross the network unprotected (RFC 4954 §4)", "required");
        }
        return new HopSettings(in.number("PC_SMTP_CONNECTIONS", 16, 1, 256), tls, user, in.text("PC_SMTP_PASSWORD")
                .map(text -> new Secret(text.getBytes(StandardCharsets.UTF_8))), in.text("PC_SMTP_CA"),
                Duration.ofSeconds(in.number("PC_SMTP_TIMEOUT_SECONDS", 120, 5, 600)));
    }

    private static Optional<Tls> tls(String text) {
        try {
            return Optional.of(Tls.valueOf(text.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Whether a host is this machine by its very name. */
    static boolean near(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
    }

    /** The password never shows in a log or a failed assertion. */
    @Override
    public String toString() {
        return "HopSettings[connections=" + connections + ", tls=" + tls + ", login=" + user.isPresent() + "]";
    }
}
