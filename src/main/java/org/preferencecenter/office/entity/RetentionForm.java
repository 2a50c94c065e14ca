package org.preferencecenter.office.entity;

import java.util.Arrays;
import java.util.function.UnaryOperator;

import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Policy.Ending;

/**
 * The settings of retention as somebody typed them.
 *
 * @param field what stands in a field of this name, or empty
 */
public record RetentionForm(UnaryOperator<String> field) {

    /** What is no number is out of every range; an ending that does not exist destroys nothing. */
    public Policy policy() {
        Ending ending = Arrays.stream(Ending.values()).filter(e -> e.name().equals(field.apply("ending"))).findFirst().orElse(Ending.KEEP);
        return new Policy(number("ask"), number("answer"), number("late"), ending, number("after"), number("archive"), number("version"));
    }

    private int number(String name) {
        String text = field.apply(name);
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    }
}
