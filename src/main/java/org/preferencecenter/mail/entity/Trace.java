package org.preferencecenter.mail.entity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Received field a relay adds (RFC 5321 §4.4). */
public final class Trace {

    /** RFC 5321 §6.3: from here on a message is taken to go in circles. */
    public static final int MOST_HOPS = 100;
    private static final String FIELD = "Received";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Trace() {
    }

    /**
     * Who handed the message over, and to whom. Names no recipient: another reader of the message need not know it.
     *
     * @param hello   what the client called itself
     * @param address from where it connected, or empty: from this machine, over a Unix socket
     * @param host    our name
     * @param with    the protocol: ESMTP, LMTP and their kin (RFC 3848, RFC 6531 §4.3)
     * @param id      that also stands in our logs
     */
    public static HeaderChange.Add received(String hello, String address, String host, String with, String id, Instant at) {
        String name = hello.matches("[A-Za-z0-9.:_\\[\\]-]{1,255}") ? hello : "unknown";
        String from = address.isEmpty() ? "(local)" : "(" + (address.contains(":") ? "[IPv6:" : "[") + address + "])";
        return HeaderChange.add(FIELD, "from " + name + " " + from, "by " + host + " (Preference Center) with " + with, "id " + id
                + "; " + DATE.format(at));
    }

    /** Whether a message has been through too many servers already. */
    public static boolean circles(RawMessage message) {
        return message.fields(FIELD).size() >= MOST_HOPS;
    }
}
