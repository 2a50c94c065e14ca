package org.preferencecenter.mail.entity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A DKIM signature over the bytes of a message, relaxed/relaxed, without {@code l=} (RFC 6376 §8.2). Both signatures used
 * here are deterministic, so the same message, key and second give the same field.
 */
public final class DkimSignature {

    /**
     * Signed where present. List-Unsubscribe-Post must be among them for one-click to be offered (RFC 8058 §4), the CFBL
     * fields for complaints to be told (RFC 9477 §3.1).
     */
    private static final List<String> SIGNED = List.of("From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID",
            "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted", Stamp.UNSUBSCRIBE,
            Stamp.UNSUBSCRIBE_POST, Stamp.LIST_ID, Stamp.LIST_HELP, Stamp.FEEDBACK_ID, Stamp.CFBL_ADDRESS, Stamp.CFBL_FEEDBACK_ID);
    /** Named once more than present, so that a second one put on top breaks the signature (RFC 6376 §8.15). */
    private static final List<String> SEALED = List.of("From", "Subject", Stamp.UNSUBSCRIBE, Stamp.UNSUBSCRIBE_POST);
    private static final int LINE = 72;

    /** What makes a signature of octets: Java's own algorithms, or quicker ones that give the same. */
    @FunctionalInterface
    public interface Signing {

        /** Java's own. */
        Signing JAVA = (key, octets) -> {
            Signature signature = Signature.getInstance(key.algorithm().signature());
            signature.initSign(key.privateKey());
            signature.update(octets);
            return signature.sign();
        };

        byte[] sign(DkimKey key, byte[] octets) throws GeneralSecurityException;
    }

    private DkimSignature() {
    }

    /**
     * @param message with CRLF line ends; every other change already made
     * @return the field to put above all others
     */
    public static HeaderChange.Add of(RawMessage message, DkimKey key, Instant at) {
        return of(message, List.of(key), at, Signing.JAVA).get(0);
    }

    /** As above, one for each key; the body is hashed once. */
    public static List<HeaderChange.Add> of(RawMessage message, List<DkimKey> keys, Instant at, Signing signing) {
        try {
            List<String> names = names(message);
            String fields = signedFields(message, names);
            String body = base64(sha256(relaxedBody(message.body())));
            List<HeaderChange.Add> signatures = new ArrayList<>(keys.size());
            for (DkimKey key : keys) {
                signatures.add(signature(names, fields, body, key, at, signing));
            }
            return signatures;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign for " + keys.get(0).domain(), e);
        }
    }

    private static HeaderChange.Add signature(List<String> names, String fields, String body, DkimKey key, Instant at,
            Signing signing) throws GeneralSecurityException {
        List<String> lines = new ArrayList<>();
        lines.add("v=1; a=" + key.algorithm().tag() + "; c=relaxed/relaxed; d=" + key.domain() + ";");
        lines.add("s=" + key.selector() + "; t=" + at.getEpochSecond() + ";");
        lines.addAll(folded("h=" + String.join(":", names) + ";", ":"));
        lines.add("bh=" + body + ";");
        lines.add("b=");
        HeaderChange.Add unsigned = new HeaderChange.Add("DKIM-Signature", lines);
        // RFC 6376 §3.7: then this field with an empty b= and no CRLF.
        byte[] signed = sign(key, fields + relaxedField(unsigned.raw("\r\n")), signing);
        lines.remove(lines.size() - 1);
        lines.addAll(folded("b=" + base64(signed), ""));
        return new HeaderChange.Add("DKIM-Signature", lines);
    }

    private static List<String> names(RawMessage message) {
        List<String> names = new ArrayList<>();
        for (String name : SIGNED) {
            int instances = message.fields(name).size();
            int times = instances > 0 && SEALED.contains(name) ? instances + 1 : instances;
            for (int i = 0; i < times; i++) {
                names.add(name);
            }
        }
        return names;
    }

    /** RFC 6376 §3.7: the named fields, taken from the bottom up. */
    private static String signedFields(RawMessage message, List<String> names) {
        StringBuilder text = new StringBuilder();
        Map<String, Integer> taken = new HashMap<>();
        for (String name : names) {
            List<HeaderField> fields = message.fields(name);
            int index = fields.size() - taken.merge(name, 1, Integer::sum);
            if (index >= 0) {
                text.append(relaxedField(fields.get(index).raw())).append("\r\n");
            }
        }
        return text.toString();
    }

    /** RFC 6376 §3.4.2. */
    static String relaxedField(String raw) {
        int colon = raw.indexOf(':');
        String value = raw.substring(colon + 1).replace("\r\n", "");
        StringBuilder relaxed = new StringBuilder(raw.length()).append(raw.substring(0, colon).strip().toLowerCase(Locale.ROOT))
                .append(':');
        reduce(value, pastBlanks(value, 0, value.length()), value.length(), relaxed);
        return relaxed.toString();
    }

    /** RFC 6376 §3.4.4: runs of blanks become one, none at a line's end, no empty lines at the end. */
    static String relaxedBody(String body) {
        StringBuilder relaxed = new StringBuilder(body.length() + 2);
        int emptyLines = 0;
        for (int at = 0; at <= body.length();) {
            int end = body.indexOf("\r\n", at);
            end = end < 0 ? body.length() : end;
            if (pastBlanks(body, at, end) == end) {
                emptyLines++;
            } else {
                relaxed.append("\r\n".repeat(emptyLines));
                reduce(body, at, end, relaxed);
                relaxed.append("\r\n");
                emptyLines = 0;
            }
            at = end + 2;
        }
        return relaxed.toString();
    }

    private static int pastBlanks(String text, int from, int to) {
        int at = from;
        while (at < to && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** Of runs of blanks leaves one, and none at the end. */
    private static void reduce(String body, int from, int to, StringBuilder line) {
        boolean blank = false;
        for (int i = from; i < to; i++) {
            char c = body.charAt(i);
            if (c == ' ' || c == '\t') {
                blank = true;
            } else {
                if (blank) {
                    line.append(' ');
                }
                line.append(c);
                blank = false;
            }
        }
    }

    /** RFC 8463 §3: Ed25519 signs the SHA-256 hash; RSA's own signature hashes. */
    private static byte[] sign(DkimKey key, String text, Signing signing) throws GeneralSecurityException {
        return signing.sign(key, key.algorithm() == DkimKey.Algorithm.ED25519 ? sha256(text) : text.getBytes(ISO_8859_1));
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(ISO_8859_1));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Lines of at most 72 characters, broken after a separator, or anywhere where there is none. */
    private static List<String> folded(String text, String separator) {
        List<String> lines = new ArrayList<>();
        String left = text;
        while (left.length() > LINE) {
            int cut = separator.isEmpty() ? LINE : left.lastIndexOf(separator, LINE - 1) + 1;
            lines.add(left.substring(0, cut));
            left = left.substring(cut);
        }
        lines.add(left);
        return lines;
    }
}
