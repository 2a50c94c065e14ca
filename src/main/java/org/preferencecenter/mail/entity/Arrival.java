package org.preferencecenter.mail.entity;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The envelope of a message that lies in a mailbox, as far as the last server wrote it into the header: which address it came
 * to, and from which sender.
 */
public final class Arrival {

    /** In this order: what the server delivered to, then what the writer wrote. Only the topmost was written by our own server. */
    private static final List<String> DELIVERED = List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To");
    private static final List<String> WRITTEN = List.of("To", "Cc");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,253}");
    private static final int MOST = 50;

    private Arrival() {
    }

    /** Every address it may have come to, the likeliest first. */
    public static List<String> addresses(RawMessage message) {
        Set<String> found = new LinkedHashSet<>();
        for (String name : DELIVERED) {
            message.value(name).ifPresent(value -> add(value, found));
        }
        for (String name : WRITTEN) {
            message.fields(name).forEach(field -> add(field.value(), found));
        }
        return List.copyOf(found);
    }

    private static void add(String value, Set<String> found) {
        for (Matcher address = ADDRESS.matcher(value); address.find() && found.size() < MOST;) {
            found.add(address.group());
        }
    }

    /** RFC 5321 §4.4: Return-Path holds the sender, {@code <>} for none; without it, nobody says that a robot wrote it. */
    public static String sender(RawMessage message) {
        return message.value("Return-Path").map(path -> path.replaceAll("[<>\\s]", "")).orElse("unknown");
    }
}
