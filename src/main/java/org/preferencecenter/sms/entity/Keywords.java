package org.preferencecenter.sms.entity;

import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words people text to senders, in all our languages at once: whoever texts does not say in which.
 *
 * <p>A text is a keyword if it is nothing but that: the keyword, once or again and again, with courtesy around it and after
 * it what is to stop ("sms", "all"), the number it goes to ("36111") or the name of the brand. Anything more is read by a
 * person if it may ask to stop: "Don't stop" and "stop by at 8" hold the word and ask for something else. Pure.
 */
public final class Keywords {

    private static final int SHORT_CODE = 3;
    private static final int LONGEST_NUMBER = 15;

    private final Map<Meaning, Set<List<String>>> phrases = new EnumMap<>(Meaning.class);
    private final Set<List<String>> courtesy;
    private final Set<List<String>> objects;
    private final Set<List<String>> towards;
    private final Set<List<String>> hints = new HashSet<>();
    private final Set<String> beginnings = new HashSet<>();
    private final Collection<String> signs;
    private final Set<UnicodeScript> scripts = EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED);

    /**
     * @param keywords of STOP, START and HELP
     * @param unclear  words and phrases that may ask to stop, wherever they stand; with an asterisk, beginnings of words
     * @param signs    emoji that may
     * @param courtesy what may stand around a keyword: please, thank you
     * @param objects  what may stand after it: texts, all
     * @param towards  what may stand before a number: to, au
     */
    public Keywords(Map<Meaning, Collection<String>> keywords, Collection<String> unclear, Collection<String> signs,
            Collection<String> courtesy, Collection<String> objects, Collection<String> towards) {
        keywords.forEach((meaning, words) -> phrases.put(meaning, plain(words)));
        this.courtesy = plain(courtesy);
        this.objects = plain(objects);
        this.towards = plain(towards);
        this.signs = List.copyOf(signs);
        for (String hint : unclear) {
            List<String> words = PlainText.words(hint);
            if (hint.endsWith("*")) {
                beginnings.add(words.get(0));
            } else {
                hints.add(words);
            }
        }
        hints.addAll(phrases.getOrDefault(Meaning.STOP, Set.of()));
        phrases.values().forEach(all -> all.forEach(phrase -> scripts.addAll(scripts(phrase))));
        for (Meaning one : phrases.keySet()) {
            for (Meaning other : phrases.keySet()) {
                if (one != other && phrases.get(one).stream().anyMatch(phrases.get(other)::contains)) {
                    throw new IllegalArgumentException("a keyword is of " + one + " and of " + other);
                }
            }
        }
    }

    private static Set<List<String>> plain(Collection<String> words) {
        Set<List<String>> plain = new LinkedHashSet<>();
        words.forEach(word -> plain.add(PlainText.words(word)));
        plain.remove(List.of());
        return plain;
    }

    private static Set<UnicodeScript> scripts(List<String> words) {
        Set<UnicodeScript> scripts = new HashSet<>();
        words.forEach(word -> word.codePoints().forEach(c -> scripts.add(UnicodeScript.of(c))));
        return scripts;
    }

    /**
     * What the text asks for.
     *
     * @param brand name of the brand it was sent to, which people repeat; may be empty
     */
    public Meaning of(String text, String brand) {
        List<String> words = PlainText.words(text);
        List<String> name = PlainText.words(brand);
        for (Meaning meaning : phrases.keySet()) {
            if (is(meaning, words, name)) {
                return meaning;
            }
        }
        return mayAskToStop(text, words) ? Meaning.UNCLEAR : Meaning.OTHER;
    }

    private boolean is(Meaning meaning, List<String> words, List<String> brand) {
        int keyword = past(courtesy, words, 0);
        int at = past(phrases.get(meaning), words, keyword);
        if (at == keyword) {
            return false;
        }
        for (int before = -1; at != before;) {
            before = at;
            at = past(phrases.get(meaning), words, at);
            at = past(objects, words, past(courtesy, words, at));
            at = past(brand.isEmpty() ? Set.of() : Set.of(brand), words, number(words, at));
        }
        return at == words.size();
    }

    /** Past as many of these phrases as follow each other; of two that fit, the longer. */
    private static int past(Set<List<String>> phrases, List<String> words, int from) {
        int at = from;
        for (int longest = -1; longest != 0;) {
            longest = 0;
            for (List<String> phrase : phrases) {
                if (phrase.size() > longest && startsAt(phrase, words, at)) {
                    longest = phrase.size();
                }
            }
            at += longest;
        }
        return at;
    }

    /** Past the number that texts are sent to, with or without "to"; a lone 2 is none. */
    private int number(List<String> words, int from) {
        int at = past(towards, words, from);
        boolean number = at < words.size() && words.get(at).length() >= SHORT_CODE && words.get(at).length() <= LONGEST_NUMBER
                && words.get(at).chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? at + 1 : from;
    }

    private static boolean startsAt(List<String> phrase, List<String> words, int at) {
        return at + phrase.size() <= words.size() && words.subList(at, at + phrase.size()).equals(phrase);
    }

    /** Rather too often: a person reads it and nothing is recorded. A script we have no word in is read too. */
    private boolean mayAskToStop(String text, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            int at = i;
            if (hints.stream().anyMatch(hint -> startsAt(hint, words, at))
                    || beginnings.stream().anyMatch(words.get(at)::startsWith)) {
                return true;
            }
        }
        return signs.stream().anyMatch(text::contains) || !scripts.containsAll(scripts(words));
    }
}
