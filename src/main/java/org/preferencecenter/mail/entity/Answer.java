package org.preferencecenter.mail.entity;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a mail server answers (RFC 5321 §4.2): a code and lines of ASCII, an enhanced code (RFC 3463) before each where there
 * is one.
 *
 * @param code  200 to 599
 * @param lines one or more; never holds a line end
 */
public record Answer(int code, List<String> lines) {

    /** RFC 5321 §4.5.3.1.5: 512 octets with the code and CRLF; shorter is easier to read. */
    private static final int LONGEST = 400;
    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[^\\x20-\\x7e]+");
    private static final Pattern ENHANCED = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    public Answer {
        lines = lines.stream().map(Answer::ascii).toList();
    }

    /** One line, without an enhanced code: greetings, answers to EHLO, 354 and 334. */
    public static Answer plain(int code, String... lines) {
        return new Answer(code, List.of(lines));
    }

    /**
     * With an enhanced code before each line, as RFC 2034 §4 asks; long sentences run on over several lines.
     *
     * @param enhanced such as 5.7.1, of the code's own class
     */
    public static Answer of(int code, String enhanced, String... sentences) {
        List<String> lines = new ArrayList<>();
        for (String sentence : sentences) {
            String left = ascii(sentence);
            while (left.length() > LONGEST) {
                int blank = left.lastIndexOf(' ', LONGEST);
                int cut = blank > 0 ? blank : LONGEST;
                lines.add(enhanced + " " + left.substring(0, cut).strip());
                left = left.substring(cut).strip();
            }
            lines.add((enhanced + " " + left).strip());
        }
        return new Answer(code, lines);
    }

    /** In another server's words: its code and its text as they are, the enhanced code found before them or made up. */
    public static Answer passedOn(int code, String text) {
        String[] parts = text.split(" ", 2);
        if (ENHANCED.matcher(parts[0]).matches() && parts[0].charAt(0) == Character.forDigit(code / 100, 10)) {
            String rest = parts.length > 1 ? parts[1] : "";
            // A server of several lines says its enhanced code on each; once is enough where they are joined.
            return of(code, parts[0], rest.replace(" " + parts[0] + " ", " "));
        }
        return of(code, code / 100 + ".0.0", text);
    }

    public boolean good() {
        return code < 400;
    }

    /** As it goes over the wire. */
    public byte[] octets() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(code).append(i < lines.size() - 1 ? '-' : ' ').append(lines.get(i)).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** RFC 6531 §3.7.4.2: an answer is ASCII unless the client said otherwise; no line end gets in. */
    private static String ascii(String text) {
        String bare = Normalizer.normalize(text.replace('\u2019', '\'').replace('\u00a0', ' ').replace('\u2026', '.'),
                Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        return NOT_IN_A_LINE.matcher(bare).replaceAll("?");
    }
}
