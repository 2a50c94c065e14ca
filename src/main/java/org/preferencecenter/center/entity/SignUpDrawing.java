package org.preferencecenter.center.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.catalog.entity.FormText;
import org.preferencecenter.catalog.entity.Localized;
import org.preferencecenter.catalog.entity.SignUpForm.Presentation;
import org.preferencecenter.center.entity.SignUpReading.Problem;
import org.preferencecenter.center.entity.SignUpView.Age;
import org.preferencecenter.center.entity.SignUpView.Field;
import org.preferencecenter.center.entity.SignUpView.Mistake;
import org.preferencecenter.center.entity.SignUpView.Part;
import org.preferencecenter.center.entity.SignUpView.Question;
import org.preferencecenter.center.entity.SignUpView.Row;
import org.preferencecenter.center.entity.SignUpView.Said;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.law.entity.Channel;

/** Draws a sign-up form: empty, or as it was filled in. Nothing is ever ticked that nobody ticked (Planet49). */
public final class SignUpDrawing {

    private final Questionnaire asked;
    private final SignUpInput typed;
    private final List<Problem> problems;
    private final Words words;

    /** @param problems what has to be put right; none on a form shown for the first time */
    public SignUpDrawing(Questionnaire asked, SignUpInput typed, List<Problem> problems, Words words) {
        this.asked = asked;
        this.typed = typed;
        this.problems = problems;
        this.words = words;
    }

    /**
     * @param note   why the form is shown again, or empty
     * @param button key of the button's sentence
     */
    public SignUpView view(String note, String button) {
        String locale = locale();
        FormText text = asked.form().texts().get(locale);
        Foreign foreign = Foreign.of(locale, words);
        List<Mistake> mistakes = problems.stream().map(p -> new Mistake("#" + anchor(p.field()), say(p))).toList();
        return new SignUpView(new Said(text.title(), foreign), new Said(text.intro(), foreign), note, mistakes,
                asked.parts().stream().map(this::part).toList(), fields(), age().stream().toList(), words.say(button));
    }

    /** What is said once it was sent, in the language it is there in; may be empty. */
    public Said thanks() {
        String locale = locale();
        return new Said(asked.form().texts().get(locale).thanks(), Foreign.of(locale, words));
    }

    private String locale() {
        return asked.form().localeFor(words.language(), asked.point().brand().defaultLocale()).orElseThrow();
    }

    private Part part(Questionnaire.Part part) {
        Localized text = part.purpose().in(words.language());
        Foreign foreign = Foreign.of(text, words);
        List<Question> refusal = part.refusal().stream().map(cell -> question(cell, "REFUSAL", words.say("signup.refuse"), text.title()))
                .toList();
        return new Part(new Said(text.title(), foreign), new Said(text.about(), foreign),
                new Said(part.notice().wording(), Foreign.of(part.notice().locale(), words)), part.notice().id(),
                part.rows().stream().map(row -> row(row, text)).toList(), refusal);
    }

    private Row row(Questionnaire.Row row, Localized purpose) {
        String kind = asked.form().presentation().name();
        Optional<Localized> topic = row.topic().map(t -> t.in(words.language()));
        String named = topic.orElse(purpose).title();
        List<Question> questions = row.cells().stream()
                .map(cell -> question(cell, kind, words.say("channel." + cell.channel()), named)).toList();
        Foreign foreign = topic.map(t -> Foreign.of(t, words)).orElse(Foreign.NOT);
        return new Row(id(row.cells().get(0)) + "-t", new Said(topic.map(Localized::title).orElse(""), foreign),
                new Said(topic.map(Localized::about).orElse(""), foreign),
                row.topic().map(t -> words.say("per.month", t.perMonth())).orElse(""), questions);
    }

    private Question question(Cell cell, String kind, String label, String named) {
        Optional<Boolean> said = typed.answer(cell);
        String on = kind.equals(Presentation.DROPDOWN.name()) ? "selected" : "checked";
        String name = SignUpInput.field(cell);
        return new Question(id(cell), name, kind, label, words.say("signup.question", named, label),
                said.filter(yes -> yes).isPresent() ? on : "", said.filter(yes -> !yes).isPresent() ? on : "", error(name),
                asked.form().mandatory() && !kind.equals("REFUSAL") ? "true" : "");
    }

    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        Arrays.stream(Channel.values()).filter(asked.form()::reaches).forEach(channel -> {
            String name = SignUpInput.field(channel);
            boolean mail = channel == Channel.EMAIL;
            String type = mail ? "email" : channel == Channel.POST ? "area" : "tel";
            String complete = mail ? "email" : channel == Channel.POST ? "street-address" : "tel";
            fields.add(new Field(name, type, words.say("signup." + name), typed.address(channel), complete,
                    words.say("signup." + name + ".hint"), error(name), mail ? "true" : ""));
        });
        return fields;
    }

    private Optional<Age> age() {
        return asked.age() == 0 ? Optional.empty() : Optional.of(new Age(words.say("signup.age.question", asked.age()),
                typed.age().equals(SignUpInput.YES) ? "checked" : "", typed.age().equals(SignUpInput.NO) ? "checked" : "",
                error("age")));
    }

    private String error(String field) {
        return problems.stream().filter(p -> p.field().equals(field)).findFirst().map(this::say).orElse("");
    }

    private String say(Problem problem) {
        return problem.named().isEmpty() ? words.say(problem.key()) : words.say(problem.key(), problem.named());
    }

    private static String id(Cell cell) {
        return anchor(SignUpInput.field(cell));
    }

    /** A field's name as an id that stylesheets and addresses can name too. */
    private static String anchor(String field) {
        return field.replaceAll("[^A-Za-z0-9]", "-");
    }
}
