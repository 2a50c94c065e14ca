package org.preferencecenter.mail.entity;

import java.util.Locale;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** Whether who signs or bounces for a message answers for the domain in its From (RFC 9989 §4.4, relaxed). */
public final class Alignment {

    private Alignment() {
    }

    /** The domain of the one address in From, lower case; empty if that cannot be told. */
    public static String from(RawMessage message) {
        try {
            InternetAddress[] from = InternetAddress.parseHeader(message.value("From").orElse(""), false);
            return from.length == 1 && message.fields("From").size() == 1 ? of(String.valueOf(from[0].getAddress())) : "";
        } catch (AddressException unreadable) {
            return "";
        }
    }

    /** The domain of an address, lower case. */
    public static String of(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * One is the other or lies below it. Two beside each other may have one owner, too; only DNS could tell, so that is not
     * taken for granted.
     */
    public static boolean holds(String one, String other) {
        return !one.isEmpty() && one.contains(".") && other.contains(".")
                && (one.equals(other) || one.endsWith("." + other) || other.endsWith("." + one));
    }
}
