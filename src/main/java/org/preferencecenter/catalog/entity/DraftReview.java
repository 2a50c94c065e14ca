package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.preferencecenter.law.entity.RuleBook;

/**
 * Everything that stands against publishing a draft, each flaw with the field of the desk's form it is about. The same
 * review is made while somebody types, when a draft is handed in, and once more in the transaction that publishes it.
 */
public final class DraftReview {

    /**
     * @param field {@code code}, {@code classification}, {@code channels}, {@code countries}, {@code retention},
     *              {@code functions}, {@code families}, {@code forms}, {@code topics}, {@code covers}, {@code purpose}, or
     *              {@code basis-CONSUMER}, {@code text-fr}, {@code notice-fr}, {@code topic-jazz}
     */
    public record Found(String field, Flaw flaw) {
    }

    private final Set<Found> found = new LinkedHashSet<>();
    private final Catalogue live;
    private final Brand brand;
    private final Optional<Purpose> current;
    private final PurposeDraft draft;
    private final Trial trial;

    private DraftReview(Catalogue live, Brand brand, Optional<Purpose> current, PurposeDraft draft, Boolean covers, Instant at) {
        this.live = live;
        this.brand = brand;
        this.current = current;
        this.draft = draft;
        this.trial = Trial.of(live, brand, current, draft, Boolean.FALSE.equals(covers), at);
    }

    /**
     * @param live    what is live
     * @param current the purpose that is changed; nothing: a new one
     * @param covers  whether consents given so far cover changed words; null: not answered
     * @param at      when it would be published; the rules are asked on {@code day}
     */
    public static List<Found> of(Catalogue live, Brand brand, Optional<Purpose> current, PurposeDraft draft, Boolean covers,
            RuleBook book, Instant at, LocalDate day) {
        DraftReview review = new DraftReview(live, brand, current, draft, covers, at);
        review.numbers();
        review.purpose();
        review.topics();
        review.words(covers);
        Review.complete(review.trial.purpose(), review.trial.notices(), review.trial.points(), book, day)
                .forEach(flaw -> review.add(review.field(flaw), flaw));
        review.forms();
        return List.copyOf(review.found);
    }

    private void add(String field, Flaw flaw) {
        found.add(new Found(field, flaw));
    }

    private void need(boolean holds, String field, Flaw.Rule rule, Object... details) {
        if (!holds) {
            add(field, rule.in(draft.code(), details));
        }
    }

    private void numbers() {
        int months = draft.retentionMonths();
        need(months >= 1 && months <= PurposeDraft.LONGEST_MONTHS, "retention", Flaw.Rule.RETENTION, months,
                PurposeDraft.LONGEST_MONTHS);
        current.ifPresent(purpose -> need(purpose.nature() == draft.nature(), "nature", Flaw.Rule.FIXED));
        Set<List<Object>> said = new HashSet<>();
        draft.grounds().forEach(ground -> need(said.add(List.of(ground.audience(), ground.country())),
                "basis-" + ground.audience(), Flaw.Rule.GROUND_TWICE, ground.audience(), ground.country()));
        live.streams().stream().filter(stream -> current.isPresent() && stream.purpose().id() == current.get().id()
                && !stream.retired() && !draft.channels().contains(stream.channel())).forEach(stream ->
                        need(false, "channels", Flaw.Rule.CHANNEL_USED, stream.channel(), stream.code()));
    }

    private void purpose() {
        if (current.isEmpty()) {
            need(live.purposesOf(brand).stream().noneMatch(p -> p.code().equals(draft.code())), "code", Flaw.Rule.CODE_TAKEN);
        }
        Review.of(trial.purpose(), draft.serves()).forEach(flaw -> add(field(flaw), flaw));
    }

    private void topics() {
        Set<String> codes = new HashSet<>();
        for (Topic topic : trial.purpose().topics()) {
            Review.of(topic).forEach(flaw -> add("topic-" + topic.code(), flaw));
        }
        for (PurposeDraft.Subject subject : draft.topics()) {
            String field = "topic-" + subject.code();
            if (!codes.add(subject.code())) {
                add(field, Flaw.Rule.CODE_TAKEN.in(subject.code()));
            }
            if (subject.perMonth() < 1 || subject.perMonth() > PurposeDraft.Subject.MOST) {
                add(field, Flaw.Rule.TOPIC_RATE.in(subject.code(), subject.perMonth(), PurposeDraft.Subject.MOST));
            }
        }
    }

    private void words(Boolean covers) {
        Map<String, String> inForce = current.map(purpose -> PurposeDraft.of(purpose, live).notices()).orElseGet(java.util.TreeMap::new);
        Review.ofNotice(trial.purpose(), draft.notices()).forEach(flaw -> add(notice(flaw), flaw));
        Review.ofChange(trial.purpose(), inForce, draft.notices(), covers).forEach(flaw ->
                add(flaw.rule() == Flaw.Rule.COVERAGE_UNANSWERED ? "covers" : notice(flaw), flaw));
        // Once said in a language it stays said: who agreed to it has read it there.
        Set<String> gone = new TreeSet<>(inForce.keySet());
        gone.removeAll(draft.notices().keySet());
        gone.forEach(locale -> need(false, "notice-" + locale, Flaw.Rule.NOTICE_MISSING, locale));
    }

    private static String notice(Flaw flaw) {
        return flaw.details().isEmpty() ? "notice" : "notice-" + flaw.details().get(0);
    }

    /** Every public form that asks about it, or does no longer, must still be one. */
    private void forms() {
        Set<String> known = new HashSet<>();
        for (CollectionPoint point : trial.catalogue().collectionPoints()) {
            if (point.brand().id() != brand.id() || !PurposeDraft.asks(point)) {
                continue;
            }
            known.add(point.code());
            boolean before = live.collectionPoint(point.id()).filter(was -> current.isPresent()
                    && was.purposes().stream().anyMatch(p -> p.id() == current.get().id())).isPresent();
            if (before || draft.forms().contains(point.code())) {
                point.form().ifPresent(form -> FormReview.of(point, form).forEach(flaw -> add("forms", flaw)));
            }
        }
        draft.forms().stream().filter(code -> !known.contains(code)).forEach(code ->
                need(false, "forms", Flaw.Rule.UNKNOWN, code));
    }

    /** Which field a flaw of the purpose itself is about. */
    private String field(Flaw flaw) {
        String first = flaw.details().isEmpty() ? "" : flaw.details().get(0);
        return switch (flaw.rule()) {
            case CODE, CODE_TAKEN -> "code";
            case CHANNEL -> "channels";
            case CLASSIFICATION, CLASSIFICATION_THIN -> "classification";
            case BASIS_MISSING, BASIS_UNFIT, UNLAWFUL, UNLAWFUL_UNKNOWN, UNLAWFUL_SOON -> "basis-" + first;
            case JURISDICTION, JURISDICTION_UNKNOWN -> "countries";
            case FUNCTION_MISSING -> "functions";
            case FAMILY_MISSING -> "families";
            case WORDS, BLANK, LOCALE -> "text-" + first;
            case NOTICE_MISSING -> "notice-" + first;
            case CAPTURE -> "forms";
            default -> "purpose";
        };
    }
}
