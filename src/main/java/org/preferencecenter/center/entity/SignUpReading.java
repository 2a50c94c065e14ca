package org.preferencecenter.center.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.preferencecenter.center.entity.Questionnaire.Part;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.SignUp.Answer;
import org.preferencecenter.consent.entity.SignUp.Said;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.law.entity.Channel;

/**
 * What a sign-up form that was sent amounts to: addresses and answers, or everything that has to be put right first.
 *
 * @param problems every one, in the order of the page; none: it can be stored
 * @param young    they said that they are not old enough: nothing is to be stored, not even an address
 */
public record SignUpReading(List<Problem> problems, List<Address> addresses, List<Answer> answers, boolean young) {

    /**
     * @param field name of the field it is about
     * @param key   of the sentence
     * @param named what the sentence quotes, or empty
     */
    public record Problem(String field, String key, String named) {
    }

    private static final int LONGEST_POST = 500;
    private static final Set<TelephoneNumber.Flaw> UNPROVABLE =
            EnumSet.of(TelephoneNumber.Flaw.LANDLINE, TelephoneNumber.Flaw.PAID);
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}&&[^\\n\\r\\t]]");

    /** @param words of the page, to name the questions in problems */
    public static SignUpReading of(Questionnaire asked, SignUpInput typed, Words words) {
        List<Problem> problems = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        for (Part part : asked.parts()) {
            answers(asked, part, typed, words, answers, problems);
        }
        if (answers.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(SignUpInput.field(asked.parts().get(0).cells().get(0)), "signup.nothing", ""));
        }
        List<Address> addresses = new ArrayList<>();
        Arrays.stream(Channel.values()).filter(asked.form()::reaches)
                .forEach(channel -> address(channel, typed, answers, asked, problems).ifPresent(addresses::add));
        boolean young = asked.age() > 0 && typed.age().equals(SignUpInput.NO);
        if (asked.age() > 0 && !young && !typed.age().equals(SignUpInput.YES)) {
            problems.add(new Problem("age", "signup.age.missing", Integer.toString(asked.age())));
        }
        return new SignUpReading(List.copyOf(problems), List.copyOf(addresses), List.copyOf(answers), young);
    }

    private static void answers(Questionnaire asked, Part part, SignUpInput typed, Words words, List<Answer> answers,
            List<Problem> problems) {
        int notice = part.notice().id();
        part.refusal().ifPresent(cell -> answers.add(new Answer(cell,
                typed.answer(cell).filter(yes -> !yes).isPresent() ? Said.NO : Said.SILENT, notice)));
        part.rows().forEach(row -> row.cells().forEach(cell -> {
            Optional<Boolean> said = typed.answer(cell);
            said.ifPresent(yes -> answers.add(new Answer(cell, yes ? Said.YES : Said.NO, notice)));
            if (said.isEmpty() && asked.form().mandatory()) {
                String named = row.topic().map(t -> t.text(words.language())).orElseGet(() -> part.purpose().text(words.language()))
                        .title();
                problems.add(new Problem(SignUpInput.field(cell), "signup.answer.missing",
                        words.say("signup.question", named, words.say("channel." + cell.channel()))));
            }
        }));
    }

    private static Optional<Address> address(Channel channel, SignUpInput typed, List<Answer> answers, Questionnaire asked,
            List<Problem> problems) {
        String text = typed.address(channel);
        String field = SignUpInput.field(channel);
        if (text.isEmpty()) {
            boolean needed = channel == Channel.EMAIL || answers.stream()
                    .anyMatch(a -> a.said() == Said.YES && a.cell().channel() == channel);
            if (needed) {
                problems.add(new Problem(field, "signup." + field + ".missing", ""));
            }
            return Optional.empty();
        }
        TelephoneNumber.Typed number = TelephoneNumber.typed(text, asked.form().country());
        Optional<String> read = switch (channel) {
            case EMAIL -> Optional.of(text).filter(MailAddress::plausible);
            case POST -> Optional.of(UNSEEN.matcher(text).replaceAll("")).filter(t -> t.length() <= LONGEST_POST && !t.isBlank());
            default -> Optional.ofNullable(number.e164());
        };
        if (read.isEmpty()) {
            // What no code can reach can never be proven: better said now than after the confirmation.
            boolean home = TelephoneNumber.serves(channel) && UNPROVABLE.contains(number.flaw());
            problems.add(new Problem(field, home ? "details.number." + number.flaw() : "signup." + field + ".wrong", ""));
        }
        return read.map(value -> new Address(channel, value));
    }

    /** True if somebody said yes to something: a message goes out to whoever can be written to. */
    public boolean mailed() {
        return answers.stream().anyMatch(answer -> answer.said() == Said.YES);
    }
}
