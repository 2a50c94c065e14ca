package org.preferencecenter.center.entity;

import java.util.regex.Pattern;

import org.preferencecenter.consent.entity.AddressForm;

/** Whether what somebody typed can be a mail address: enough to catch a slip, and no more (only a mail proves one). */
public final class MailAddress {

    /** The longest address typed, in characters (RFC 5321 §4.5.3.1). */
    public static final int LONGEST = 254;
    /** One @, something on either side, a dot in the domain, no blank, bracket or control character, no two dots together. */
    private static final Pattern FORM = Pattern.compile(
            "[^\\s@<>()\\[\\],;:\"\\\\\\p{Cntrl}]{1,64}@(?!-)[^\\s@<>()\\[\\],;:\"\\\\\\p{Cntrl}]+\\.[^\\s@<>()\\[\\],;:\"\\\\\\p{Cntrl}.]{2,}");

    private MailAddress() {
    }

    public static boolean plausible(String typed) {
        return typed.length() <= LONGEST && AddressForm.possible(typed) && !typed.contains("..") && FORM.matcher(typed).matches();
    }
}
