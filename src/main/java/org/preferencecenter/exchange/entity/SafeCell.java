package org.preferencecenter.exchange.entity;

import java.util.regex.Pattern;

/**
 * Cells that no spreadsheet takes for a formula (OWASP, CSV injection): what begins as one gets an apostrophe before it. A
 * telephone number as ITU-T E.164 writes it stays as it is, since a plus sign and digits alone compute nothing, and every
 * other program needs the number. {@link LineReader} takes the apostrophe off again.
 */
public final class SafeCell {

    private static final Pattern TELEPHONE = Pattern.compile("\\+[1-9][0-9]{5,14}");

    private SafeCell() {
    }

    public static String of(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        boolean formula = "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 || text.charAt(0) == '\uff1d' || text.charAt(0) == '\uff0b'
                || text.charAt(0) == '\uff0d' || text.charAt(0) == '\uff20';
        return formula && !TELEPHONE.matcher(text).matches() ? "'" + text : text;
    }
}
