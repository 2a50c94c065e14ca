package org.preferencecenter.office.entity;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.DraftReview.Found;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.PurposeDraft.Said;
import org.preferencecenter.catalog.entity.PurposeDraft.Subject;
import org.preferencecenter.center.entity.Words;

/**
 * What is wrong with a purpose's draft, told to who writes it: by the titles and languages they know instead of codes, and with
 * the field of the form that mends it.
 */
public final class FlawWords {

    /** Rules whose first detail is a language. */
    private static final Set<Flaw.Rule> BY_LANGUAGE = EnumSet.of(Flaw.Rule.WORDS, Flaw.Rule.NOTICE_MISSING,
            Flaw.Rule.COVERAGE_UNANSWERED, Flaw.Rule.BLANK);
    private static final String TOPIC = "topic-";

    private final Words words;
    private final CatalogWords plain;
    private final Brand brand;
    private final PurposeDraft draft;

    public FlawWords(Words words, Brand brand, PurposeDraft draft) {
        this.words = words;
        this.plain = new CatalogWords(words);
        this.brand = brand;
        this.draft = draft;
    }

    /** A flaw with the way to its field. @param anchor what follows # on the page of the form. @param field its label */
    public record Line(String anchor, String field, String text) {
    }

    /** Each with its field, in the order of the review; what is said twice is said once. */
    public List<Line> lines(List<Found> found) {
        return found.stream().map(one -> new Line(anchor(one), field(one), say(one))).distinct().toList();
    }

    /** The sentence. */
    public String say(Found found) {
        Flaw flaw = found.flaw();
        if (flaw.rule() == Flaw.Rule.CODE && flaw.where().isBlank()) {
            return words.say("flaw.code.none");
        }
        List<Object> with = new ArrayList<>();
        with.add(name(found));
        for (int i = 0; i < flaw.details().size(); i++) {
            String detail = flaw.details().get(i);
            with.add(i == 0 && BY_LANGUAGE.contains(flaw.rule()) ? language(detail) : plain.plain(detail));
        }
        String key = flaw.rule() == Flaw.Rule.BLANK ? "flaw.blank" : flaw.rule() == Flaw.Rule.WORDS ? "flaw.words"
                : flaw.rule() == Flaw.Rule.NOTICE_MISSING ? "flaw.notice" : flaw.rule().messageKey();
        return words.say(key, with.toArray());
    }

    /** By what people call it: a topic's title or the purpose's, else its code. */
    private String name(Found found) {
        String where = found.flaw().where();
        return topic(found).map(topic -> title(topic, where)).orElseGet(() -> {
            if (!where.equals(draft.code())) {
                return where;
            }
            String title = draft.title(words.language());
            return !title.isBlank() ? title : where.isBlank() ? words.say("flaw.this") : where;
        });
    }

    private Optional<Subject> topic(Found found) {
        return !found.field().startsWith(TOPIC) ? Optional.empty() : draft.topics().stream()
                .filter(topic -> topic.code().equals(found.field().substring(TOPIC.length()))).findFirst();
    }

    private String title(Subject topic, String code) {
        Said said = topic.texts().get(words.language());
        return said != null && !said.title().isBlank() ? said.title() : topic.texts().values().stream().map(Said::title)
                .filter(title -> !title.isBlank()).findFirst().orElse(code);
    }

    /** {@code anglais} for {@code en}, in the reader's language; what names no language stays as it is. */
    private String language(String tag) {
        String name = Locale.forLanguageTag(tag).getDisplayLanguage(Locale.forLanguageTag(words.language()));
        return name.isEmpty() ? tag : name;
    }

    /** The label of the field to fill. */
    public String field(Found found) {
        String field = found.field();
        int dash = field.indexOf('-');
        String kind = dash < 0 ? field : field.substring(0, dash);
        String of = dash < 0 ? "" : field.substring(dash + 1);
        return switch (kind) {
            case "text" -> words.say("flaw.field.text", language(of));
            case "notice" -> of.isEmpty() ? words.say("purpose.notice") : words.say("flaw.field.notice", language(of));
            case "topic" -> speaks(found) ? words.say("flaw.field.topic.in", name(found), language(found.flaw().details().get(0)))
                    : words.say("flaw.field.topic", name(found));
            case "basis" -> words.say("flaw.field.basis", plain.plain(of));
            case "covers" -> words.say("flaw.field.covers");
            case "purpose", "nature" -> words.say("purpose.what");
            default -> words.say("purpose." + kind);
        };
    }

    private static boolean speaks(Found found) {
        return BY_LANGUAGE.contains(found.flaw().rule()) && !found.flaw().details().isEmpty();
    }

    /** Where the field stands on the page of the form. */
    public String anchor(Found found) {
        String field = found.field();
        if (field.startsWith(TOPIC)) {
            int at = draft.topics().indexOf(topic(found).orElse(null));
            return at < 0 ? "editor" : !speaks(found) ? TOPIC + at + "-code" : TOPIC + at + "-" + part(found) + "-"
                    + found.flaw().details().get(0);
        }
        return field.startsWith("text-") ? part(found) + field.substring(4) : field.equals("notice")
                ? "notice-" + brand.defaultLocale() : Set.of("channels", "countries", "forms", "purpose", "nature").contains(field)
                ? "flaw-" + (field.equals("nature") ? "purpose" : field) : field;
    }

    /** The half of a text that is empty: its title first. */
    private String part(Found found) {
        String locale = found.flaw().details().isEmpty() ? "" : found.flaw().details().get(0);
        Said said = topic(found).map(topic -> topic.texts().get(locale)).orElse(found.field().startsWith(TOPIC) ? null
                : draft.texts().get(locale));
        return said != null && !said.title().isBlank() ? "about" : "title";
    }
}
