package org.preferencecenter.rights.entity;

import java.io.StringReader;
import java.time.LocalDate;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * A letter about a request, with all that it takes to write it: it may be mailed when nothing else is left of the person.
 *
 * @param address  the mailbox, as the person wrote it
 * @param locale   BCP 47, or empty: the brand's
 * @param received when the request came in
 * @param until    until when it is answered
 * @param words    what an officer adds, or empty
 */
public record RightsLetter(Type type, RightKind kind, int brand, String address, String locale, LocalDate received, LocalDate until,
        String words) {

    /** What it tells. */
    public enum Type {
        /** It came in, and is answered until then. */
        RECEIVED,
        /** It takes longer, and why (GDPR art. 12(3)). */
        EXTENDED,
        /** It was carried out. */
        DONE,
        /** It was not, why, and where to complain (art. 12(4)). */
        REFUSED
    }

    public String json() {
        return Json.createObjectBuilder().add("type", type.name()).add("kind", kind.name()).add("brand", brand).add("address", address)
                .add("locale", locale).add("received", received.toString()).add("until", until.toString()).add("words", words)
                .build().toString();
    }

    /** What {@link #json} made. */
    public static RightsLetter read(String json) {
        JsonObject letter = Json.createReader(new StringReader(json)).readObject();
        return new RightsLetter(Type.valueOf(letter.getString("type")), RightKind.valueOf(letter.getString("kind")),
                letter.getInt("brand"), letter.getString("address"), letter.getString("locale"),
                LocalDate.parse(letter.getString("received")), LocalDate.parse(letter.getString("until")), letter.getString("words"));
    }

    /** Holds an address. */
    @Override
    public String toString() {
        return type + " letter about " + kind;
    }
}
