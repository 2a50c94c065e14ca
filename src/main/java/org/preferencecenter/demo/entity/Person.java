package org.preferencecenter.demo.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Fact;

/**
 * Somebody of the demo's audience, as a line of {@code demo/people.csv} tells it.
 *
 * @param recipient       not yet stored
 * @param collectionPoint code of the place where the answers were given
 * @param answers         in the order they were given
 * @param name            as the ticket desk has it
 * @param externalId      what the ticket office knows them by, or empty
 */
public record Person(Recipient recipient, String collectionPoint, List<Answer> answers, String name, String externalId) {

    private static final int FIRST_FACT = 6;
    private static final List<Fact> FACTS = List.of(Fact.CUSTOMER_SINCE, Fact.LAST_PURCHASE, Fact.SELLER, Fact.PRODUCT_FAMILY,
            Fact.REFUSAL_OFFERED, Fact.INFORMED, Fact.FUNCTION);

    /** What was said: yes, no at the same place, or a yes that was stopped later, at the desk. */
    public enum Said {
        YES, NO, YES_THEN_STOPPED
    }

    /**
     * @param code      of a topic, or of a purpose as a whole
     * @param frequency how often, or null if that was left open
     */
    public record Answer(Said said, String code, Channel channel, Frequency frequency) {

        static Answer parse(String text) {
            Said said = text.startsWith("-") ? Said.NO : text.startsWith("!") ? Said.YES_THEN_STOPPED : Said.YES;
            String[] parts = (said == Said.YES ? text : text.substring(1)).split("[/=]");
            return new Answer(said, parts[0], Channel.valueOf(parts[1]),
                    parts.length > 2 ? Frequency.parse(parts[2]) : null);
        }
    }

    /** @throws IllegalArgumentException if the line has not the nineteen fields that the file's head names */
    public static Person parse(String line) {
        String[] field = line.split(";", -1);
        if (field.length != 19) {
            throw new IllegalArgumentException("a person has nineteen fields, not " + field.length + ": " + line);
        }
        Map<String, String> facts = new HashMap<>();
        for (int i = 0; i < FACTS.size(); i++) {
            put(facts, FACTS.get(i).key(), field[FIRST_FACT + i]);
        }
        List<Address> addresses = new ArrayList<>();
        put(addresses, Channel.EMAIL, field[0]);
        put(addresses, Channel.SMS, field[13]);
        put(addresses, Channel.PHONE, field[13]);
        put(addresses, Channel.POST, field[14]);
        Recipient recipient = new Recipient(0, Audience.valueOf(field[4]), field[5], field[2], field[1], field[3],
                Map.copyOf(facts), List.copyOf(addresses));
        return new Person(recipient, field[15], Arrays.stream(field[16].split(" ")).filter(text -> !text.isEmpty())
                .map(Answer::parse).toList(), field[17], field[18]);
    }

    private static void put(Map<String, String> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }

    private static void put(List<Address> addresses, Channel channel, String value) {
        if (!value.isEmpty()) {
            addresses.add(new Address(channel, value));
        }
    }
}
