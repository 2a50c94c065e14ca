package org.preferencecenter.consent.entity;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

import org.preferencecenter.law.entity.Channel;

/** The form in which addresses are compared; what the person wrote is kept beside it. */
public final class AddressForm {

    private static final int LONGEST = 2700;
    private static final int LONGEST_LABEL = 63;   // RFC 1035 §2.3.4

    private AddressForm() {
    }

    /**
     * False for what nobody's address can be, because PostgreSQL's text cannot hold it or its index would not: a zero byte,
     * half a surrogate pair (it would be stored as a question mark and so mean somebody else), more than {@value #LONGEST}
     * characters.
     */
    public static boolean possible(String address) {
        if (address.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)
                    && (++i == address.length() || !Character.isLowSurrogate(address.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Never fails: what is no address of its channel is compared as plain text.
     * <ul>
     * <li>e-mail: the domain in lower-case ASCII (IDNA), the local part in lower case: RFC 5321 §2.4 lets case matter
     * there, but nobody means another person by it and a stop must not miss;
     * <li>telephone: digits only, an international prefix {@code +} or {@code 00} dropped;
     * <li>post: lower case, blanks joined; push: as it is.
     * </ul>
     */
    public static String normal(Channel channel, String address) {
        String text = Normalizer.normalize(address, Normalizer.Form.NFC).strip();
        return switch (channel) {
            case EMAIL -> email(text);
            case SMS, MESSAGING, PHONE, AUTOMATED_CALL -> telephone(text);
            case POST -> lower(text).replaceAll("\\s+", " ");
            case PUSH, ANY -> text;
        };
    }

    /** Composed again: small letters may combine where capital ones did not ({@code İ} becomes {@code i} and a dot above). */
    private static String lower(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length(); i++) {
            if (lower.charAt(i) > 127) {
                return Normalizer.normalize(lower, Normalizer.Form.NFC);
            }
        }
        return lower;
    }

    private static String email(String text) {
        int at = text.lastIndexOf('@');
        String lower = lower(text);
        if (at < 1) {
            return lower;
        }
        if (plain(text, at + 1)) {
            return lower;
        }
        String domain = text.substring(at + 1);
        if (domain.endsWith(".")) {
            domain = domain.substring(0, domain.length() - 1);
        }
        try {
            return lower(text.substring(0, at)) + '@'
                    + IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            return lower;
        }
    }

    /** True for a domain that IDNA leaves as it is: almost all, and the question is asked for millions. */
    private static boolean plain(String text, int from) {
        boolean label = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dot = c == '.';
            if (dot && !label || !dot && c != '-' && (c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z')) {
                return false;
            }
            label = !dot;
        }
        return label && text.length() - from <= LONGEST_LABEL;
    }

    private static String telephone(String text) {
        StringBuilder digits = new StringBuilder(16);
        text.codePoints().map(c -> Character.digit(c, 10)).filter(d -> d >= 0).forEach(digits::append);
        boolean dialled = !text.startsWith("+") && digits.length() > 4 && digits.indexOf("00") == 0;
        return digits.isEmpty() ? text.toLowerCase(Locale.ROOT) : dialled ? digits.substring(2) : digits.toString();
    }
}
