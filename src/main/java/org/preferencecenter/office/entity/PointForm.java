package org.preferencecenter.office.entity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.preferencecenter.catalog.entity.FormText;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.catalog.entity.SignUpForm.Presentation;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.entity.Locales;

/** A sign-up form and the fields of its editor, there and back. Whether it may be opened, {@code FormReview} says. */
public final class PointForm {

    /** What besides the e-mail address may be asked for. */
    public static final Set<Channel> ASKABLE = EnumSet.of(Channel.SMS, Channel.PHONE, Channel.POST);

    private PointForm() {
    }

    /** @param typed what stands in a field; empty for nothing */
    public static SignUpForm read(Function<String, String> typed) {
        Map<String, FormText> texts = new TreeMap<>();
        for (String tag : Locales.SPOKEN) {
            FormText text = new FormText(typed.apply("title-" + tag), typed.apply("intro-" + tag), typed.apply("thanks-" + tag));
            if (!(text.title() + text.intro() + text.thanks()).isEmpty()) {
                texts.put(tag, text);
            }
        }
        String country = typed.apply("country").toUpperCase(java.util.Locale.ROOT);
        return new SignUpForm(one(Presentation.class, typed.apply("presentation"), Presentation.CHECKBOX),
                !typed.apply("mandatory").isEmpty(), !typed.apply("refusalBox").isEmpty(),
                one(Audience.class, typed.apply("audience"), Audience.CONSUMER), country.isEmpty() ? null : country,
                ASKABLE.stream().filter(channel -> !typed.apply("asks-" + channel).isEmpty()).collect(Collectors.toSet()),
                new TreeSet<>(Arrays.stream(typed.apply("sites").split("\\s+")).filter(site -> !site.isEmpty()).toList()), texts);
    }

    /** What stands in a field of a form that is stored. */
    public static String field(SignUpForm form, String field) {
        int dash = field.indexOf('-');
        return switch (dash < 0 ? field : field.substring(0, dash)) {
            case "presentation" -> form.presentation().name();
            case "mandatory" -> form.mandatory() ? "yes" : "";
            case "refusalBox" -> form.refusalBox() ? "yes" : "";
            case "audience" -> form.audience().name();
            case "country" -> form.country() == null ? "" : form.country();
            case "asks" -> form.asks().contains(Channel.valueOf(field.substring(dash + 1))) ? "yes" : "";
            case "sites" -> String.join("\n", form.sites());
            default -> text(form.texts().get(field.substring(dash + 1)), field);
        };
    }

    private static String text(FormText text, String field) {
        return text == null ? "" : field.startsWith("title") ? text.title() : field.startsWith("intro") ? text.intro() : text.thanks();
    }

    private static <E extends Enum<E>> E one(Class<E> type, String typed, E otherwise) {
        return Arrays.stream(type.getEnumConstants()).filter(value -> value.name().equals(typed)).findFirst().orElse(otherwise);
    }
}
