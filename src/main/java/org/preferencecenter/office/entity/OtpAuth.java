package org.preferencecenter.office.entity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import io.nayuki.qrcodegen.QrCode;

/**
 * What a telephone needs to make codes, as it reads it from a picture and as one types it.
 *
 * @param secret RFC 4226's shared secret
 * @param issuer what the telephone calls us
 * @param login  what it calls the account
 */
public record OtpAuth(byte[] secret, String issuer, String login) {

    /** RFC 4648 §6. */
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    /** Light modules around the picture, which readers need (ISO/IEC 18004 §5.3.8). */
    private static final int QUIET = 4;

    /** The picture as the path of an SVG, one square unit a module. */
    public record Picture(int size, String path) {
    }

    /** In groups of four, to be typed. */
    public String typed() {
        return base32().replaceAll("(.{4})(?=.)", "$1 ");
    }

    String uri() {
        return "otpauth://totp/" + encode(issuer) + ":" + encode(login) + "?secret=" + base32() + "&issuer=" + encode(issuer);
    }

    public Picture picture() {
        QrCode code = QrCode.encodeText(uri(), QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
                }
            }
        }
        return new Picture(code.size + 2 * QUIET, path.toString());
    }

    private String base32() {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte octet : secret) {
            held = held << 8 | octet & 255;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt(held >> bits & 31));
            }
        }
        return bits == 0 ? text.toString() : text.append(ALPHABET.charAt(held << 5 - bits & 31)).toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
