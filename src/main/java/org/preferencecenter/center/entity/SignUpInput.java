package org.preferencecenter.center.entity;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.center.entity.Questionnaire.Part;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.law.entity.Channel;

/**
 * One posted sign-up form, as it was typed:
 *
 * <pre>
 * email, sms, phone, post    how somebody can be reached
 * to.TOPIC:12/EMAIL=yes      an answer, yes or no; an empty box sends nothing
 * notice=31                  the words that were shown, once for each purpose
 * age=yes                    whether they are old enough
 * time, shown, l             when the form was handed out, its language, the language asked for in the address
 * homepage                   nobody sees it and robots fill it in
 * </pre>
 *
 * @param answers by the field's cell, in text
 * @param notices ids of the notices that were shown
 */
public record SignUpInput(Map<Channel, String> addresses, Map<String, String> answers, Set<Integer> notices, String age,
        String time, boolean trapped) {

    /** Nothing was typed yet. */
    public static final SignUpInput NONE = new SignUpInput(Map.of(), Map.of(), Set.of(), "", "", false);
    public static final String YES = "yes";
    public static final String NO = "no";
    /** Field of the honeypot. */
    public static final String TRAP = "homepage";
    private static final String ANSWER = "to.";
    private static final Map<Channel, String> ADDRESSES = Map.of(Channel.EMAIL, "email", Channel.SMS, "sms", Channel.PHONE,
            "phone", Channel.POST, "post");

    /** Reads what can be read and leaves the rest. */
    public static SignUpInput read(Fields fields) {
        Map<Channel, String> addresses = new EnumMap<>(Channel.class);
        ADDRESSES.forEach((channel, name) -> addresses.put(channel, fields.first(name)));
        Map<String, String> answers = new HashMap<>();
        fields.byName().forEach((name, values) -> {
            if (name.startsWith(ANSWER) && List.of(YES, NO).contains(values.get(0))) {
                answers.put(name.substring(ANSWER.length()), values.get(0));
            }
        });
        Set<Integer> notices = new HashSet<>();
        fields.all("notice").stream().filter(text -> text.matches("\\d{1,9}")).forEach(text -> notices.add(Integer.valueOf(text)));
        return new SignUpInput(addresses, answers, notices, fields.first("age"), fields.first("time"),
                !fields.first(TRAP).isEmpty());
    }

    /** The name of an address's field. */
    public static String field(Channel channel) {
        return ADDRESSES.get(channel);
    }

    /** The name of an answer's field. */
    public static String field(Cell cell) {
        return ANSWER + ChoiceForm.name(cell);
    }

    /** What was typed, without blanks around it; empty if nothing was. */
    public String address(Channel channel) {
        return addresses.getOrDefault(channel, "").strip();
    }

    /** Yes or no, or nothing if the question was left. */
    public Optional<Boolean> answer(Cell cell) {
        return Optional.ofNullable(answers.get(ChoiceForm.name(cell))).map(YES::equals);
    }

    /** True if other words were shown beside this purpose than those in force, or none. */
    public boolean outdated(Part part) {
        return !notices.contains(part.notice().id());
    }

    /** The same without the answers given beside words that have changed: they are asked for anew (S-11). */
    public SignUpInput current(Questionnaire asked) {
        Map<String, String> kept = new HashMap<>(answers);
        asked.parts().stream().filter(this::outdated).flatMap(part -> part.cells().stream())
                .forEach(cell -> kept.remove(ChoiceForm.name(cell)));
        return new SignUpInput(addresses, kept, notices, age, time, trapped);
    }
}
