package org.preferencecenter.office.boundary;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.RollbackException;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.office.control.LastChange;
import org.preferencecenter.office.entity.Forbidden;

/**
 * What the editors of brands, streams and collection points have in common: what was typed stays, what is wrong stands
 * beside its field, and of two officers at one thing the second learns what the first did.
 */
public abstract class SetupPage {

    /** Address parameter and hidden field: the code of what is edited; none: something new. */
    public static final String OF = "of";

    @Inject
    private Desk desk;
    @Inject
    private HttpServletRequest request;
    @Inject
    private Catalog catalog;
    @Inject
    private SetupTransaction transaction;
    @Inject
    private LastChange lastChange;
    private final Map<String, String> wrong = new LinkedHashMap<>();
    private boolean stale;

    /** A sentence about a field, with the field to go to. @param anchor empty: about the whole */
    public record Mistake(String anchor, String text) {
    }

    /** What is stored of a field now, where it is not what was typed. */
    public record Stored(String label, String value) {
    }

    /** @return empty for what is not set */
    abstract String stored(String field);

    /** The fields that are compared when somebody else saved meanwhile. */
    abstract List<String> fields();

    /** The key of a field's label. */
    abstract String label(String field);

    Desk desk() {
        return desk;
    }

    HttpServletRequest request() {
        return request;
    }

    Catalogue now() {
        return catalog.now();
    }

    String typed(String field) {
        String typed = request.getParameter(field);
        return typed == null ? "" : typed.strip().replace("\r\n", "\n");
    }

    /** Everything that was typed or ticked under one name, in one order whatever the page's. */
    String all(String field) {
        String[] all = request.getParameterValues(field);
        return all == null || all.length < 2 ? typed(field) : sorted(Arrays.asList(all));
    }

    static String sorted(Collection<String> values) {
        return String.join(" ", new TreeSet<>(values));
    }

    /** The code of what is edited; empty: something new. */
    public String getOf() {
        return typed(OF);
    }

    public boolean isFresh() {
        return getOf().isEmpty();
    }

    /** Which of the page's forms a field is in: only that one was typed into. */
    String form(String field) {
        return "edit";
    }

    private boolean posted(String field) {
        return "POST".equals(request.getMethod()) && typed("part").equals(form(field));
    }

    /** What a field shows: what was just typed, else what is stored. */
    public String value(String field) {
        return posted(field) ? typed(field) : stored(field);
    }

    /** {@code checked}, or empty. */
    public String checked(String field, String value) {
        return shows(field, value) ? "checked" : "";
    }

    /** {@code selected}, or empty. */
    public String selected(String field, String value) {
        return shows(field, value) ? "selected" : "";
    }

    private boolean shows(String field, String value) {
        if (!posted(field)) {
            return List.of(stored(field).split(" ")).contains(value) || stored(field).equals(value);
        }
        String[] all = request.getParameterValues(field);
        return all != null && List.of(all).contains(value);
    }

    public String flaw(String field) {
        return wrong.getOrDefault(field, "");
    }

    /** {@code true}, or empty. */
    public String invalid(String field) {
        return wrong.containsKey(field) ? "true" : "";
    }

    /** For {@code aria-describedby}: what is wrong first, then what helps. */
    public String described(String field, String hint) {
        return ((wrong.containsKey(field) ? "e-" + field + " " : "") + (hint == null || hint.isEmpty() ? "" : "h-" + field)).strip();
    }

    public List<Mistake> getMistakes() {
        return wrong.entrySet().stream().map(one -> new Mistake(one.getKey().isEmpty() ? "" : "f-" + one.getKey(), one.getValue()))
                .toList();
    }

    void wrong(String field, String sentence) {
        wrong.merge(field, sentence, (one, other) -> one + " " + other);
    }

    boolean right() {
        return wrong.isEmpty();
    }

    /** The brands they may set up; of the one chosen, if one is. */
    List<Brand> mine() {
        return desk.getBrands().stream().filter(brand -> desk.officer().may(Right.EDIT_BRANDS, brand.id()))
                .filter(brand -> desk.getBrand().isEmpty() || desk.getBrand().get().id() == brand.id()).toList();
    }

    /** For who asks for what is not theirs and for what is not there: the same answer. */
    <T> T found(Optional<T> thing) {
        return thing.orElseThrow(() -> new Forbidden("to set this up"));
    }

    /**
     * Does it in one transaction and lets everybody see it; or does nothing and says what is wrong.
     *
     * @param field beside which field a flaw is said
     * @return whether it was done
     */
    boolean save(Supplier<List<Flaw>> change, Function<Flaw, String> field) {
        List<Flaw> flaws;
        try {
            flaws = transaction.run(change, this::right);
        } catch (RollbackException someoneElse) {
            flaws = List.of(Flaw.Rule.STALE.in(getOf()));
        }
        stale = flaws.stream().anyMatch(flaw -> flaw.rule() == Flaw.Rule.STALE);
        flaws.forEach(flaw -> {
            if (flaw.rule() != Flaw.Rule.STALE) {
                wrong(field.apply(flaw), sentence(flaw));
            }
        });
        if (flaws.isEmpty() && right() || stale) {
            transaction.refresh();
        }
        return flaws.isEmpty() && right();
    }

    String sentence(Flaw flaw) {
        Object[] with = new Object[flaw.details().size() + 1];
        with[0] = flaw.where();
        for (int i = 1; i < with.length; i++) {
            with[i] = flaw.details().get(i - 1);
        }
        return desk.getWords().say(flaw.rule().messageKey(), with);
    }

    /** Whether somebody else saved since this was opened. */
    public boolean isStale() {
        return stale;
    }

    /** Who did, and when. @param subject as in the audit */
    String meanwhile(String subject) {
        return lastChange.of(subject).map(last -> desk.say("setup.stale", last.who(), desk.time(last.at())))
                .orElseGet(() -> desk.say("setup.stale.unknown"));
    }

    /** What is stored now where it differs from what was typed. */
    public List<Stored> getDifferences() {
        return fields().stream().filter(field -> !stored(field).equals(all(field)))
                .map(field -> new Stored(desk.say(label(field)), stored(field))).toList();
    }

    /** Names of the fields that are to be changed, for the audit: never what was typed. */
    String changed() {
        return String.join(", ", fields().stream().filter(field -> !stored(field).equals(all(field))).toList());
    }

    /** A language as the office calls it. */
    String language(String tag) {
        return Locale.forLanguageTag(tag).getDisplayLanguage(Locale.forLanguageTag(desk.getLanguage()));
    }

    /** @return null for nothing typed */
    static String orNull(String typed) {
        return typed.isEmpty() ? null : typed;
    }
}
