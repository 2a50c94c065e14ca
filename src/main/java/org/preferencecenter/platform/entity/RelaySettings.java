package org.preferencecenter.platform.entity;

/**
 * The relay that senders hand messages to.
 *
 * @param port of submission with STARTTLS (RFC 6409); 0: shut
 */
public record RelaySettings(int port) {

    static RelaySettings read(SettingsReader in) {
        return new RelaySettings(in.number("PC_RELAY_PORT", 0, 0, 65535));
    }
}
