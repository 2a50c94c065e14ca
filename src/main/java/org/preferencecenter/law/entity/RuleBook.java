package org.preferencecenter.law.entity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All rules of all jurisdictions, of all times. Pure and immutable: the same situation, the same opinion.
 *
 * <p>A country's rules come first, then those of the union it belongs to, then the floor under all. Whatever forbids,
 * defers or obliges counts from all three; what permits on some basis counts only where nothing nearer permits on the same
 * basis: a country that took the union's soft opt-in into its own law means its own conditions.
 */
public final class RuleBook {

    private static final int AUDIENCES = Audience.values().length;
    private static final int NATURES = MessageNature.values().length;
    private static final int KINDS = Channel.values().length * AUDIENCES * NATURES;

    /** No rules at all: nothing permits. */
    public static final RuleBook EMPTY = new RuleBook(List.of(), List.of(), List.of(), AddressWords.NONE, Holidays.NONE);

    private final Map<String, Jurisdiction> jurisdictions = new TreeMap<>();
    private final Map<String, Rule> rules = new TreeMap<>();
    private final Map<String, OppositionList> lists = new TreeMap<>();
    /** By code, and in each by {@link #kind}. */
    private final Map<String, Docket[]> dockets = new HashMap<>();
    private final Everywhere[] everywhere = new Everywhere[KINDS];
    private final Map<String, Place> places = new HashMap<>();
    private final AddressWords words;
    private final String digest;

    /** @throws IllegalArgumentException if an id is given twice, or a rule is of a jurisdiction that is not there */
    public RuleBook(Collection<Jurisdiction> jurisdictions, Collection<Rule> rules, Collection<OppositionList> lists,
            AddressWords words, Holidays holidays) {
        this.words = words;
        jurisdictions.forEach(j -> once(this.jurisdictions.put(j.code(), j), j.code()));
        rules.forEach(rule -> once(this.rules.put(rule.id(), rule), rule.id()));
        lists.forEach(list -> once(this.lists.put(list.code(), list), list.code()));
        for (Rule rule : rules) {
            if (!this.jurisdictions.containsKey(rule.jurisdiction())) {
                throw new IllegalArgumentException("rule " + rule.id() + " is of no known jurisdiction");
            }
        }
        Set<String> codes = new java.util.TreeSet<>(this.jurisdictions.keySet());
        this.jurisdictions.values().forEach(j -> codes.addAll(j.members()));
        codes.forEach(code -> index(code, holidays));
        List<String> lawgivers = this.jurisdictions.keySet().stream().filter(this::givesLaw).toList();
        Arrays.setAll(everywhere, kind -> new Everywhere(lawgivers.stream().map(code -> dockets.get(code)[kind]).toList()));
        digest = digestOf(canonical());
    }

    private static void once(Object before, String id) {
        if (before != null) {
            throw new IllegalArgumentException("'" + id + "' is given twice");
        }
    }

    private void index(String code, Holidays holidays) {
        List<String> near = near(code);
        Jurisdiction place = jurisdictions.get(code);
        if (place == null) {
            // Without a file of its own, its people live in a zone of what it belongs to, who knows in which.
            List<ZoneId> zones = near.stream().map(jurisdictions::get).filter(Objects::nonNull)
                    .flatMap(one -> one.zones().stream()).distinct().toList();
            place = new Jurisdiction(code, Map.of(), zones, Set.of());
        }
        // What belongs to a country keeps its holidays.
        places.put(code, new Place(place, (asked, day) -> near.stream().anyMatch(one -> holidays.on(one, day)), words));
        List<Rule> ordered = rules.values().stream().filter(rule -> near.contains(rule.jurisdiction()))
                .sorted(Comparator.comparingInt(rule -> near.indexOf(rule.jurisdiction()))).toList();
        Docket[] kinds = new Docket[KINDS];
        for (Channel channel : Channel.values()) {
            for (Audience audience : Audience.values()) {
                for (MessageNature nature : MessageNature.values()) {
                    kinds[kind(channel, audience, nature)] = new Docket(places.get(code), near,
                            ordered.stream().filter(rule -> rule.speaksOf(channel, audience, nature)).toList());
                }
            }
        }
        dockets.put(code, kinds);
    }

    /** The kind of a message, as a number below {@link #KINDS}. */
    private static int kind(Channel channel, Audience audience, MessageNature nature) {
        return (channel.ordinal() * AUDIENCES + audience.ordinal()) * NATURES + nature.ordinal();
    }

    /** Whose rules hold there, by code, nearest first: its own, those of whom it belongs to, the floor's. */
    public List<String> near(String code) {
        List<String> near = new ArrayList<>(List.of(code));
        // Réunion belongs to France, and France to the Union.
        for (int i = 0; i < near.size(); i++) {
            String one = near.get(i);
            jurisdictions.values().stream().filter(j -> j.members().contains(one) && !near.contains(j.code()))
                    .forEach(j -> near.add(j.code()));
        }
        if (!code.equals(Jurisdiction.WORLD)) {
            near.add(Jurisdiction.WORLD);
        }
        return near;
    }

    /** False for the floor, and for a territory that has no rules of its own: the country it belongs to speaks for it. */
    private boolean givesLaw(String code) {
        return !code.equals(Jurisdiction.WORLD)
                && (near(code).size() == 2 || rules.values().stream().anyMatch(rule -> rule.jurisdiction().equals(code)));
    }

    private static String digestOf(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Everything in the book as JSON, always written the same way ({@link Canonical}). */
    public String canonical() {
        return Canonical.json(Canonical.book(this));
    }

    /** SHA-256 of {@link #canonical()}, in hexadecimal: what decisions name the book by. */
    public String digest() {
        return digest;
    }

    public AddressWords words() {
        return words;
    }

    /** By code. */
    public Collection<Jurisdiction> jurisdictions() {
        return jurisdictions.values();
    }

    /** By id, of all times. */
    public Collection<Rule> rules() {
        return rules.values();
    }

    /** In force on a day, by id. */
    public List<Rule> rules(LocalDate day) {
        return rules.values().stream().filter(rule -> rule.inForce(day)).toList();
    }

    public Optional<Rule> rule(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    public Collection<OppositionList> lists() {
        return lists.values();
    }

    public Optional<OppositionList> list(String code) {
        return Optional.ofNullable(lists.get(code));
    }

    /** True if the book has rules for it: its own, or those of a union it belongs to. */
    public boolean knows(String jurisdiction) {
        return jurisdiction != null && !jurisdiction.equals(Jurisdiction.WORLD) && places.containsKey(jurisdiction);
    }

    /** A jurisdiction with its calendar, as conditions see it. */
    public Optional<Place> place(String jurisdiction) {
        return Optional.ofNullable(places.get(jurisdiction));
    }

    /**
     * What the rules say where the person lives; where that is not known, or nothing is known of there, the strictest
     * opinion of all, and what all of them oblige to.
     *
     * @param jurisdiction ISO 3166-1 alpha-2, or null; "somewhere in a union" is not known, its members ask for more than it
     */
    public Opinion opinion(String jurisdiction, Situation situation) {
        int kind = kind(situation.channel(), situation.audience(), situation.nature());
        return knows(jurisdiction) && !jurisdiction.equals(Jurisdiction.UNION)
                ? Hearing.opinion(dockets.get(jurisdiction)[kind], situation) : everywhere[kind].opinion(situation);
    }

    /** What could ever permit messages of this kind there on a day, facts aside. */
    public Possible possible(String jurisdiction, Channel channel, Audience audience, MessageNature nature, String sector,
            LocalDate day) {
        Hearing.Nearest nearest = new Hearing.Nearest();
        List<Rule> permits = new ArrayList<>();
        List<Rule> bans = new ArrayList<>();
        Docket[] there = jurisdiction == null ? null : dockets.get(jurisdiction);
        for (Docket.Item item : there == null ? List.<Docket.Item>of() : there[kind(channel, audience, nature)].items()) {
            Rule rule = item.rule();
            boolean counts = nearest.counts(item, day) && rule.speaksOf(sector);
            if (counts && rule.effect() == Effect.PERMIT) {
                permits.add(rule);
            } else if (counts && rule.effect() == Effect.FORBID && bans(rule)) {
                bans.add(rule);
            }
        }
        return new Possible(permits, bans);
    }

    /**
     * From which age people consent there without their parents (GDPR 8(1)), where the permissions to write to them ask for it;
     * 0 if none does. Where somebody lives nobody knows where, the highest age of all.
     *
     * @param jurisdiction ISO 3166-1 alpha-2, or null
     */
    public int ageOfConsent(String jurisdiction, Set<Channel> channels, Audience audience, LocalDate day) {
        Set<String> codes = knows(jurisdiction) ? Set.of(jurisdiction) : jurisdictions.keySet();
        return codes.stream().flatMap(code -> channels.stream().flatMap(channel -> possible(code, channel, audience,
                        MessageNature.PROSPECTING, null, day).permits().stream()))
                .filter(rule -> rule.basis() == LegalBasis.CONSENT).flatMap(rule -> rule.unless().stream())
                .mapToInt(condition -> condition instanceof Condition.YoungerThan age ? age.years() : 0).max().orElse(0);
    }

    /** Whatever is on record or agreed, but for a contract in force: what a fact could lift is no ban. */
    private static boolean bans(Rule rule) {
        return rule.when().isEmpty() && rule.unless().stream().allMatch(Condition.CurrentContract.class::isInstance);
    }
}
