package org.preferencecenter.consent.entity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.law.entity.Channel;

/** How the file of an opposition list tells its numbers. What is stored is made from a SHA-256 in every form. */
public enum ListForm {
    /** As numbers, in any usual way of writing them. */
    NUMBERS("numbers"),
    /** As SHA-256, in hexadecimal, of the number in E.164: of {@code +33639980000}. */
    SHA256("sha256"),
    /** As SHA-256, in hexadecimal, of the digits dialled within the list's country: of {@code 0639980000}. */
    SHA256_NATIONAL("sha256-national");

    private final String word;

    ListForm(String word) {
        this.word = word;
    }

    /** As the API names it. */
    public String word() {
        return word;
    }

    public static Optional<ListForm> of(String word) {
        return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(ListForm::word).toList();
    }

    /** What an entry of a file stands for, as SHA-256; nothing if it is none of this form. @param region the list's */
    public Optional<byte[]> entry(String text, String region) {
        if (this == NUMBERS) {
            return TelephoneNumber.e164(text, region).map(ListForm::sha256);
        }
        String hash = text.strip();
        try {
            return hash.length() == 64 ? Optional.of(HexFormat.of().parseHex(hash)) : Optional.empty();
        } catch (IllegalArgumentException notHexadecimal) {
            return Optional.empty();
        }
    }

    /**
     * Under what a number would stand on a list of this form: more than one where a number is written without an
     * international prefix, which leaves open whose it is. In doubt it is looked for under all of them.
     *
     * @param region the list's
     */
    public List<byte[]> candidates(String number, String region) {
        Set<String> texts = new LinkedHashSet<>();
        String digits = AddressForm.normal(Channel.PHONE, number);
        // "+33 (0)6…" has a prefix, and a digit too many.
        boolean plain = number.strip().startsWith("+") && number.indexOf('(') < 0;
        if (this == SHA256_NATIONAL) {
            TelephoneNumber.national("+" + digits, region).ifPresent(texts::add);
            if (!plain) {
                TelephoneNumber.national(number, region).ifPresent(texts::add);
            }
        } else {
            texts.add("+" + digits);
            if (!plain) {
                TelephoneNumber.e164(number, region).ifPresent(texts::add);
            }
        }
        return texts.stream().map(ListForm::sha256).toList();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
