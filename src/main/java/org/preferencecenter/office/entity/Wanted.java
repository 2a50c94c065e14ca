package org.preferencecenter.office.entity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.preferencecenter.office.entity.Happening.What;

/**
 * Which entries of the ledger stand behind a number.
 *
 * @param from   the first day (UTC)
 * @param to     the last day
 * @param scopes what they are about, as the ledger writes it; empty: anything
 * @param what   null: anything
 * @param via    null: any way
 * @param channel as the ledger writes it; null: any
 * @param domain of the recipients' mail; null: any
 * @param groups numbers of groups: only people who are in one of these now; empty: anybody
 */
public record Wanted(LocalDate from, LocalDate to, List<String> scopes, What what, String via, String channel, String domain,
        List<Integer> groups) {

    /** Of anybody. */
    public Wanted(LocalDate from, LocalDate to, List<String> scopes, What what, String via, String channel, String domain) {
        this(from, to, scopes, what, via, channel, domain, List.of());
    }

    /** Yes and nothing else, of people whose latest yes of these days stands: those are the groups' people. */
    public static Wanted consents(LocalDate from, LocalDate to, List<String> scopes, List<Integer> groups) {
        return new Wanted(from, to, scopes, null, null, null, null, groups);
    }

    /** Parts of a leaf: of each list, one must be in it. The leaf is canonical, so its parts are found as they are written. */
    public List<List<String>> anyOf() {
        List<List<String>> parts = new ArrayList<>();
        parts.add(List.of("\"kind\":\"choice\""));
        if (!scopes.isEmpty()) {
            parts.add(scopes.stream().map(scope -> "\"scope\":\"" + scope + "\"").toList());
        }
        if (channel != null) {
            parts.add(List.of("\"channel\":\"" + channel + "\""));
        }
        if (via != null) {
            parts.add(List.of("\"via\":\"" + via + "\""));
        }
        if (!groups.isEmpty()) {
            parts.add(List.of("\"state\":\"GRANTED\""));
        }
        if (what != null) {
            parts.add(switch (what) {
                case GRANTED -> List.of("\"state\":\"GRANTED\"");
                case CONFIRMED -> List.of("\"confirms\":\"");
                case ASKED -> List.of("\"state\":\"PENDING\"");
                case STOPPED -> List.of("\"state\":\"WITHDRAWN\"", "\"state\":\"OBJECTED\"");
                case UNDONE -> List.of("\"undoes\":\"");
                case REFUSED, EXPIRED -> List.of("\"state\":\"" + what + "\"");
            });
        }
        return parts;
    }

    /** Parts none of which is in it: what {@link Happening} passes over, or counts as something else. */
    public List<String> noneOf() {
        List<String> none = new ArrayList<>(List.of("\"via\":\"join\""));
        if (what != What.UNDONE) {
            none.add("\"stands\":");
        }
        if (what != null && what != What.UNDONE) {
            none.add("\"undoes\":\"");
        }
        if (what == What.GRANTED) {
            none.add("\"confirms\":\"");
        }
        return none;
    }
}
