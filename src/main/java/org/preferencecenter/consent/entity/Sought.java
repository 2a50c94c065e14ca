package org.preferencecenter.consent.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.preferencecenter.law.entity.Channel;

/**
 * What somebody typed to find a person, as the ranges of keys in which that person can stand; the likeliest first. Each is
 * read by an index from its beginning, so none ever costs more than what is shown of it.
 *
 * @param lanes none where nobody can be meant
 */
public record Sought(List<Lane> lanes) {

    /** What a range is of. */
    public enum By {
        /** The number this application knows a recipient by, as the audit writes it. */
        ID,
        EMAIL, DOMAIN, TELEPHONE, EXTERNAL_ID, NAME
    }

    /**
     * One range.
     *
     * @param from   where it begins; for {@link By#ID} the number
     * @param below  where it ends, itself outside
     * @param within beginnings of words that stand in it, too; only of some of the first: see {@link #LOOKED_THROUGH}
     */
    public record Lane(By by, String from, String below, List<String> within) {

        static Lane prefix(By by, String begins, String... within) {
            return new Lane(by, begins, begins + LAST, List.of(within));
        }
    }

    /** How much of a range is looked through for further words: where that is too little, one more word is typed. */
    public static final int LOOKED_THROUGH = 2000;
    /** Shorter beginnings are everybody's. */
    private static final int SHORTEST = 2;
    private static final int LONGEST = 200;
    private static final int FEWEST_DIGITS = 4;
    /** No text that begins as something else does is greater than that with the last character of all after it. */
    private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));
    private static final Pattern NUMBER = Pattern.compile("\\+?[\\d\\s\\u00a0\\u202f().\\-/]+");
    private static final Pattern OWN = Pattern.compile("(?:#|recipient:)(\\d{1,18})");

    /** @param regions ISO 3166-1 alpha-2: whose national forms of telephone numbers are understood */
    public static Sought of(String typed, Collection<String> regions) {
        String text = typed == null ? "" : typed.strip();
        if (text.codePointCount(0, text.length()) < SHORTEST || text.length() > LONGEST || !AddressForm.possible(text)) {
            return new Sought(List.of());
        }
        var own = OWN.matcher(text);
        if (own.matches()) {
            return new Sought(List.of(new Lane(By.ID, own.group(1), "", List.of())));
        }
        boolean oneWord = text.chars().noneMatch(Character::isWhitespace);
        List<Lane> lanes = new ArrayList<>();
        if (NUMBER.matcher(text).matches()) {
            numbers(text, regions).forEach(digits -> lanes.add(Lane.prefix(By.TELEPHONE, digits)));
            lanes.add(Lane.prefix(By.EXTERNAL_ID, ascii(text)));
        } else if (text.startsWith("@")) {
            domain(text.substring(1), lanes);
        } else if (oneWord && text.indexOf('@') > 0) {
            lanes.add(Lane.prefix(By.EMAIL, email(text)));
            lanes.add(Lane.prefix(By.EXTERNAL_ID, ascii(text)));
        } else {
            names(NameWords.of(text), lanes);
            if (oneWord) {
                lanes.add(Lane.prefix(By.EMAIL, email(text)));
                if (text.indexOf('.') > 0) {
                    domain(text, lanes);
                }
            }
            lanes.add(Lane.prefix(By.EXTERNAL_ID, ascii(text)));
        }
        return new Sought(List.copyOf(lanes));
    }

    /** Two words name somebody in whichever order; so do more that stand side by side in a circle. */
    private static void names(List<String> words, List<Lane> lanes) {
        if (words.isEmpty()) {
            return;
        }
        String last = words.get(words.size() - 1);
        List<String> before = words.subList(0, words.size() - 1);
        lanes.add(Lane.prefix(By.NAME, String.join(" ", words)));
        if (!before.isEmpty()) {
            lanes.add(Lane.prefix(By.NAME, last + " " + String.join(" ", before)));
            lanes.add(Lane.prefix(By.NAME, words.get(0) + " ",
                    words.subList(1, words.size()).toArray(String[]::new)));
        }
    }

    private static void domain(String text, List<Lane> lanes) {
        String form = email("x@" + text).substring(2);
        if (form.length() >= SHORTEST) {
            lanes.add(Lane.prefix(By.DOMAIN, form));
        }
    }

    private static String email(String text) {
        return AddressForm.normal(Channel.EMAIL, text);
    }

    /** The digits a number may begin with as it is stored: with its country's code, or as it was typed. */
    private static Set<String> numbers(String text, Collection<String> regions) {
        String digits = AddressForm.normal(Channel.PHONE, text);
        Set<String> forms = new LinkedHashSet<>();
        if (digits.length() < FEWEST_DIGITS) {
            return forms;
        }
        boolean international = text.startsWith("+") || text.startsWith("00");
        for (String region : regions) {
            if (international) {
                TelephoneNumber.national(text, region).ifPresent(forms::add);   // a file may have brought it as it is dialled
            } else {
                TelephoneNumber.e164(text, region).ifPresent(number -> forms.add(number.substring(1)));
                TelephoneNumber.begins(digits, region).ifPresent(forms::add);
            }
        }
        forms.add(digits);
        return forms;
    }

    /** As the database's {@code lower(… collate "C")} has it. */
    private static String ascii(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(c -> lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : (char) c));
        return lower.toString();
    }
}
