package org.preferencecenter.center;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One line of {@code naughty.txt}: what people, programs and attackers type into forms.
 *
 * @param text as it is written in the file, shortened
 * @param sent as the value of a form field, percent-encoded
 */
public record Naughty(String text, String sent) {

    /** All of them. */
    public static List<Naughty> strings() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                Naughty.class.getResourceAsStream("/center/naughty.txt")), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("# ")).map(Naughty::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Naughty of(String line) {
        if (line.startsWith("%:")) {
            return new Naughty(line, line.substring(2));
        }
        String text = line;
        if (line.matches("\\*\\d+ .+")) {
            int blank = line.indexOf(' ');
            text = line.substring(blank + 1).repeat(Integer.parseInt(line.substring(1, blank)));
        }
        return new Naughty(line, URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return text;
    }
}
