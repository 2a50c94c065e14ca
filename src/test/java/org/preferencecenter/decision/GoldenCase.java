package org.preferencecenter.decision;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Judgement;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.RuleBook;

/**
 * One case of a {@code .cases.yaml} file: what is given, and what must come of it. The words of the files are explained in
 * {@code src/test/resources/law/README.md}.
 */
final class GoldenCase {

    private static final Set<String> WORDS = Set.of("that", "at", "clock", "who", "facts", "lives-in", "zone", "audience",
            "address", "nobody", "brand", "channel", "basis", "service", "sector", "families", "functions", "digest-stream",
            "unpublished", "retired", "said", "wording-since", "frequency", "paused-until", "next-free", "last-sign",
            "attempts", "refused", "lists", "suppressed", "pixel", "pixel-consent", "asks-to-go-on",
            "then", "because", "lacks", "not", "owes", "owes-not");

    final String title;
    private final Given given = new Given();
    private final ZoneId clock;
    private final Verdict verdict;
    private final Instant until;
    private final List<String> because;
    private final List<String> lacks;
    private final List<String> not;
    private final List<String> owes;
    private final List<String> owesNot;

    GoldenCase(Map<String, Object> words, Map<String, Map<String, String>> people) {
        title = text(words, "that");
        Set<String> strange = new TreeSet<>(words.keySet());
        strange.removeAll(WORDS);
        if (title == null || !strange.isEmpty()) {
            throw new IllegalArgumentException("case '" + title + "': no such word: " + strange);
        }
        try {
            clock = ZoneId.of(text(words, "clock"));
            person(words, people);
            message(words);
            history(words);
            String[] then = text(words, "then").split(" until ");
            verdict = Verdict.valueOf(then[0]);
            until = then.length > 1 ? instant(then[1]) : null;
            if (verdict == Verdict.DEFER && until == null) {
                throw new IllegalArgumentException("until when?");
            }
            because = list(words, "because");
            lacks = list(words, "lacks");
            not = list(words, "not");
            owes = list(words, "owes");
            owesNot = list(words, "owes-not");
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("case '" + title + "': " + e.getMessage(), e);
        }
    }

    private void person(Map<String, Object> words, Map<String, Map<String, String>> people) {
        given.facts = new TreeMap<>();
        if (words.containsKey("who")) {
            given.facts.putAll(java.util.Objects.requireNonNull(people.get(text(words, "who")), "nobody is called so"));
        }
        given.facts.putAll(map(words, "facts"));
        given.jurisdiction = orNull(text(words, "lives-in"));
        given.zone = orNull(text(words, "zone"));
        String audience = orNull(text(words, "audience"));
        given.audience = audience == null ? null : Audience.valueOf(audience);
        given.known = !flag(words, "nobody");
    }

    private void message(Map<String, Object> words) {
        given.at = instant(text(words, "at"));
        given.channel = Channel.valueOf(text(words, "channel"));
        given.address = words.containsKey("address") ? text(words, "address")
                : given.channel == Channel.EMAIL ? "anna@firm.example" : "+33611223344";
        given.brand = words.containsKey("brand") ? text(words, "brand") : given.brand;
        String basis = orNull(text(words, "basis"));
        given.basis = basis == null ? null : LegalBasis.valueOf(basis);
        if (words.containsKey("service")) {
            given.nature = MessageNature.SERVICE;
            given.classification = orNull(text(words, "service"));
        }
        given.sector = orNull(text(words, "sector"));
        given.families = text(words, "families");
        given.functions = text(words, "functions");
        given.digest = flag(words, "digest-stream");
        given.published = !flag(words, "unpublished");
        given.retired = flag(words, "retired");
        given.openPixel = flag(words, "pixel");
        given.asksToGoOn = flag(words, "asks-to-go-on");
    }

    private void history(Map<String, Object> words) {
        String said = orNull(text(words, "said"));
        if (said != null) {
            String[] parts = said.split(" ", 2);
            given.said(State.valueOf(parts[0]), instant(parts[1]));
        }
        given.consentsFrom = instant(text(words, "wording-since"));
        given.pausedUntil = instant(text(words, "paused-until"));
        given.nextFree = instant(text(words, "next-free"));
        given.refusedAt = instant(text(words, "refused"));
        given.neverActed = "never".equals(text(words, "last-sign"));
        given.lastAction = given.neverActed ? null : instant(text(words, "last-sign"));
        given.frequency = words.containsKey("frequency") ? Frequency.parse(text(words, "frequency")) : given.frequency;
        given.attempts = new ArrayList<>(list(words, "attempts").stream().map(this::instant).sorted().toList());
        java.util.Collections.reverse(given.attempts);
        map(words, "lists").forEach((code, what) -> given.list(code, what.startsWith("listed "), what.split(" ")[1]));
        list(words, "suppressed").forEach(why -> given.suppressed.add(SuppressionReason.valueOf(why)));
        given.pixelConsent = flag(words, "pixel-consent");
    }

    /** What is wrong with the answer of this book, a line each; nothing if it is right. */
    List<String> wrong(RuleBook book) {
        Judgement came = given.judged(book);
        List<String> wrong = new ArrayList<>();
        if (came.verdict() != verdict || until != null && !until.equals(came.notBefore())) {
            wrong.add("expected " + verdict + (until == null ? "" : " until " + local(until)));
        }
        because.stream().filter(id -> came.reasons().stream().noneMatch(r -> names(id, r.rule()) && applies(r)))
                .forEach(id -> wrong.add("expected because of " + id));
        lacks.stream().filter(what -> came.reasons().stream().noneMatch(r -> lacking(what, r)))
                .forEach(what -> wrong.add("expected to lack " + what));
        not.stream().filter(id -> came.reasons().stream().anyMatch(r -> names(id, r.rule()) && applies(r)))
                .forEach(id -> wrong.add("expected not because of " + id));
        owes.stream().filter(what -> came.duties().stream().noneMatch(duty -> owed(what, duty)))
                .forEach(what -> wrong.add("expected to owe " + what));
        owesNot.stream().filter(what -> came.duties().stream().anyMatch(duty -> owed(what, duty)))
                .forEach(what -> wrong.add("expected not to owe " + what));
        return wrong;
    }

    /** What came, for people. */
    String told(RuleBook book) {
        Judgement came = given.judged(book);
        StringBuilder told = new StringBuilder("came " + came.verdict());
        if (came.notBefore() != null) {
            told.append(" until ").append(local(came.notBefore()));
        }
        for (Reason reason : came.reasons()) {
            told.append("\n    ").append(reason.verdict()).append("  ").append(reason.rule());
            if (!applies(reason)) {
                told.append(" lacks ").append(reason.law().unmet());
            }
            if (reason.law() != null && reason.law().until() != null) {
                told.append(" until ").append(local(reason.law().until()));
            }
        }
        came.duties().forEach(duty -> told.append("\n    owes   ").append(duty.obligation())
                .append(duty.term() == null ? "" : " " + duty.term()).append(" by ").append(duty.rule()));
        return told.toString();
    }

    /** A row of STANDARDS B.2 names all its clauses: FR-07 also means FR-07.hours. */
    private static boolean names(String asked, String id) {
        return id.equals(asked) || id.startsWith(asked + ".");
    }

    private static boolean applies(Reason reason) {
        return reason.law() == null || reason.law().applies();
    }

    /** {@code FR-02} or {@code FR-02 analogous}: the rule, and what it lacks. */
    private static boolean lacking(String what, Reason reason) {
        String[] parts = what.split(" ");
        return names(parts[0], reason.rule()) && !applies(reason) && (parts.length == 1
                || reason.law().unmet().stream().map(Condition::word).anyMatch(parts[1]::equals));
    }

    /** {@code HONOUR_STOP}, {@code HONOUR_STOP 10 BUSINESS_DAYS}, {@code HONOUR_STOP by US-01}. */
    private static boolean owed(String what, Duty duty) {
        String[] parts = what.split(" by ");
        String named = duty.obligation() + (parts[0].contains(" ") ? " " + duty.term() : "");
        return named.equals(parts[0]) && (parts.length == 1 || names(parts[1], duty.rule()));
    }

    private String local(Instant instant) {
        return DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss VV", java.util.Locale.ROOT).format(instant.atZone(clock));
    }

    /** {@code 2026-11-23}, {@code 2026-11-23 10:30}, {@code 2026-11-23 10:30:59 Europe/Paris}; the file's clock by default. */
    private Instant instant(String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(" ");
        ZoneId zone = parts.length > 2 ? ZoneId.of(parts[2]) : clock;
        return ZonedDateTime.of(LocalDateTime.parse(parts[0] + "T" + (parts.length > 1 ? parts[1] : "12:00")), zone).toInstant();
    }

    private static String text(Map<String, Object> words, String key) {
        Object value = words.get(key);
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException(key + " is one word or line");
        }
        return (String) value;
    }

    private static String orNull(String text) {
        return text == null || text.equals("none") ? null : text;
    }

    private static boolean flag(Map<String, Object> words, String key) {
        String text = text(words, key);
        if (text != null && !Set.of("yes", "no").contains(text)) {
            throw new IllegalArgumentException(key + " is yes or no");
        }
        return "yes".equals(text);
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Map<String, Object> words, String key) {
        Object value = words.get(key);
        return value == null ? List.of() : value instanceof String one ? List.of(one) : (List<String>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> map(Map<String, Object> words, String key) {
        return (Map<String, String>) words.getOrDefault(key, Map.of());
    }
}
