package org.preferencecenter.catalog.entity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.RuleBook;

/** What must hold before something enters the catalogue. Answers every flaw, never only the first. */
public final class Review {

    /** A dot-atom in lower case: it stands in List-ID, DKIM and address domains. The label before it needs room too. */
    static final String DOMAIN = "(?=.{4,190}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{1,62}[a-z0-9]";
    private static final String COLOUR = "#[0-9a-f]{6}";
    /** The least that can be a sentence, in characters and in words. */
    private static final int SENTENCE = 20;
    private static final int WORDS = 4;

    private final List<Flaw> flaws = new ArrayList<>();
    private final String where;

    private Review(String where) {
        this.where = String.valueOf(where);
    }

    public static List<Flaw> of(Brand brand) {
        Review review = new Review(brand.code());
        review.code(brand.code(), 40);
        review.filled("name", brand.name());
        review.filled("contactEmail", brand.contactEmail());
        review.filled("postalAddress", brand.postalAddress());
        review.locale(brand.defaultLocale());
        review.need(String.valueOf(brand.mailDomain()).matches(DOMAIN), Flaw.Rule.MAIL_DOMAIN, brand.mailDomain());
        review.readable(brand.accent(), brand.accentInk());
        review.flaws.addAll(BrandReview.of(brand));
        return review.flaws;
    }

    /** @param serves the audiences it is meant for: each must be told on which basis */
    public static List<Flaw> of(Purpose purpose, Set<Audience> serves) {
        Review review = new Review(purpose.code());
        review.code(purpose.code(), 40);
        review.need(!purpose.brand().retired(), Flaw.Rule.RETIRED, purpose.brand().code());
        review.words(purpose.texts(), purpose.brand().defaultLocale());
        review.need(!purpose.channels().isEmpty() && !purpose.channels().contains(Channel.ANY), Flaw.Rule.CHANNEL,
                purpose.channels());
        if (purpose.nature() == MessageNature.SERVICE) {
            review.need(!purpose.classification().orElse("").isBlank(), Flaw.Rule.CLASSIFICATION);
        } else {
            review.bases(purpose, serves);
        }
        review.places(purpose);
        return review.flaws;
    }

    /**
     * What must hold of a whole purpose before anything is sent for it: the law, the words and the ways people are asked.
     *
     * @param notices its own, of all versions
     * @param points  where it is asked about
     * @param day     on which the rules are asked
     */
    public static List<Flaw> complete(Purpose purpose, Collection<Notice> notices, Collection<CollectionPoint> points,
            RuleBook ruleBook, LocalDate day) {
        Review review = new Review(purpose.code());
        review.need(!purpose.retired() && !purpose.brand().retired(), Flaw.Rule.RETIRED,
                purpose.retired() ? purpose.code() : purpose.brand().code());
        Set<String> locales = new TreeSet<>(purpose.texts().keySet());
        locales.add(purpose.brand().defaultLocale());
        locales.removeAll(notices.stream().map(Notice::locale).toList());
        locales.forEach(locale -> review.need(false, Flaw.Rule.NOTICE_MISSING, locale));
        review.classified(purpose);
        review.related(purpose);
        review.flaws.addAll(lawful(purpose, ruleBook, day));
        points.stream().filter(point -> !point.retired()).forEach(point -> review.flaws.addAll(Asking.fit(point, purpose)));
        return review.flaws;
    }

    /** Each audience × channel × jurisdiction for which the rule book says that the basis is not possible (S-09, S-33). */
    public static List<Flaw> lawful(Purpose purpose, RuleBook ruleBook, LocalDate day) {
        return new Lawfulness(purpose, ruleBook).on(day);
    }

    /** What is lawful on the day and will not be any more within twelve months: advice, not a refusal. */
    public static List<Flaw> ahead(Purpose purpose, RuleBook ruleBook, LocalDate day) {
        return new Lawfulness(purpose, ruleBook).ahead(day);
    }

    public static List<Flaw> of(Topic topic) {
        Review review = new Review(topic.code());
        review.code(topic.code(), 40);
        review.need(!topic.purpose().retired(), Flaw.Rule.RETIRED, topic.purpose().code());
        review.words(topic.texts(), topic.purpose().brand().defaultLocale());
        return review.flaws;
    }

    public static List<Flaw> of(Stream stream) {
        Review review = new Review(stream.code());
        review.code(stream.code(), 60);
        review.need(!stream.purpose().retired(), Flaw.Rule.RETIRED, stream.purpose().code());
        stream.topic().ifPresent(topic -> {
            review.need(topic.purpose().id() == stream.purpose().id(), Flaw.Rule.UNKNOWN, topic.code());
            review.need(!topic.retired(), Flaw.Rule.RETIRED, topic.code());
        });
        review.need(stream.purpose().channels().contains(stream.channel()), Flaw.Rule.CHANNEL, stream.channel());
        return review.flaws;
    }

    public static List<Flaw> of(CollectionPoint point) {
        Review review = new Review(point.code());
        review.code(point.code(), 40);
        review.need(!point.brand().retired(), Flaw.Rule.RETIRED, point.brand().code());
        point.purposes().forEach(purpose -> review.flaws.addAll(Asking.review(point, purpose)));
        return review.flaws;
    }

    /**
     * What stands against publishing wordings in the place of others: nobody but the editor can say whether who agreed to
     * the old words agreed to the new (S-11), and a consent that has to be asked for again is asked for in every language.
     *
     * @param current  by locale, the wordings in use
     * @param wordings by locale, what is to replace them
     * @param covers   the editor's answer: consents given so far cover the new words; null: not answered
     */
    public static List<Flaw> ofChange(Purpose purpose, Map<String, String> current, Map<String, String> wordings,
            Boolean covers) {
        Review review = new Review(purpose.code());
        boolean changed = false;
        for (String locale : new TreeSet<>(wordings.keySet())) {
            String before = current.get(locale);
            if (before != null && !before.equals(wordings.get(locale))) {
                changed = true;
                review.need(covers != null, Flaw.Rule.COVERAGE_UNANSWERED, locale, before, wordings.get(locale));
            }
        }
        if (changed && Boolean.FALSE.equals(covers)) {
            new TreeSet<>(current.keySet()).forEach(locale ->
                    review.need(wordings.containsKey(locale), Flaw.Rule.NOTICE_MISSING, locale));
        }
        return review.flaws;
    }

    /** @param wordings by locale, all of one version */
    public static List<Flaw> ofNotice(Purpose purpose, Map<String, String> wordings) {
        Review review = new Review(purpose.code());
        review.need(!purpose.retired(), Flaw.Rule.RETIRED, purpose.code());
        review.need(wordings.containsKey(purpose.brand().defaultLocale()), Flaw.Rule.WORDS,
                purpose.brand().defaultLocale());
        wordings.forEach((locale, wording) -> {
            review.locale(locale);
            review.filled(locale, wording);
        });
        return review.flaws;
    }

    /** Whether something is the name of a language. */
    static List<Flaw> tag(String where, String tag) {
        Review review = new Review(where);
        review.locale(tag);
        return review.flaws;
    }

    private void need(boolean holds, Flaw.Rule rule, Object... details) {
        if (!holds) {
            flaws.add(rule.in(where, details));
        }
    }

    private void code(String code, int longest) {
        need(String.valueOf(code).matches("[a-z][a-z0-9-]{0," + (longest - 1) + "}"), Flaw.Rule.CODE, longest);
    }

    private void filled(String field, String value) {
        need(value != null && !value.isBlank(), Flaw.Rule.BLANK, field);
    }

    private void locale(String tag) {
        need(tagged(tag), Flaw.Rule.LOCALE, tag);
    }

    /** Whether it is a language tag (BCP 47). */
    static boolean tagged(String tag) {
        try {
            return tag != null && !new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty();
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    /** Colours that cannot be told apart are refused when they are picked, not when somebody fails to read. */
    private void readable(String accent, String ink) {
        if (!String.valueOf(accent).matches(COLOUR) || !String.valueOf(ink).matches(COLOUR)) {
            need(false, Flaw.Rule.COLOUR, accent, ink);
            return;
        }
        double contrast = Contrast.between(accent, ink);
        // Cut, not rounded: 4.499 must not be shown as the 4.5 it falls short of.
        need(contrast >= Contrast.READABLE, Flaw.Rule.CONTRAST, accent, ink, Math.floor(contrast * 100) / 100);
    }

    /** Words in the brand's own language, and no half-translated one. */
    private void words(Map<String, Text> texts, String locale) {
        need(texts.containsKey(locale), Flaw.Rule.WORDS, locale);
        texts.forEach((of, text) -> {
            locale(of);
            filled(of, text.title());
            filled(of, text.about());
        });
    }

    private void places(Purpose purpose) {
        Set<String> codes = new TreeSet<>(purpose.jurisdictions());
        purpose.bases().stream().map(Basis::jurisdiction).filter(code -> !code.equals(Basis.ANYWHERE)).forEach(codes::add);
        codes.forEach(code -> need(code.matches("[A-Z]{2}"), Flaw.Rule.JURISDICTION, code));
    }

    /** A grey case is explained to somebody who was not there, which takes a sentence (S-40). */
    private void classified(Purpose purpose) {
        String why = purpose.classification().orElse("").strip();
        if (purpose.nature() == MessageNature.SERVICE) {
            need(why.length() >= SENTENCE && why.split("\\s+").length >= WORDS, Flaw.Rule.CLASSIFICATION_THIN, why);
        }
    }

    /** An opt-out regime holds for what relates to the function, or is like what was bought: so it is said to what. */
    private void related(Purpose purpose) {
        if (purpose.nature() == MessageNature.PROSPECTING) {
            need(!purpose.functions().isEmpty() || purpose.bases().stream().noneMatch(b ->
                    b.audience() == Audience.PROFESSIONAL && b.basis() == LegalBasis.LEGITIMATE_INTEREST),
                    Flaw.Rule.FUNCTION_MISSING);
            need(!purpose.families().isEmpty() || purpose.bases().stream().noneMatch(b ->
                    b.basis() == LegalBasis.SOFT_OPT_IN), Flaw.Rule.FAMILY_MISSING);
        }
    }

    private void bases(Purpose purpose, Set<Audience> serves) {
        need(!serves.isEmpty(), Flaw.Rule.BASIS_MISSING, Audience.CONSUMER);
        for (Audience audience : new TreeSet<>(serves)) {
            need(purpose.bases().stream().anyMatch(b -> b.audience() == audience), Flaw.Rule.BASIS_MISSING, audience);
        }
        for (Basis basis : purpose.bases()) {
            // A duty carries what it needs, never an offer besides; whether a contract in force does, the rule book says.
            need(basis.basis() != LegalBasis.LEGAL_OBLIGATION, Flaw.Rule.BASIS_UNFIT, basis.audience(), basis.basis());
        }
    }
}
