package org.preferencecenter.center.entity;

/**
 * Shows whom a page is for without telling the address to whoever holds a forwarded mail (ASVS 14.2.6):
 * {@code claire@example.org} becomes {@code c••••@e••••••.org}.
 */
public final class Mask {

    private static final String DOTS = "••••";

    private Mask() {
    }

    /**
     * @param address a mail address, a phone number or anything else
     * @return the first letters and the last domain label of a mail address, the last two characters of anything else;
     *         never more, and always as many dots whatever the length of the local part
     */
    public static String of(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            return lastTwo(address);
        }
        String domain = address.substring(at + 1);
        int dot = domain.lastIndexOf('.');
        String label = dot > 0 ? domain.substring(0, dot) : domain;
        String top = dot > 0 ? domain.substring(dot) : "";
        return first(address) + DOTS + "@" + first(label) + DOTS + "••" + top;
    }

    private static String lastTwo(String text) {
        return text.length() < 6 ? DOTS : DOTS + text.substring(text.offsetByCodePoints(text.length(), -2));
    }

    /** The first character whole, also where it takes two chars (RFC 6532 addresses may hold any letter). */
    private static String first(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
