package org.preferencecenter.law.control;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.Spelling;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** What one file says, each part with its place, before it is put together with the others. */
final class Draft {

    /** Something with the place it was read at, where a mistake found later belongs. */
    record Found<T>(T value, Node where, Report report) {

        /** {@code fr.yaml, line 12}. */
        String place() {
            return report.file() + ", line " + Report.line(where);
        }
    }

    static final String UNION = "EU";
    private static final List<String> KEYS = List.of("jurisdiction", "name", "zones", "members", "opposition_lists",
            "role_addresses", "personal_domains", "rules");
    private static final Set<String> COUNTRIES = new TreeSet<>(Arrays.asList(Locale.getISOCountries()));
    /** What people write and ISO 3166-1 says. */
    private static final Map<String, String> MEANT = Map.of("UK", "GB", "EL", "GR", "EN", "GB");

    final boolean own;
    final Found<Jurisdiction> jurisdiction;
    final List<Found<Rule>> rules = new ArrayList<>();
    final List<Found<OppositionList>> lists = new ArrayList<>();
    final List<Found<String>> listsNamed = new ArrayList<>();
    final Set<String> roles;
    final Set<String> personal;
    private final Report report;
    private final Fields in;

    private Draft(boolean own, String code, Fields in, Report report) {
        this.own = own;
        this.in = in;
        this.report = report;
        this.jurisdiction = new Found<>(new Jurisdiction(code, in.languages("name"), zones(), members(code)),
                in.at("jurisdiction"), report);
        this.roles = words("role_addresses", "[contact, info]", "[a-z0-9][a-z0-9._-]{0,63}", "small letters, digits, dots and"
                + " dashes: what stands before the @");
        this.personal = words("personal_domains", "[gmail.com]", "[a-z0-9-]+(\\.[a-z0-9-]+)+", "a domain in small letters:"
                + " gmail.com");
        if (!code.equals(Jurisdiction.WORLD)) {
            floorOnly("role_addresses");
            floorOnly("personal_domains");
        }
    }

    /** Nothing where the file does not even say where its rules hold; the report says so. */
    static Optional<Draft> read(RuleFile file, Set<String> messages, Report report) {
        return YamlFile.read(file, report).flatMap(top -> {
            Fields in = new Fields(top, "rule file", KEYS, report);
            String code = code(in, report);
            if (code == null) {
                return Optional.empty();
            }
            Draft draft = new Draft(file.own(), code, in, report);
            draft.readLists(code);
            draft.readRules(code, messages);
            return Optional.of(draft);
        });
    }

    private static String code(Fields in, Report report) {
        String code = in.needed("jurisdiction", "FR");
        if (code == null || code.equals(Jurisdiction.WORLD) || code.equals(UNION) || COUNTRIES.contains(code)) {
            return code;
        }
        in.wrong("jurisdiction", "'" + Report.quote(code) + "' is no jurisdiction", fixOf(code));
        return null;
    }

    private static String fixOf(String code) {
        String capitals = code.toUpperCase(Locale.ROOT);
        String meant = COUNTRIES.contains(capitals) ? capitals : MEANT.get(capitals);
        return meant != null ? "write " + meant : "write the country's two letters (ISO 3166-1), EU, or \"*\" for the floor";
    }

    private List<ZoneId> zones() {
        return in.texts("zones", "[Europe/Paris]", entry -> {
            String text = entry.getValue().strip();
            if (ZoneId.getAvailableZoneIds().contains(text)) {
                return ZoneId.of(text);
            }
            report.add(entry, "'" + Report.quote(text) + "' is no time zone", Spelling.nearest(text, ZoneId.getAvailableZoneIds())
                    .map(near -> "the nearest is " + near).orElse("write one of the tz database, such as Europe/Paris"));
            return null;
        });
    }

    private Set<String> members(String code) {
        if (in.has("members") && code.equals(Jurisdiction.WORLD)) {
            in.wrong("members", "the floor lies under all countries", "leave 'members' out");
        }
        return new LinkedHashSet<>(in.texts("members", "[AT, BE]", entry -> {
            String member = entry.getValue().strip();
            if (COUNTRIES.contains(member)) {
                return member;
            }
            report.add(entry, "'" + Report.quote(member) + "' is no country", fixOf(member));
            return null;
        }));
    }

    private Set<String> words(String key, String example, String form, String rule) {
        return new LinkedHashSet<>(in.texts(key, example, entry -> {
            String text = entry.getValue().strip();
            if (text.matches(form)) {
                return text;
            }
            report.add(entry, "'" + Report.quote(text) + "' cannot stand under '" + key + "'", "use " + rule);
            return null;
        }));
    }

    private void floorOnly(String key) {
        if (in.has(key)) {
            in.wrong(key, "'" + key + "' holds everywhere, not in one country", "put it into a file with jurisdiction: \"*\"");
        }
    }

    private void readLists(String code) {
        for (Node entry : in.list("opposition_lists", "- {code: BLOCTEL, name: {en: …, fr: …}}")) {
            if (!(entry instanceof MappingNode mapping)) {
                report.add(entry, "an opposition list has a code and a name", "write - {code: BLOCTEL, name: {en: …, fr: …}}");
                continue;
            }
            Fields list = new Fields(mapping, "opposition list", List.of("code", "name"), report);
            String listCode = list.needed("code", "BLOCTEL");
            list.needs("name", "{en: Bloctel, fr: Bloctel}");
            Map<String, String> name = list.languages("name");
            if (listCode != null && !listCode.matches("[A-Z0-9][A-Z0-9_-]{0,29}")) {
                list.wrong("code", "'" + Report.quote(listCode) + "' is no code", "use up to 30 capitals, digits and dashes");
            } else if (listCode != null) {
                lists.add(new Found<>(new OppositionList(listCode, code, name), list.at("code"), report));
            }
        }
    }

    private void readRules(String code, Set<String> messages) {
        RuleReader reader = new RuleReader(code, messages, (list, where) ->
                listsNamed.add(new Found<>(list.getValue().strip(), list, where)));
        Map<String, Node> seen = new HashMap<>();
        for (Node node : in.list("rules", "one entry with a dash for each rule")) {
            String id = RuleReader.id(node).orElse(null);
            Report within = report.within(id);
            Rule rule = reader.read(node, within);
            Node before = id == null ? null : seen.putIfAbsent(id, node);
            if (before != null) {
                within.add(node, "the rule is given twice: also at line " + Report.line(before), "give each its own id, or keep"
                        + " one of them");
            } else if (rule != null) {
                rules.add(new Found<>(rule, node, within));
            }
        }
    }

    /** What a jurisdiction that nobody described before must say of itself. */
    void needWhole() {
        String code = jurisdiction.value().code();
        in.needs("name", "{en: …, fr: …}");
        if (code.equals(UNION)) {
            in.needs("members", "[AT, BE]");
        } else if (!code.equals(Jurisdiction.WORLD)) {
            in.needs("zones", "[Europe/Paris]");
        }
    }
}
