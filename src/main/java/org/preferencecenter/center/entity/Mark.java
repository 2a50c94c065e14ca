package org.preferencecenter.center.entity;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two letters that stand for a brand until it has a logo. */
public final class Mark {

    private Mark() {
    }

    /** The initials of the first two words that begin with a capital: {@code Théâtre des Vents} gives {@code TV}. */
    public static String of(String name) {
        String initials = Stream.of(name.split("[\\s’'-]+")).filter(word -> !word.isEmpty())
                .filter(word -> Character.isUpperCase(word.codePointAt(0))).limit(2)
                .map(word -> Character.toString(word.codePointAt(0))).collect(Collectors.joining());
        return initials.isEmpty() && !name.isBlank() ? Character.toString(name.strip().codePointAt(0)) : initials;
    }
}
