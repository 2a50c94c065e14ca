package org.preferencecenter.office.entity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DraftReview.Found;
import org.preferencecenter.catalog.entity.Footing;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.PurposeDraft.Ground;
import org.preferencecenter.catalog.entity.PurposeDraft.Said;
import org.preferencecenter.catalog.entity.PurposeDraft.Subject;
import org.preferencecenter.catalog.entity.WordDiff;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.platform.entity.Locales;

/** The editor's form, filled in: every field with what is said in it, what is wrong with it, and what the law answers. */
public final class PurposeEditorView {

    /** @param chosen {@code checked} or {@code selected}, or empty as HTML wants it */
    public record Option(String value, String label, String chosen) {
    }

    /** One more country for an audience, or an empty line to add one. */
    public record Elsewhere(List<Option> countries, List<Option> bases) {
    }

    /** The basis for an audience, with what the rule book says of it. */
    public record GroundView(String audience, String label, List<Option> bases, List<Elsewhere> exceptions, List<LawBeside.Answer> answers,
            List<String> flaws) {
    }

    /** The words in one language. @param pieces what changes in the notice; none: nothing, or it is new */
    public record Tongue(String code, String name, String direction, boolean open, String state, String title, String about,
            String notice, List<WordDiff.Piece> pieces, List<String> textFlaws, List<String> noticeFlaws) {
    }

    /** @param fixed whether its code is live and stays. @param ended whether it is retired already */
    public record TopicView(int index, String code, boolean fixed, boolean ended, String retires, String rate, String label,
            boolean first, boolean last, boolean open, List<Tongue> tongues, List<String> flaws) {
    }

    private final Words words;
    private final CatalogWords plain;
    private final FlawWords named;
    private final Brand brand;
    private final PurposeDraft live;
    private final PurposeDraft draft;
    private final Boolean covers;
    private final List<Found> found;
    private final List<CollectionPoint> forms;
    private final RuleBook book;
    private final LocalDate day;

    /** @param live null: a new one. @param covers null: not answered. @param forms that could ask about it */
    public PurposeEditorView(Words words, Brand brand, PurposeDraft live, PurposeDraft draft, Boolean covers, List<Found> found,
            List<CollectionPoint> forms, RuleBook book, LocalDate day) {
        this.words = words;
        this.plain = new CatalogWords(words);
        this.brand = brand;
        this.live = live;
        this.draft = draft;
        this.covers = covers;
        this.named = new FlawWords(words, brand, draft);
        this.found = found;
        this.forms = forms;
        this.book = book;
        this.day = day;
    }

    public PurposeDraft getDraft() {
        return draft;
    }

    /** What is wrong with a field, in sentences. */
    public List<String> flaws(String field) {
        return found.stream().filter(one -> one.field().equals(field)).map(named::say).distinct().toList();
    }

    /** All of them, each with the way to its field. */
    public List<FlawWords.Line> getLines() {
        return named.lines(found);
    }

    /** {@code true} for aria-invalid, or null. */
    public String invalid(String field) {
        return found.stream().anyMatch(one -> one.field().equals(field)) ? "true" : null;
    }

    /** The id of a field's flaws for aria-describedby, or null. */
    public String described(String field) {
        return invalid(field) == null ? null : "flaw-" + field;
    }

    /** How many places something is wrong at. */
    public int getFlawed() {
        return (int) found.stream().map(Found::field).distinct().count();
    }

    public List<Option> getNatures() {
        return options(MessageNature.values(), Set.of(draft.nature()), "checked");
    }

    public List<Option> getChannels() {
        return options(Arrays.stream(Channel.values()).filter(one -> one != Channel.ANY).toArray(Channel[]::new), draft.channels(),
                "checked");
    }

    private List<Option> options(Enum<?>[] all, Set<?> chosen, String mark) {
        return Arrays.stream(all).map(one -> new Option(one.name(), plain.plain(one.name()), chosen.contains(one) ? mark : "")).toList();
    }

    /** Countries the rule book knows, and those that were named all the same. */
    public List<Option> getCountries() {
        Set<String> all = new TreeSet<>(Footing.known(book));
        all.addAll(draft.countries());
        return all.stream().map(code -> new Option(code, plain.country(code), draft.countries().contains(code) ? "checked" : ""))
                .sorted(java.util.Comparator.comparing(Option::label, java.text.Collator.getInstance(Locales.of(words.language()))))
                .toList();
    }

    /** The countries in one line. */
    public String getServed() {
        return draft.countries().isEmpty() ? words.say("purpose.everywhere") : plain.countries(draft.countries());
    }

    public List<GroundView> getGrounds() {
        LawBeside law = new LawBeside(words, brand, draft, book, day);
        return Arrays.stream(Audience.values()).map(audience -> ground(audience, law.of(audience))).toList();
    }

    private GroundView ground(Audience audience, List<LawBeside.Answer> answers) {
        List<Ground> said = draft.grounds().stream().filter(ground -> ground.audience() == audience).toList();
        List<Elsewhere> exceptions = new ArrayList<>();
        said.stream().filter(ground -> !ground.country().equals(Basis.ANYWHERE)).forEach(ground ->
                exceptions.add(exception(ground.country(), ground.basis())));
        exceptions.add(exception("", null));
        LegalBasis everywhere = said.stream().filter(ground -> ground.country().equals(Basis.ANYWHERE)).map(Ground::basis)
                .findFirst().orElse(null);
        return new GroundView(audience.name(), plain.plain(audience.name()), bases(everywhere), exceptions, answers,
                flaws("basis-" + audience));
    }

    private Elsewhere exception(String country, LegalBasis basis) {
        Set<String> all = new LinkedHashSet<>(Footing.known(book));
        if (!country.isEmpty()) {
            all.add(country);
        }
        List<Option> countries = new ArrayList<>(all.stream().map(code -> new Option(code, plain.country(code),
                code.equals(country) ? "selected" : "")).sorted(java.util.Comparator.comparing(Option::label,
                        java.text.Collator.getInstance(Locales.of(words.language())))).toList());
        countries.add(0, new Option("", words.say("purpose.country.none"), ""));
        return new Elsewhere(countries, bases(basis));
    }

    private List<Option> bases(LegalBasis chosen) {
        List<Option> bases = new ArrayList<>();
        bases.add(new Option("", words.say("purpose.basis.none"), ""));
        for (LegalBasis basis : List.of(LegalBasis.CONSENT, LegalBasis.SOFT_OPT_IN, LegalBasis.LEGITIMATE_INTEREST,
                LegalBasis.CONTRACT)) {
            bases.add(new Option(basis.name(), plain.plain(basis.name()), basis == chosen ? "selected" : ""));
        }
        return bases;
    }

    /** The brand's own language first, then as the public pages have them. */
    public List<Tongue> getTongues() {
        return locales().stream().map(locale -> {
            Said said = draft.texts().getOrDefault(locale, new Said("", ""));
            String notice = draft.notices().getOrDefault(locale, "");
            String before = live == null ? "" : live.notices().getOrDefault(locale, "");
            boolean there = !said.title().isEmpty() || !notice.isEmpty();
            List<String> textFlaws = flaws("text-" + locale);
            List<String> noticeFlaws = flaws("notice-" + locale);
            return new Tongue(locale, CatalogWords.language(locale), Locales.direction(locale), locale.equals(brand.defaultLocale())
                    || !textFlaws.isEmpty() || !noticeFlaws.isEmpty(), words.say(there ? "purpose.language.there" : "purpose.language.none"),
                    said.title(), said.about(), notice,
                    before.isEmpty() || before.equals(notice) ? List.of() : WordDiff.between(before, notice), textFlaws, noticeFlaws);
        }).toList();
    }

    private List<String> locales() {
        Set<String> locales = new LinkedHashSet<>(List.of(brand.defaultLocale()));
        locales.addAll(Locales.SPOKEN);
        locales.addAll(draft.texts().keySet());
        locales.addAll(draft.notices().keySet());
        return List.copyOf(locales);
    }

    /** Those there are, and an empty one to add another. */
    public List<TopicView> getTopics() {
        List<TopicView> topics = new ArrayList<>();
        List<Subject> all = new ArrayList<>(draft.topics());
        all.add(new Subject("", 2, false, new java.util.TreeMap<>()));
        for (int i = 0; i < all.size(); i++) {
            Subject topic = all.get(i);
            boolean blank = i == all.size() - 1;
            Subject was = live == null ? null : live.topics().stream().filter(t -> t.code().equals(topic.code())).findFirst().orElse(null);
            List<String> flaws = blank ? List.of() : flaws("topic-" + topic.code());
            String label = blank ? words.say("purpose.topic.new") : topic.texts().values().stream().map(Said::title)
                    .filter(title -> !title.isEmpty()).findFirst().orElse(topic.code());
            label = topic.texts().containsKey(words.language()) ? topic.texts().get(words.language()).title() : label;
            topics.add(new TopicView(i, topic.code(), was != null, was != null && was.retired(), topic.retired() ? "checked" : "",
                    topic.perMonth() == 0 ? "" : Integer.toString(topic.perMonth()), label, i == 0, i >= all.size() - 2,
                    !blank && !flaws.isEmpty(), tongues(topic.texts()), flaws));
        }
        return topics;
    }

    private List<Tongue> tongues(Map<String, Said> texts) {
        return locales().stream().map(locale -> {
            Said said = texts.getOrDefault(locale, new Said("", ""));
            return new Tongue(locale, CatalogWords.language(locale), Locales.direction(locale), locale.equals(brand.defaultLocale())
                    || !said.title().isEmpty(), "", said.title(), said.about(), "", List.of(), List.of(), List.of());
        }).toList();
    }

    /** Public forms of the brand. */
    public List<Option> getForms() {
        return forms.stream().map(form -> new Option(form.code(), form.form().flatMap(said -> said.localeFor(words.language(),
                brand.defaultLocale()).map(locale -> said.texts().get(locale).title())).orElse(form.code()),
                draft.forms().contains(form.code()) ? "checked" : "")).toList();
    }

    /** Whether the question of S-11 is to be asked: words change that people have agreed to. */
    public boolean isRewords() {
        return live != null && draft.rewords(live);
    }

    public String covered(boolean yes) {
        return covers != null && covers == yes ? "checked" : "";
    }
}
