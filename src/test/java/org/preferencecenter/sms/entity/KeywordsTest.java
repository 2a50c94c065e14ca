package org.preferencecenter.sms.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.preferencecenter.sms.control.KeywordFile;

class KeywordsTest {

    private static final Keywords SHIPPED = KeywordFile.shipped();
    private static final String BRAND = "Théâtre des Vents";

    private static Meaning of(String text) {
        return SHIPPED.of(text, BRAND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"})
    void the_seven_words_of_the_rule_stop_however_they_are_typed(String word) {
        for (String typed : List.of(word, word.toUpperCase(Locale.ROOT), " " + word + " \n", word + ".", word + "!!!", "\"" + word + "\"",
                word + " please", "Please " + word, word + " texts", word + " 36111", word + " to 36111")) {
            assertEquals(Meaning.STOP, of(typed), typed);
        }
    }

    static Stream<String> words() {
        Properties lists = KeywordFile.read();
        return lists.stringPropertyNames().stream().filter(key -> key.matches("(stop|start|help)\\..*")).sorted()
                .flatMap(key -> Arrays.stream(lists.getProperty(key).split(",")).map(word -> key + ":" + word.strip()));
    }

    @ParameterizedTest
    @MethodSource("words")
    void every_word_of_every_list_means_what_its_list_says(String line) {
        Meaning meaning = Meaning.valueOf(line.substring(0, line.indexOf('.')).toUpperCase(Locale.ROOT));
        String word = line.substring(line.indexOf(':') + 1);
        assertEquals(meaning, of(word));
        assertEquals(meaning, of(word.toUpperCase(Locale.ROOT) + "."));
        assertEquals(meaning, of(java.text.Normalizer.normalize(word, java.text.Normalizer.Form.NFD).replaceAll("\\p{Mn}", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // as telephones and people write it
        "STOP SMS | STOP", "Stop au 36111 | STOP", "STOP 36111 | STOP", "stop stop STOP | STOP", "S.T.O.P. | STOP", "s t o p | STOP",
        "ＳＴＯＰ | STOP", "ｓｔｏｐ！ | STOP", "STOP 🛑 | STOP", "🙏 stop 🙏 | STOP", "ST\u200BOP | STOP", "\u202ESTOP\u202C | STOP",
        "STOP\uFE0F | STOP", "Ｓtop Théâtre des Vents | STOP", "stop theatre des vents merci | STOP", "Stop all messages please | STOP",
        "STOP PUB | STOP", "stopall | STOP", "Bonjour, stop svp | STOP", "ARRÊT | STOP", "arret | STOP", "ARRE\u0302T | STOP",
        "Désabo | STOP", "ABMELDEN bitte | STOP", "baja, por favor | STOP", "Annulla | STOP", "STOPPEN aub | STOP",
        "wyłącz | STOP", "WYLACZ | STOP", "Parar, obrigado | STOP", "إلغاء | STOP", "الغاء | STOP", "إِلْغَاء | STOP", "إلـغـاء | STOP",
        "ايقاف من فضلك | STOP", "opt-out | STOP", "Opt out | STOP", "ok stop | STOP", "stop 3️⃣6️⃣1️⃣1️⃣1️⃣ | STOP",
        // Turkish keyboards: the dotless and the dotted i
        "dısıscrıvı | STOP", "DİSİSCRİVİ | STOP", "ıptal | STOP", "İPTAL | STOP",
        // the word, and something else
        "Don't stop | UNCLEAR", "Dont stop! | UNCLEAR", "please don’t stop | UNCLEAR", "Non stop music | UNCLEAR",
        "stop by at 8 | UNCLEAR", "stop 2 | UNCLEAR", "stop 5 minutes | UNCLEAR", "start or stop? | UNCLEAR",
        "Do not stop texting me | UNCLEAR", "Which stop is the theatre? | UNCLEAR", "cancel my order 36111 | UNCLEAR",
        "STOP START | UNCLEAR", "START STOP | UNCLEAR", "help me stop this | UNCLEAR", "Stop that show was great | UNCLEAR",
        // in words of their own: any reasonable means
        "No more texts | UNCLEAR", "leave me alone | UNCLEAR", "Take me off your list | UNCLEAR", "please unsubscribe me from this | UNCLEAR",
        "Plus de sms svp | UNCLEAR", "je ne veux plus recevoir vos messages | UNCLEAR", "Arrêtez ! | UNCLEAR", "désabonnez moi de ça | UNCLEAR",
        "Keine SMS mehr | UNCLEAR", "no quiero más mensajes | UNCLEAR", "basta! | UNCLEAR", "Geen berichten meer | UNCLEAR",
        "nie chcę tego | UNCLEAR", "não quero mais | UNCLEAR", "لا أريد رسائلكم | UNCLEAR", "🛑 | UNCLEAR", "⛔️⛔️ | UNCLEAR",
        "配信停止 | UNCLEAR", "중지 | UNCLEAR", "रोकें | UNCLEAR", "StOpPiNg | UNCLEAR",
        // the others
        "START | START", "unstop | START", "Start please | START", "réabonner | START", "ابدأ | START",
        "HELP | HELP", "Help! | HELP", "AIDE | HELP", "info | HELP", "Info Théâtre des Vents | HELP", "مساعدة | HELP",
        "Yes | OTHER", "oui | OTHER", "ja | OTHER", "Thanks | OTHER", "Merci ! | OTHER", "👍 | OTHER", "What time? | OTHER",
        "~~ | OTHER", "36111 | OTHER", "ok | OTHER"}, quoteCharacter = '~')
    void a_text_means(String text, Meaning meaning) {
        assertEquals(meaning, of(text));
    }

    @Test
    void nothing_means_nothing() {
        assertEquals(Meaning.OTHER, of(""));
        assertEquals(Meaning.OTHER, of(" \n\t "));
        assertEquals(Meaning.OTHER, SHIPPED.of("Non Stop Music".substring(0, 0), ""));
    }

    /** A brand's own name may hold the word: it stops when the word comes first, not when the name is said. */
    @ParameterizedTest
    @CsvSource({"stop non stop music, STOP", "non stop music, UNCLEAR", "stop non stop, UNCLEAR", "help non stop music, HELP"})
    void a_brand_called_non_stop_music(String text, Meaning meaning) {
        assertEquals(meaning, SHIPPED.of(text, "Non Stop Music"));
    }

    @Test
    void a_yes_is_in_no_list() {
        List<String> lists = words().map(line -> line.substring(line.indexOf(':') + 1)).toList();
        for (String yes : List.of("yes", "oui", "ja", "si", "sí", "sim", "tak", "نعم", "y", "ok", "1")) {
            assertEquals(false, lists.contains(yes), yes);
            assertEquals(Meaning.OTHER, of(yes));
        }
    }

    @Test
    void a_word_of_two_meanings_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Keywords(Map.of(Meaning.STOP, List.of("Alto"), Meaning.START,
                List.of("ALTO")), List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of("stop", "STOP", "start", "don't", "non", "music", "help", "please", "36111", "7", "🛑",
                "إلغاء", "arrêt", ".", "ı", "Théâtre des Vents", "no more", "配信");
        return Arbitraries.oneOf(words.list().ofMaxSize(7).map(list -> String.join(" ", list)), Arbitraries.strings().ofMaxLength(60));
    }

    /** A text that holds a stop in whatever form is never passed over, nor taken for a start. */
    @Property
    void whatever_holds_the_word_stop_is_stopped_or_read(@ForAll("texts") String before, @ForAll("texts") String after) {
        String text = before + " stop " + after;
        Meaning meaning = of(text);
        assertNotEquals(Meaning.OTHER, meaning, text);
        assertNotEquals(Meaning.START, meaning, text);
        assertNotEquals(Meaning.HELP, meaning, text);
    }

    @Property
    void no_text_is_too_strange(@ForAll String text, @ForAll String brand) {
        Meaning meaning = SHIPPED.of(text, brand);
        assertEquals(meaning, SHIPPED.of(text + " ", brand));
    }
}
