package org.preferencecenter.mail.entity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks one DKIM signature of a message as it was received (RFC 6376 §6, RFC 8301, RFC 8463). */
public final class DkimVerification {

    /** What came of it. */
    public enum Verdict {
        VALID,
        /** A tag is missing or cannot be read (§6.1.1). */
        MALFORMED,
        /** Past its {@code x=}. */
        EXPIRED,
        /** The body is not the one that was signed. */
        BODY_CHANGED,
        /** The header is not the one that was signed, or another key signed it. */
        WRONG,
        /** There is no such key, or it was revoked by an empty {@code p=} (§3.6.1). */
        NO_KEY,
        /** SHA-1, or RSA below 1024 bits (RFC 8301 §3). */
        WEAK
    }

    private static final Pattern BLANK = Pattern.compile("[ \t\r\n]+");
    private static final Pattern OWN_B = Pattern.compile("((?:^|[;:])[ \t\r\n]*b[ \t\r\n]*=)[^;]*");
    /** What precedes the bare key in its SubjectPublicKeyInfo (RFC 8410 §4). */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int WEAKEST_RSA = 1024;

    private DkimVerification() {
    }

    /**
     * A list of tags (§3.2), names in the case they were written in, blanks within values taken out.
     *
     * @return empty if it is no such list
     */
    public static Map<String, String> tags(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : text.split(";")) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                tags.putIfAbsent(tag.substring(0, equals).strip(), BLANK.matcher(tag.substring(equals + 1)).replaceAll(""));
            } else if (!tag.isBlank()) {
                return Map.of();
            }
        }
        return tags;
    }

    /** The names in {@code h=}, lower case, as often as they stand there. */
    public static List<String> signed(Map<String, String> tags) {
        return Arrays.stream(tags.getOrDefault("h", "").split(":")).map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty()).toList();
    }

    /**
     * Checks a signature.
     *
     * @param field  the DKIM-Signature field of that message
     * @param record what DNS holds under its selector and domain, empty for nothing
     */
    public static Verdict of(RawMessage received, HeaderField field, String record, Instant now) {
        RawMessage message = received.withCrlf();
        String raw = field.raw().replaceAll("(?<!\r)\n", "\r\n");
        Map<String, String> tags = tags(field.value());
        if (!"1".equals(tags.get("v")) || !tags.keySet().containsAll(List.of("a", "b", "bh", "d", "s", "h"))
                || !signed(tags).contains("from")) {
            return Verdict.MALFORMED;
        }
        if (tags.get("a").equals("rsa-sha1")) {
            return Verdict.WEAK;
        }
        Map<String, String> key = tags(record);
        try {
            if (tags.containsKey("x") && Long.parseLong(tags.get("x")) < now.getEpochSecond()) {
                return Verdict.EXPIRED;
            }
            if (!Arrays.equals(bodyHash(message, tags), Base64.getDecoder().decode(tags.get("bh")))) {
                return Verdict.BODY_CHANGED;
            }
            if (key.getOrDefault("p", "").isEmpty()) {
                return Verdict.NO_KEY;
            }
            return signature(message, raw, tags, key);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return Verdict.MALFORMED;
        }
    }

    private static Verdict signature(RawMessage message, String raw, Map<String, String> tags, Map<String, String> key)
            throws GeneralSecurityException {
        boolean edwards = tags.get("a").equals("ed25519-sha256");
        if (!edwards && !tags.get("a").equals("rsa-sha256")
                || !key.getOrDefault("k", "rsa").equals(edwards ? "ed25519" : "rsa")) {
            return Verdict.MALFORMED;
        }
        byte[] published = Base64.getDecoder().decode(key.get("p"));
        byte[] info = edwards && published.length == 32 ? concat(ED25519, published) : published;
        PublicKey publicKey = KeyFactory.getInstance(edwards ? "Ed25519" : "RSA").generatePublic(new X509EncodedKeySpec(info));
        if (publicKey instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < WEAKEST_RSA) {
            return Verdict.WEAK;
        }
        byte[] text = text(message, raw, tags).getBytes(ISO_8859_1);
        Signature check = Signature.getInstance(edwards ? "Ed25519" : "SHA256withRSA");
        check.initVerify(publicKey);
        check.update(edwards ? sha256(text) : text);
        return check.verify(Base64.getDecoder().decode(tags.get("b"))) ? Verdict.VALID : Verdict.WRONG;
    }

    private static byte[] bodyHash(RawMessage message, Map<String, String> tags) throws GeneralSecurityException {
        String body = relaxed(tags, 1) ? DkimSignature.relaxedBody(message.body()) : simpleBody(message.body());
        String signed = tags.containsKey("l")
                ? body.substring(0, Math.min(body.length(), Integer.parseInt(tags.get("l")))) : body;
        return sha256(signed.getBytes(ISO_8859_1));
    }

    /** §3.7: the named fields from the bottom up, then the signature itself without its value and without its line end. */
    private static String text(RawMessage message, String raw, Map<String, String> tags) {
        StringBuilder text = new StringBuilder();
        Map<String, Integer> taken = new HashMap<>();
        for (String name : signed(tags)) {
            List<HeaderField> fields = message.fields(name);
            int index = fields.size() - taken.merge(name, 1, Integer::sum);
            if (index >= 0) {
                String one = fields.get(index).raw();
                text.append(relaxed(tags, 0) ? DkimSignature.relaxedField(one) + "\r\n" : one);
            }
        }
        int colon = raw.indexOf(':');
        String own = raw.substring(0, colon + 1) + OWN_B.matcher(raw.substring(colon + 1)).replaceAll("$1");
        String line = own.replaceAll("(\r\n)+$", "");
        return text.append(relaxed(tags, 0) ? DkimSignature.relaxedField(line) : line).toString();
    }

    /** §3.5: {@code c=relaxed} means {@code relaxed/simple}. @param place 0: header, 1: body */
    private static boolean relaxed(Map<String, String> tags, int place) {
        List<String> both = new ArrayList<>(List.of(tags.getOrDefault("c", "simple").split("/")));
        return both.size() > place && both.get(place).equals("relaxed");
    }

    /** §3.4.3. */
    private static String simpleBody(String body) {
        return body.replaceAll("(\r\n)+$", "") + "\r\n";
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
