package org.preferencecenter.sms.entity;

import java.text.Normalizer;
import java.util.Map;

/** How long a text is on its way: in the alphabet of GSM 03.38 (3GPP TS 23.038), or else in UCS-2. */
public final class Gsm {

    /** What one message holds in the GSM alphabet, in septets. */
    public static final int SEPTETS = 160;
    /** What one message holds in UCS-2. */
    public static final int UNITS = 70;

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Two septets each. */
    private static final String EXTENDED = "^{}\\[~]|€";
    /** Signs of good typesetting that no reader misses in a text message. */
    private static final Map<Integer, String> SIGNS = Map.ofEntries(Map.entry(0x2019, "'"), Map.entry(0x2018, "'"),
            Map.entry(0x201C, "\""), Map.entry(0x201D, "\""), Map.entry(0xAB, "\""), Map.entry(0xBB, "\""), Map.entry(0xA0, " "),
            Map.entry(0x202F, " "), Map.entry(0x2009, " "), Map.entry(0x2013, "-"), Map.entry(0x2014, "-"),
            Map.entry(0x2011, "-"), Map.entry(0x2026, "..."));
    private static final Map<Integer, String> LETTERS = Map.of((int) 'ł', "l", (int) 'Ł', "L", (int) 'œ', "oe", (int) 'Œ', "OE");

    private Gsm() {
    }

    /** True if the text fits one message as it stands. */
    public static boolean single(String text) {
        int septets = septets(text);
        return septets < 0 ? text.length() <= UNITS : septets <= SEPTETS;
    }

    /**
     * The text with plain signs; and, where it would need several messages for the sake of a few accents, without the
     * accents the GSM alphabet lacks. A script of its own stays as it is.
     */
    public static String fit(String text) {
        String plain = replaced(text, SIGNS);
        if (septets(plain) >= 0 || single(plain)) {
            return plain;
        }
        StringBuilder bare = new StringBuilder(plain.length());
        replaced(plain, LETTERS).codePoints().forEach(c -> {
            String one = Character.toString(c);
            bare.append(septets(one) >= 0 ? one : Normalizer.normalize(one, Normalizer.Form.NFD).replaceAll("\\p{M}", ""));
        });
        return septets(bare.toString()) >= 0 ? bare.toString() : plain;
    }

    private static String replaced(String text, Map<Integer, String> by) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.append(by.getOrDefault(c, Character.toString(c))));
        return plain.toString();
    }

    /** How many septets the text takes; -1 if the alphabet lacks a letter of it. */
    private static int septets(String text) {
        int septets = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (BASIC.indexOf(c) < 0 && EXTENDED.indexOf(c) < 0) {
                return -1;
            }
            septets += BASIC.indexOf(c) >= 0 ? 1 : 2;
        }
        return septets;
    }
}
