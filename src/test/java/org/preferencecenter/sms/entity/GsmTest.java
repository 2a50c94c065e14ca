package org.preferencecenter.sms.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GsmTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"C’est noté\u00a0: « 5 € » … | C'est noté : \" 5 € \" ...", "déjà là | déjà là",
        "zażółć | zażółć", "رمزك هو 123456 | رمزك هو 123456", "fête | fête"})
    void what_fits_keeps_its_accents_and_loses_only_typesetting(String text, String sent) {
        assertEquals(sent, Gsm.fit(text));
        assertTrue(Gsm.single(Gsm.fit(text)));
    }

    @Test
    void a_few_accents_do_not_make_two_messages_of_one() {
        String polish = "Teatr Wiatrów: gotowe, nie dostaniesz już od nas wiadomości. Aby to cofnąć, wyślij START.";
        assertEquals("Teatr Wiatrow: gotowe, nie dostaniesz juz od nas wiadomosci. Aby to cofnac, wyslij START.", Gsm.fit(polish));
        assertTrue(Gsm.single(Gsm.fit(polish)));
    }

    @Test
    void a_script_of_its_own_is_never_mangled() {
        String arabic = "مسرح الرياح: تم، لن تصلك منا رسائل نصية بعد الآن. للتراجع عن ذلك أرسل START في أي وقت تشاء.";
        assertEquals(arabic, Gsm.fit(arabic));
    }

    @Test
    void one_message_holds_160_septets_or_70_units() {
        assertTrue(Gsm.single("a".repeat(160)));
        assertTrue(!Gsm.single("a".repeat(161)));
        assertTrue(Gsm.single("€".repeat(80)));
        assertTrue(!Gsm.single("€".repeat(81)));
        assertTrue(Gsm.single("ع".repeat(70)));
        assertTrue(!Gsm.single("ع".repeat(71)));
    }
}
