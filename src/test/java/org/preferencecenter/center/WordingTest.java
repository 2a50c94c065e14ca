package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.platform.entity.Locales;

/**
 * The words of the public pages, in every language: nobody is talked out of leaving, no sentence says no twice (EDPB
 * 03/2022: emotional steering, hidden in plain sight, ambiguous wording), and stopping is asked for as briefly as keeping.
 */
class WordingTest {

    static final java.util.List<String> LANGUAGES = Locales.SPOKEN;

    /** Regret, reproach, fear of missing something, doubt about what was just decided. */
    private static final Map<String, String> STEERING = new TreeMap<>(Map.of(
            "fr", "dommage|regrett|êtes-vous sûr|vous allez perdre|vous perd|vous manquer|raterez|tristes?\\b|vraiment|exclusi|dernière chance",
            "en", "sorry to see|sad\\b|are you sure|you will lose|you.ll lose|miss out|missing out|really want|exclusive|last chance|regret",
            "de", "schade|traurig|sind sie sicher|verpass|entgeh|wirklich|exklusiv|letzte chance|bedauer",
            "es", "lástima|triste|está segur|perder(á|ás)|te perder|de verdad|exclusiv|última oportunidad|lamenta",
            "it", "peccato|triste|è sicur|sei sicur|perderai|perderà|davvero|esclusiv|ultima occasione|dispiace",
            "nl", "jammer|verdrietig|weet u (het )?zeker|weet je (het )?zeker|u mist\\b|misloop|wilt u echt|exclusie|laatste kans|spijt",
            "pt", "pena\\b|triste|tem a certeza|vai perder|realmente|exclusiv|última oportunidade|\\blament",
            "pl", "szkoda|smutn|czy na pewno|stracisz|straci pan|naprawdę|wyłączn|ostatnia szansa|żałuj",
            "ar", "للأسف|حزين|هل أنت متأكد|ستخسر|سيفوتك|حصري|آخر فرصة"));

    /** A no about a no. */
    private static final Map<String, String> TWICE = new TreeMap<>(Map.of(
            "fr", "ne (souhaite|veux|voulez|veut) (pas|plus) ne |ne pas (refuser|arrêter|décocher|se désinscrire)|décoche\\w* .{0,40}\\bne (pas|plus)\\b",
            "en", "(don.t|do not|not) (un|opt out|stop|refuse)|untick\\w* .{0,40}\\b(not|no longer|stop)\\b|no longer .{0,20}not ",
            "de", "nicht (ab(be|ge)stell|ablehn|widerruf|verzicht)|kein.{0,30} nicht ",
            "es", "no (dejar|rechazar|cancelar)|desmar\\w* .{0,40}\\bno\\b",
            "it", "non (rifiutare|smettere|annullare)|deselezion\\w* .{0,40}\\bnon\\b",
            "nl", "niet (afmelden|weigeren|stoppen)|geen .{0,30}\\bniet\\b",
            "pt", "não (recusar|parar|cancelar)|desmar\\w* .{0,40}\\bnão\\b",
            "pl", "nie (rezygn|odm[aó]w)|odznacz\\w* .{0,40}\\bnie\\b",
            "ar", "لا ترفض|عدم إلغاء|لا تلغ"));

    private final Phrasebook phrasebook = new Phrasebook();

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void no_sentence_steers_with_feelings_or_says_no_twice(String language) {
        Words words = phrasebook.in(language);
        assertTrue(STEERING.containsKey(language) && TWICE.containsKey(language), "write down how " + language + " would do it");
        assertEquals(Map.of(), found(words, STEERING.get(language)), "steering in " + language);
        assertEquals(Map.of(), found(words, TWICE.get(language)), "a no about a no in " + language);
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void stopping_is_asked_for_as_briefly_as_keeping_and_without_politeness_that_weighs(String language) {
        Words words = phrasebook.in(language);
        Stream.of("save", "stop", "undo").map(words::say).forEach(label ->
                assertTrue(label.length() <= 26 && !label.matches(".*[!?…].*"), label));
        assertTrue(words.say("stop").length() <= words.say("save").length() + 14, "of like length");
    }

    /** The lists are not made of paper. */
    @ParameterizedTest
    @CsvSource({"fr, Quel dommage de vous voir partir", "en, Are you sure?", "de, Schade, dass Sie gehen", "pl, Szkoda"})
    void a_sentence_that_steers_shows(String language, String sentence) {
        assertEquals(1, found(new Words(language, Map.of("key", sentence)), STEERING.get(language)).size());
    }

    @Test
    void a_no_about_a_no_shows() {
        assertEquals(1, found(new Words("fr", Map.of("key", "Décochez pour ne plus recevoir")), TWICE.get("fr")).size());
        assertEquals(1, found(new Words("en", Map.of("key", "Do not unsubscribe me")), TWICE.get("en")).size());
    }

    private static Map<String, String> found(Words words, String pattern) {
        Pattern steering = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        Map<String, String> found = new TreeMap<>(words.phrases());
        found.values().removeIf(sentence -> !steering.matcher(sentence).find());
        return found;
    }
}
