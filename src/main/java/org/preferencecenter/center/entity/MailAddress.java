package org.preferencecenter.center.entity;

import java.util.regex.Pattern;

import org.preferencecenter.consent.entity.AddressForm;

/** Whether what somebody typed can be a mail address: enough to catch a slip, and no more (only a mail proves one). */
public final class MailAddress {

    /** The longest address typed, in characters (RFC 5321 §4.5.3.1). */
    public static final int LONGEST = 254;
    /**
     * A local part and a domain with a dot, no blank, no bracket or separator that a header gives a meaning to, no sign that
     * is not seen or that turns the line around. Whether it is somebody's is found out by writing to it.
     */
    private static final Pattern FORM = Pattern.compile(
            "[^\\s\\p{C}\\p{Z}@<>()\\[\\],;:\\\\\"]{1,64}@([\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?\\.)+"
            + "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}]");

    private MailAddress() {
    }

    public static boolean plausible(String typed) {
        return typed.length() <= LONGEST && AddressForm.possible(typed) && FORM.matcher(typed).matches()
                && !typed.contains("..") && !typed.startsWith(".") && typed.charAt(typed.indexOf('@') - 1) != '.';
    }
}
