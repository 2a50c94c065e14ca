package org.preferencecenter.center;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonArray;

import org.preferencecenter.browser.Visitor;
import org.preferencecenter.platform.Awaited;

/** The demo's telephones, as tests read them. */
public final class Numbers {

    /** Of the French numbers kept for fiction, +33 6 39 98 00 00 to 99 99, those the demo's people do not have. */
    private static final AtomicInteger LAST = new AtomicInteger(2000);

    private Numbers() {
    }

    /** A number that nobody has, and that no other test is given. */
    public static String nobodys() {
        return "+3363998" + LAST.incrementAndGet();
    }

    /** How many texts a number got. */
    static int texts(String number) {
        return read(number).size();
    }

    /** The newest code sent to a number, as soon as it is there. */
    static String code(String number) {
        JsonArray texts = Awaited.until("a text", () -> Optional.of(read(number)).filter(all -> !all.isEmpty()));
        Matcher code = Pattern.compile("\\b\\d{6}\\b").matcher(texts.getJsonObject(0).getString("text"));
        assertTrue(code.find(), texts.toString());
        return code.group();
    }

    private static JsonArray read(String number) {
        return Json.createReader(new StringReader(Visitor.get("/demo/phone.json?to=" + number.replace("+", "%2B")).body())).readArray();
    }
}
