package org.preferencecenter.platform.entity;

import java.util.Arrays;

/**
 * The network a request came from, coarse enough to be nobody's: what limits count and what bursts are told by. Never the
 * address itself, which is personal data.
 */
public final class Network {

    private Network() {
    }

    /**
     * @param address as the web server gives it: a literal IPv4 or IPv6 address, with or without a zone; or null
     * @return the /24 of an IPv4 address ({@code 192.0.2.0/24}), the /48 of an IPv6 address ({@code 20010db80000/48}); an
     *         IPv4 address in IPv6 clothes counts as what it is; {@code unknown} for anything else, never a name look-up
     */
    public static String of(String address) {
        if (address == null || address.isEmpty() || address.length() > 60) {
            return "unknown";
        }
        String text = address.indexOf('%') < 0 ? address : address.substring(0, address.indexOf('%'));
        byte[] octets = text.indexOf(':') < 0 && !text.matches("\\d{1,3}(\\.\\d{1,3}){3}") ? null : parse(text);
        if (octets == null) {
            return "unknown";
        }
        if (octets.length == 4) {
            return (octets[0] & 255) + "." + (octets[1] & 255) + "." + (octets[2] & 255) + ".0/24";
        }
        StringBuilder hex = new StringBuilder(16);
        for (byte octet : Arrays.copyOf(octets, 6)) {
            hex.append(Character.forDigit(octet >> 4 & 15, 16)).append(Character.forDigit(octet & 15, 16));
        }
        return hex + "/48";
    }

    /** Only literals are given to it, so that nothing is ever looked up. */
    private static byte[] parse(String literal) {
        if (!literal.matches("[0-9a-fA-F:.]+")) {
            return null;
        }
        try {
            return java.net.InetAddress.getByName(literal).getAddress();
        } catch (java.net.UnknownHostException noAddress) {
            return null;
        }
    }
}
