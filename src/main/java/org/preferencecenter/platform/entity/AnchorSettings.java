package org.preferencecenter.platform.entity;

import java.net.URI;
import java.util.Optional;

/**
 * Where checkpoints of the ledger are handed to, so that somebody outside holds them.
 *
 * @param url  every checkpoint is sent there by POST, as text
 * @param file every checkpoint is added at its end; best on storage that this server cannot write over
 */
public record AnchorSettings(Optional<URI> url, Optional<String> file) {

    static AnchorSettings read(SettingsReader in) {
        Optional<URI> url = in.present("PC_ANCHOR_URL")
                ? Optional.ofNullable(in.value("PC_ANCHOR_URL", null, "must be an https address, such as https://witness.example.org/log",
                        AnchorSettings::https))
                : Optional.empty();
        return new AnchorSettings(url, in.text("PC_ANCHOR_FILE"));
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
