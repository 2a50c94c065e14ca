package org.preferencecenter.mail.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopWordsTest {

    @ParameterizedTest(name = "{0} / {1}: {2}")
    @CsvSource(delimiter = '|', value = {"Re: Ce soir|STOP|true", "Désinscription||true", "Re: x|Merci de me désinscrire.|true",
            "Unsubscribe||true", "x|Please remove me from this list|true", "x|I want to opt out|true", "Abmelden||true",
            "x|Bitte abbestellen!|true", "x|Quiero darme de baja|true", "BAJA||true", "x|Cancellatemi dalla lista|true",
            "x|Graag afmelden|true", "x|Quero cancelar|true", "x|Proszę mnie wypisać|true", "x|Rezygnuję|true",
            "x|أرجو إلغاء الاشتراك|true", "x|توقف|true", "Re: Ce soir|À quelle heure ouvrez-vous ?|false",
            "x|I cannot stopwatch this|false", "x|Je viens mardi|false", "x|''|false"})
    void a_reply_that_asks_to_stop_is_told_from_another(String subject, String text, boolean asks) {
        assertEquals(asks, StopWords.in(subject, text == null ? "" : text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Merci !\\n\\nLe 22 nov. 2026, Théâtre a écrit :\\n> Pour vous désinscrire, stop|false",
            "Thanks\\n\\n-----Original Message-----\\nunsubscribe here|false",
            "Danke\\n\\nAm 22.11.2026 schrieb Theater:\\nHier abmelden|false", "stop\\n\\nOn Sunday, Theatre wrote:\\n> hello|true"})
    void what_is_quoted_is_not_what_the_person_says(String text, boolean asks) {
        assertEquals(asks, StopWords.in("Re: x", text.replace("\\n", "\n")));
    }
}
