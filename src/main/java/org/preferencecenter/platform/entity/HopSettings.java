package org.preferencecenter.platform.entity;

/**
 * The next hop beyond its host and port.
 *
 * @param connections how many are kept open at most, 1 to 256
 */
public record HopSettings(int connections) {

    static HopSettings read(SettingsReader in) {
        return new HopSettings(in.number("PC_SMTP_CONNECTIONS", 16, 1, 256));
    }
}
