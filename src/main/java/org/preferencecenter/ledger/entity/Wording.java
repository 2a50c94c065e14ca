package org.preferencecenter.ledger.entity;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What an entry signs of the words that were shown or read aloud: the digest of them together with all that a judge has to know
 * of them (S-11, GDPR 7(1)). Without it an entry would name a number alone, and whoever holds the database, or a proof file, could
 * put other words beside that number.
 *
 * <p>The canonical form is text in UTF-8, its lines ended by one line feed (U+000A) but for the last, which has none:
 *
 * <pre>
 * notice, or script
 * the number the entry names, in decimal
 * the code of the purpose (notices only)
 * the version, in decimal
 * the language, BCP 47
 * the instant of publication, as entries write instants: 2026-01-05T09:00:00.000000Z
 * the wording, as it is: not normalised, with its own line feeds if it has any
 * </pre>
 *
 * No line before the wording holds a line feed, so that two different things never have one form. The digest is SHA-256 of these
 * octets, in lower-case hexadecimal; {@code printf 'notice\n5\nprogramme\n1\nfr\n2026-01-05T09:00:00.000000Z\n…' | sha256sum} makes it
 * without us. An entry has it as the fact {@code shown} of its {@code notice}, and {@code spoken} of its {@code script}.
 */
public final class Wording {

    private Wording() {
    }

    /**
     * Of a notice.
     *
     * @param id        as the entry names it
     * @param purpose   its code
     * @param locale    BCP 47
     * @param published as {@link Entry#text} writes an instant
     * @return 64 hexadecimal digits
     * @throws IllegalArgumentException if it has no canonical form: a line feed in another place, or half a character
     */
    public static String shown(long id, String purpose, long version, String locale, String published, String wording) {
        return digest(List.of("notice", String.valueOf(id), purpose, String.valueOf(version), locale, published), wording);
    }

    /** Of words read aloud; parameters as of {@link #shown}. */
    public static String spoken(long id, long version, String locale, String published, String wording) {
        return digest(List.of("script", String.valueOf(id), String.valueOf(version), locale, published), wording);
    }

    private static String digest(List<String> head, String wording) {
        if (head.stream().anyMatch(line -> line.indexOf('\n') >= 0)) {
            throw new IllegalArgumentException("a line feed where none belongs");
        }
        try {
            // Half a surrogate pair would be written as a question mark, and two texts would have one digest.
            ByteBuffer octets = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(String.join("\n", head) + '\n' + wording));
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(octets);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (CharacterCodingException half) {
            throw new IllegalArgumentException("half a character", half);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
