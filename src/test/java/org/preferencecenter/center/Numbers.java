package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonArray;

import org.preferencecenter.browser.Visitor;

/** The demo's telephones, as tests read them. */
final class Numbers {

    private Numbers() {
    }

    /** How many texts a number got. */
    static int texts(String number) {
        return read(number).size();
    }

    /** The newest code sent to a number, as soon as it is there. */
    static String code(String number) {
        while (true) {
            JsonArray texts = read(number);
            if (!texts.isEmpty()) {
                Matcher code = Pattern.compile("\\b\\d{6}\\b").matcher(texts.getJsonObject(0).getString("text"));
                assertTrue(code.find(), texts.toString());
                return code.group();
            }
        }
    }

    private static JsonArray read(String number) {
        return Json.createReader(new StringReader(Visitor.get("/demo/phone.json?to=" + number.replace("+", "%2B")).body())).readArray();
    }
}
