package org.preferencecenter.platform.entity;

/**
 * Where mail that comes back is taken in.
 *
 * @param port of SMTP; 0: shut
 */
public record InboundSettings(int port) {

    static InboundSettings read(SettingsReader in) {
        return new InboundSettings(in.number("PC_INBOUND_PORT", 0, 0, 65535));
    }
}
