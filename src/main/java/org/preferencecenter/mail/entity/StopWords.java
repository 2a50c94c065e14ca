package org.preferencecenter.mail.entity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a reply asks to stop, in the nine languages of the page. It decides what an agent reads first, never what is stopped:
 * words in a letter prove nobody, so a stop by itself needs a token.
 */
public final class StopWords {

    /** Without accents, lower case; a word of a reply must be one of them, or begin with one that ends in a hyphen. */
    private static final Set<String> WORDS = Set.of(
            "stop", "unsubscribe", "remove", "optout", "quit", "cancel",
            "desinscription", "desinscrire", "desinscrivez", "desabonner", "desabonnez", "desabonnement", "arretez", "stopper",
            "abmelden", "abmeldung", "austragen", "abbestellen", "abbestellung", "kundigen",
            "baja", "bajas", "desuscribir", "desuscribirme", "darme",
            "disiscrivimi", "disiscrivere", "disiscrizione", "cancellami", "cancellazione", "disiscrivetemi", "cancellatemi",
            "afmelden", "uitschrijven", "afmelding", "opzeggen",
            "remover", "descadastrar", "cancelar",
            "wypisz", "wypisac", "rezygnuje", "rezygnacja",
            "توقف", "ايقاف", "الغاء");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}]+");
    private static final Pattern QUOTE = Pattern.compile("(?m)^\\s*>.*$");
    /** Where clients put what they answer, whatever words they put before it. */
    private static final Pattern ANSWERED = Pattern.compile("(?m)^-{2,}.*$|^_{5,}$|^\\S.*\\b(wrote|schrieb|a écrit|escribió|ha scritto|schreef|"
            + "escreveu|napisał\\(?a?\\)?|كتب)\\b?.*:\\s*$");
    /** Nobody asks to stop in more words; a newsletter that is quoted whole holds every word there is. */
    private static final int FIRST_WORDS = 60;

    private StopWords() {
    }

    /** Whether the subject or what was written above the quoted message holds such a word. */
    public static boolean in(String subject, String text) {
        return holds(subject) || holds(own(text));
    }

    /** What the person wrote themself, as far as it can be told. */
    static String own(String text) {
        String unquoted = QUOTE.matcher(text.replace("\r\n", "\n")).replaceAll("");
        java.util.regex.Matcher answered = ANSWERED.matcher(unquoted);
        return answered.find() ? unquoted.substring(0, answered.start()) : unquoted;
    }

    private static boolean holds(String text) {
        return Stream.of(BETWEEN.split(plain(text))).filter(word -> !word.isEmpty()).limit(FIRST_WORDS).anyMatch(WORDS::contains)
                || plain(text).contains("opt out") || plain(text).contains("opt-out") || plain(text).contains("الغاء الاشتراك");
    }

    /** Accents, letter case and the Arabic hamza make no difference. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .replace('ł', 'l').replace("ـ", "");
    }
}
