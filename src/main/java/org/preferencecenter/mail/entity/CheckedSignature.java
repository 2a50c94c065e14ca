package org.preferencecenter.mail.entity;

import java.util.List;
import java.util.Map;

/**
 * A DKIM signature that was checked.
 *
 * @param domain  its {@code d=}, lower case
 * @param signed  the names in its {@code h=}, lower case
 * @param tags    all of its tags
 * @param verdict null: its key could not be had, since DNS is away
 */
public record CheckedSignature(String domain, List<String> signed, Map<String, String> tags,
        DkimVerification.Verdict verdict) {

    /** It holds, or nobody could tell. */
    public boolean mayHold() {
        return verdict == null || verdict == DkimVerification.Verdict.VALID;
    }

    public boolean covers(String field) {
        return signed.contains(field.toLowerCase(java.util.Locale.ROOT));
    }
}
