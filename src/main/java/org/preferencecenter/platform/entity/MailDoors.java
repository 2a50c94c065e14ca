package org.preferencecenter.platform.entity;

/**
 * How mail comes in and goes on; each door is shut until its variable opens it.
 *
 * @param hop     the server that messages are handed to
 * @param relay   SMTP and LMTP for senders
 * @param milter  for a Postfix or sendmail that sends by itself
 * @param inbound what comes back: bounces, complaints, stops by mail
 * @param signing whether messages are signed here or at the next hop
 */
public record MailDoors(HopSettings hop, RelaySettings relay, MilterSettings milter, InboundSettings inbound, SigningSettings signing) {

    /** As it is if nothing is set: no door open, the next hop without a login. */
    public static final MailDoors SHUT = read(new SettingsReader(java.util.Map.of()));

    static MailDoors read(SettingsReader in) {
        return new MailDoors(HopSettings.read(in), RelaySettings.read(in), MilterSettings.read(in), InboundSettings.read(in),
                SigningSettings.read(in));
    }
}
