package org.preferencecenter.platform.entity;

import java.util.Optional;

/**
 * The milter of a Postfix or sendmail.
 *
 * @param socket {@code inet:host:port} or {@code unix:/path}, as Postfix writes it; nothing: shut
 */
public record MilterSettings(Optional<String> socket) {

    static MilterSettings read(SettingsReader in) {
        return new MilterSettings(in.present("PC_MILTER")
                ? Optional.ofNullable(in.value("PC_MILTER", null, "must be inet:host:port or unix:/path, as Postfix writes it",
                        text -> text.matches("inet:[^:\\s]+:\\d{1,5}|unix:/\\S+") ? Optional.of(text) : Optional.empty()))
                : Optional.empty());
    }
}
