package org.preferencecenter.law.control;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/**
 * A rule book laid out for reading, in one language, as of one day: by jurisdiction, and in each by channel.
 *
 * @param parts   one for each jurisdiction with rules on that day
 * @param changes what changes in those rules afterwards, soonest first
 */
public record RuleSheet(List<Part> parts, List<Change> changes) {

    /** The rules of one jurisdiction. @param anchor where a page puts it */
    public record Part(String code, String anchor, String name, int count, List<Group> groups) {
    }

    /** Rules on the same channels. */
    public record Group(String name, List<Card> cards) {
    }

    /** One rule, in words. @param mark how sure we are, the letter of rule files; texts that say nothing are empty */
    public record Card(String id, String kind, String effect, String title, String sentence, String who, String about,
            String sectors, String dates, String basis, List<String> when, List<String> unless, List<String> duties,
            String citation, String confidence, String mark) {
    }

    /** A day on which rules begin or end. */
    public record Change(String day, String date, String begin, String end) {
    }

    private static final int MOST_CHANGES = 12;

    /** @param jurisdiction one the book knows, with what holds there besides; nothing: all of them */
    public static RuleSheet of(RuleBook book, LocalDate day, Optional<String> jurisdiction, String language) {
        Writer writer = new Writer(language);
        List<Jurisdiction> order = jurisdiction.isPresent()
                ? book.near(jurisdiction.get()).stream().flatMap(code -> in(book, code)).toList()
                : book.jurisdictions().stream().sorted(Comparator.comparing(Writer::level).thenComparing(writer::name)).toList();
        List<Part> parts = new ArrayList<>();
        List<Rule> shown = new ArrayList<>();
        for (Jurisdiction place : order) {
            List<Rule> rules = book.rules().stream().filter(rule -> rule.jurisdiction().equals(place.code())).toList();
            shown.addAll(rules);
            List<Rule> inForce = rules.stream().filter(rule -> rule.inForce(day)).toList();
            if (!inForce.isEmpty()) {
                parts.add(new Part(place.code(), anchor(place.code()), writer.name(place), inForce.size(),
                        writer.groups(inForce)));
            }
        }
        return new RuleSheet(parts, writer.changes(shown, day));
    }

    private static Stream<Jurisdiction> in(RuleBook book, String code) {
        return book.jurisdictions().stream().filter(j -> j.code().equals(code));
    }

    private static String anchor(String code) {
        return "in-" + (code.equals(Jurisdiction.WORLD) ? "world" : code);
    }

    /** Every jurisdiction the book knows, by code, with its name: those with rules of their own, and members of a union. */
    public static Map<String, String> places(RuleBook book, String language) {
        Writer writer = new Writer(language);
        Map<String, String> names = new TreeMap<>();
        for (Jurisdiction place : book.jurisdictions()) {
            place.members().forEach(code -> names.putIfAbsent(code, new Locale.Builder().setRegion(code).build()
                    .getDisplayCountry(writer.locale)));
        }
        book.jurisdictions().stream().filter(place -> !place.code().equals(Jurisdiction.WORLD))
                .forEach(place -> names.put(place.code(), writer.name(place)));
        return names.entrySet().stream().sorted(Map.Entry.comparingByValue(java.text.Collator.getInstance(writer.locale)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, two) -> one, LinkedHashMap::new));
    }

    /** {@code 22 November 2026}. */
    public static String date(LocalDate day, String language) {
        return new Writer(language).date(day);
    }

    /** Writes in one language. */
    private static final class Writer {

        private final String language;
        private final Locale locale;
        private final DateTimeFormatter dates;

        Writer(String language) {
            this.language = language;
            // English as the European authors of most of these rules write it: day before month.
            this.locale = language.equals("en") ? Locale.UK : Locale.forLanguageTag(language);
            this.dates = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale);
        }

        /** Countries first, then unions, where it is no hour of its own, then the floor. */
        static int level(Jurisdiction place) {
            return place.code().equals(Jurisdiction.WORLD) ? 2 : place.zones().isEmpty() ? 1 : 0;
        }

        String name(Jurisdiction place) {
            return place.name().getOrDefault(language, place.name().getOrDefault("en", place.code()));
        }

        String date(LocalDate day) {
            return dates.format(day);
        }

        List<Group> groups(List<Rule> rules) {
            Map<List<Channel>, List<Rule>> byChannels = rules.stream().collect(Collectors.groupingBy(
                    rule -> List.copyOf(rule.channels()), () -> new TreeMap<>(Comparator
                            .<List<Channel>>comparingInt(list -> list.isEmpty() ? Integer.MAX_VALUE : list.get(0).code())
                            .thenComparingInt(List::size).thenComparing(List::toString)), Collectors.toList()));
            return byChannels.entrySet().stream().map(entry -> new Group(channels(entry.getKey()),
                    entry.getValue().stream().map(this::card).toList())).toList();
        }

        private String channels(List<Channel> channels) {
            return channels.isEmpty() ? LawWords.channel(Channel.ANY, language)
                    : join(channels.stream().map(channel -> LawWords.channel(channel, language)).toList());
        }

        private Card card(Rule rule) {
            return new Card(rule.id(), rule.effect().name().toLowerCase(Locale.ROOT), LawWords.effect(rule.effect(), language),
                    LawWords.title(rule, language), LawWords.sentence(rule, language),
                    join(rule.audiences().stream().map(audience -> LawWords.audience(audience, language)).toList()),
                    rule.nature() == null ? "" : LawWords.nature(rule.nature(), language),
                    join(rule.sectors().stream().map(sector -> LawWords.sector(sector, language)).toList()), validity(rule),
                    rule.basis() == null ? "" : LawWords.basis(rule.basis(), language),
                    rule.when().stream().map(condition -> LawWords.holding(condition, language)).toList(),
                    rule.unless().stream().map(condition -> LawWords.holding(condition, language)).toList(),
                    rule.duties().stream().map(duty -> LawWords.duty(duty, language)).toList(), rule.citation(),
                    LawWords.confidence(rule.confidence(), language), rule.confidence().name().toLowerCase(Locale.ROOT));
        }

        private String validity(Rule rule) {
            String from = rule.validFrom() == null ? "" : LawWords.page("from", language, date(rule.validFrom()));
            String to = rule.validTo() == null ? "" : LawWords.page("to", language, date(rule.validTo()));
            return (from + " " + to).strip();
        }

        List<Change> changes(Collection<Rule> rules, LocalDate after) {
            Map<LocalDate, List<String>> begin = new TreeMap<>();
            Map<LocalDate, List<String>> end = new TreeMap<>();
            for (Rule rule : rules) {
                if (rule.validFrom() != null && rule.validFrom().isAfter(after)) {
                    begin.computeIfAbsent(rule.validFrom(), day -> new ArrayList<>()).add(rule.id());
                }
                if (rule.validTo() != null && !rule.validTo().isBefore(after)) {
                    end.computeIfAbsent(rule.validTo().plusDays(1), day -> new ArrayList<>()).add(rule.id());
                }
            }
            return Stream.concat(begin.keySet().stream(), end.keySet().stream()).sorted().distinct().limit(MOST_CHANGES)
                    .map(day -> new Change(day.toString(), date(day), join(begin.getOrDefault(day, List.of())),
                            join(end.getOrDefault(day, List.of())))).toList();
        }

        private static String join(List<String> parts) {
            return String.join(", ", parts);
        }
    }
}
