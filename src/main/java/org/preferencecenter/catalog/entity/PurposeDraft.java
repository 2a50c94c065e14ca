package org.preferencecenter.catalog.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Words;

/**
 * Everything a marketing desk decides about a purpose, as a value: what is live reads as one, and a change waiting for a
 * second person is one. Always in one form (sorted, trimmed), so that two that say the same are equal.
 *
 * @param classification why it was filed as a service (S-40), or empty
 * @param functions      functions at work that the subject relates to (S-13), apart by blanks, or empty
 * @param families       product families it is about (S-18), apart by blanks, or empty
 * @param sector         the business sector, where rules speak of it, or empty
 * @param retentionMonths how long after the last action people may still be contacted (S-46); published from 1 to 120
 * @param offered        false: private, no public page lists it
 * @param tracking       asks for consent to pixels that tell who opened
 * @param grounds        the legal basis for each audience it serves, everywhere or in one country
 * @param countries      where it is meant to be used; empty: everywhere
 * @param texts          by locale
 * @param topics         in display order, retired ones included
 * @param notices        by locale: the words people agree to, of the version in force or to come
 * @param forms          codes of the public forms that ask about it
 */
public record PurposeDraft(String code, MessageNature nature, String classification, String functions, String families,
        String sector, int retentionMonths, boolean offered, boolean tracking, List<Ground> grounds,
        SortedSet<Channel> channels, SortedSet<String> countries, SortedMap<String, Said> texts, List<Subject> topics,
        SortedMap<String, String> notices, SortedSet<String> forms) {

    /** The longest a retention may be, in months. */
    public static final int LONGEST_MONTHS = 120;

    /** @param country ISO 3166-1 alpha-2, or {@link Basis#ANYWHERE} */
    public record Ground(Audience audience, String country, LegalBasis basis) {
    }

    /** What recipients read in one language. */
    public record Said(String title, String about) {

        public Said {
            title = tidy(title);
            about = tidy(about);
        }

        boolean empty() {
            return title.isEmpty() && about.isEmpty();
        }
    }

    /** A topic. @param perMonth the declared rate: about this many messages a month, published from 1 to 400 */
    public record Subject(String code, int perMonth, boolean retired, SortedMap<String, Said> texts) {

        /** The most messages a month that can be declared. */
        public static final int MOST = 400;

        public Subject {
            code = tidy(code);
            texts = said(texts);
        }
    }

    public PurposeDraft {
        code = tidy(code);
        classification = tidy(classification);
        functions = String.join(" ", Words.of(tidy(functions)).stream().sorted().toList());
        families = String.join(" ", Words.of(tidy(families)).stream().sorted().toList());
        sector = tidy(sector);
        grounds = grounds.stream().distinct()
                .sorted(Comparator.comparing(Ground::audience).thenComparing(Ground::country).thenComparing(Ground::basis)).toList();
        channels = Collections.unmodifiableSortedSet(new TreeSet<>(channels));
        countries = Collections.unmodifiableSortedSet(new TreeSet<>(countries));
        texts = said(texts);
        topics = List.copyOf(topics);
        notices = filled(notices);
        forms = Collections.unmodifiableSortedSet(new TreeSet<>(forms));
    }

    private static SortedMap<String, Said> said(Map<String, Said> texts) {
        SortedMap<String, Said> filled = new TreeMap<>(texts);
        filled.values().removeIf(Said::empty);
        return Collections.unmodifiableSortedMap(filled);
    }

    private static SortedMap<String, String> filled(Map<String, String> wordings) {
        SortedMap<String, String> filled = new TreeMap<>(wordings);
        filled.replaceAll((locale, wording) -> tidy(wording));
        filled.values().removeIf(String::isEmpty);
        return Collections.unmodifiableSortedMap(filled);
    }

    /** As it is kept: trimmed, lines ended by a line feed alone. Browsers send both signs (HTML, form submission). */
    private static String tidy(String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }

    /** An empty one to begin with: prospecting by e-mail, kept three years (S-46), offered to the public. */
    public static PurposeDraft blank() {
        return new PurposeDraft("", MessageNature.PROSPECTING, "", "", "", "", 36, true, false, List.of(),
                new TreeSet<>(Set.of(Channel.EMAIL)), new TreeSet<>(), new TreeMap<>(), List.of(), new TreeMap<>(), new TreeSet<>());
    }

    /** What is live of a purpose. */
    public static PurposeDraft of(Purpose purpose, Collection<Notice> notices, Collection<CollectionPoint> points) {
        return new PurposeDraft(purpose.code(), purpose.nature(), purpose.classification().orElse(""),
                String.join(" ", purpose.functions()), String.join(" ", purpose.families()), purpose.sector().orElse(""),
                purpose.retentionMonths(), purpose.offered(), purpose.tracking(),
                purpose.bases().stream().map(b -> new Ground(b.audience(), b.jurisdiction(), b.basis())).toList(),
                new TreeSet<>(purpose.channels()), new TreeSet<>(purpose.jurisdictions()), spoken(purpose.texts()),
                purpose.topics().stream().map(PurposeDraft::of).toList(), inForce(purpose, notices),
                points.stream().filter(point -> point.purposes().stream().anyMatch(p -> p.id() == purpose.id()) && asks(point))
                        .map(CollectionPoint::code).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** As above, out of a whole catalogue. */
    public static PurposeDraft of(Purpose purpose, Catalogue catalogue) {
        return of(purpose, catalogue.notices(), catalogue.collectionPoints());
    }

    /** Whether a collection point is one of those named here: a public form that is in use. */
    static boolean asks(CollectionPoint point) {
        return point.kind() == CollectionPoint.Kind.FORM && !point.retired();
    }

    private static Subject of(Topic topic) {
        return new Subject(topic.code(), topic.perMonth(), topic.retired(), spoken(topic.texts()));
    }

    private static SortedMap<String, Said> spoken(Map<String, Text> texts) {
        SortedMap<String, Said> spoken = new TreeMap<>();
        texts.forEach((locale, text) -> spoken.put(locale, new Said(text.title(), text.about())));
        return spoken;
    }

    private static SortedMap<String, String> inForce(Purpose purpose, Collection<Notice> notices) {
        SortedMap<String, String> wordings = new TreeMap<>();
        notices.stream().filter(notice -> notice.purpose().id() == purpose.id())
                .sorted(Comparator.comparingInt(Notice::version)).forEach(notice -> wordings.put(notice.locale(), notice.wording()));
        return wordings;
    }

    /** The audiences it says a basis for. */
    public Set<Audience> serves() {
        return grounds.stream().map(Ground::audience).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Its name in a language, else in the first it is said in, else its code. */
    public String title(String locale) {
        Said there = texts.get(locale);
        return there != null && !there.title().isEmpty() ? there.title()
                : texts.values().stream().map(Said::title).filter(title -> !title.isEmpty()).findFirst().orElse(code);
    }

    /** True if some words that people have agreed to are replaced by others: the question of S-11 has to be answered. */
    public boolean rewords(PurposeDraft live) {
        return notices.entrySet().stream().anyMatch(notice -> live.notices().containsKey(notice.getKey())
                && !live.notices().get(notice.getKey()).equals(notice.getValue()));
    }

    /**
     * The same changes made to what is live now: what this says otherwise than its base stays said so, all else is as live.
     *
     * @param base what was live when it was begun
     */
    public PurposeDraft onto(PurposeDraft base, PurposeDraft live) {
        return new PurposeDraft(live.code(), live.nature(), ours(classification, base.classification(), live.classification()),
                ours(functions, base.functions(), live.functions()), ours(families, base.families(), live.families()),
                ours(sector, base.sector(), live.sector()), ours(retentionMonths, base.retentionMonths(), live.retentionMonths()),
                ours(offered, base.offered(), live.offered()), ours(tracking, base.tracking(), live.tracking()),
                ours(grounds, base.grounds(), live.grounds()), ours(channels, base.channels(), live.channels()),
                ours(countries, base.countries(), live.countries()), merged(texts, base.texts(), live.texts()),
                merged(topics, base.topics(), live.topics()), merged(notices, base.notices(), live.notices()),
                ours(forms, base.forms(), live.forms()));
    }

    private static <T> T ours(T ours, T base, T live) {
        return ours.equals(base) ? live : ours;
    }

    private static <T> SortedMap<String, T> merged(Map<String, T> ours, Map<String, T> base, Map<String, T> live) {
        SortedMap<String, T> merged = new TreeMap<>(live);
        ours.forEach((key, value) -> {
            if (!value.equals(base.get(key))) {
                merged.put(key, value);
            }
        });
        base.keySet().stream().filter(key -> !ours.containsKey(key)).forEach(merged::remove);
        return merged;
    }

    /** Ours in our order, each as live where we left it alone; then what is only live. A retired topic stays retired. */
    private static List<Subject> merged(List<Subject> ours, List<Subject> base, List<Subject> live) {
        List<Subject> merged = new ArrayList<>();
        for (Subject subject : ours) {
            Subject there = named(live, subject.code());
            merged.add(there != null && (there.retired() || subject.equals(named(base, subject.code()))) ? there : subject);
        }
        live.stream().filter(subject -> named(ours, subject.code()) == null).forEach(merged::add);
        return merged;
    }

    static Subject named(List<Subject> topics, String code) {
        return topics.stream().filter(topic -> topic.code().equals(code)).findFirst().orElse(null);
    }

    /** This with other words to agree to. */
    public PurposeDraft noticing(Map<String, String> wordings) {
        return new PurposeDraft(code, nature, classification, functions, families, sector, retentionMonths, offered, tracking,
                grounds, channels, countries, texts, topics, new TreeMap<>(wordings), forms);
    }
}
