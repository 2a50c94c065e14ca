package org.preferencecenter.decision.entity;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.IntPredicate;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.AddressForm;

/**
 * The fields of one line of a batch, gathered one by one and then made a question, whatever form the line has. Used for
 * one line after another; not for two threads.
 */
final class AskedFields {

    /** What a line may hold. */
    enum Field {
        STREAM("stream"), ADDRESS("address"), RECIPIENT("recipient"), AT("at"), OPEN_PIXEL("openPixel"), REF("ref");

        static final String ALL = "stream, address, recipient, at, openPixel and ref";

        private final String word;

        Field(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        /** Null if there is none of that name. */
        static Field of(String word) {
            for (Field field : values()) {
                if (field.word.equals(word)) {
                    return field;
                }
            }
            return null;
        }
    }

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration LATEST = Duration.ofDays(5 * 366);
    private static final int LONGEST_REF = 200;

    private final String streamByDefault;
    private final IntPredicate mayActFor;

    private Catalogue catalogue = Catalogue.EMPTY;
    private Instant now;
    private Stream byDefault;
    private int seen;
    private Stream stream;
    private String address;
    private long recipient;
    private Instant at;
    private boolean openPixel;
    private Object ref;

    /**
     * @param streamByDefault code of the stream of lines that name none, or null
     * @param mayActFor       whether the sender may ask for a brand, by its id
     */
    AskedFields(String streamByDefault, IntPredicate mayActFor) {
        this.streamByDefault = streamByDefault;
        this.mayActFor = mayActFor;
    }

    /** See {@link LineReading#asOf}. */
    void asOf(Catalogue current, Instant time) {
        catalogue = current;
        now = time;
        byDefault = streamByDefault == null ? null : current.stream(streamByDefault).orElse(null);
    }

    void begin() {
        seen = 0;
        stream = byDefault;
        address = null;
        recipient = 0;
        at = now;
        openPixel = false;
        ref = null;
    }

    /** What the line is called, as far as it was read. */
    Object ref() {
        return ref;
    }

    /** To be called before a field is set. */
    void once(Field field) throws BadLine {
        if ((seen & 1 << field.ordinal()) != 0) {
            throw new BadLine("The field " + field.word() + " is given twice, and which one counts nobody can tell: give it once.");
        }
        seen |= 1 << field.ordinal();
    }

    void stream(String code) throws BadLine {
        stream = catalogue.stream(code).orElseThrow(() -> new BadLine("No stream in the catalogue has the code given: the field "
                + "stream, or the parameter stream, must be the code of one."));
    }

    void address(String text) throws BadLine {
        if (text.isBlank()) {
            throw new BadLine("The address is empty.");
        }
        if (!AddressForm.possible(text)) {
            throw new BadLine(text.indexOf('\0') >= 0 ? "The address holds a NUL character."
                    : "The address is broken: it is longer than any, or holds half a character.");
        }
        address = text;
    }

    void recipient(long id) throws BadLine {
        if (id < 1) {
            throw new BadLine("The recipient must be its id, a whole number of 1 or more.");
        }
        recipient = id;
    }

    void at(String text) throws BadLine {
        try {
            at = Instant.parse(text);
        } catch (DateTimeException wrong) {
            throw new BadLine("The field at must be an instant such as 2026-11-22T10:00:00Z.");
        }
        if (at.isBefore(EARLIEST) || at.isAfter(now.plus(LATEST))) {
            throw new BadLine("The field at must lie between the year 2000 and five years from now.");
        }
    }

    void openPixel(boolean yes) {
        openPixel = yes;
    }

    void openPixel(String text) throws BadLine {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> openPixel = true;
            case "false" -> openPixel = false;
            default -> throw new BadLine("The field openPixel must be true or false.");
        }
    }

    /** @param name text or a whole number */
    void ref(Object name) throws BadLine {
        if (name instanceof String text && text.length() > LONGEST_REF) {
            throw new BadLine("The field ref may have at most " + LONGEST_REF + " characters.");
        }
        ref = name;
    }

    /** The question, once all fields of a line are set. */
    Question question() throws BadLine {
        if (stream == null) {
            throw new BadLine("No stream is named: give the field stream, or the parameter stream for all lines.");
        }
        if (!mayActFor.test(stream.brand().id())) {
            throw new BadLine("The stream is another brand's, and this key acts for one brand only.");
        }
        if ((address == null) == (recipient == 0)) {
            throw new BadLine(address == null ? "Nobody is named: give an address or a recipient."
                    : "Both an address and a recipient are given: give one of them.");
        }
        return new Question(stream, address, recipient, at, openPixel);
    }
}
