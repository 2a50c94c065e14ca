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
 */
public record Wanted(LocalDate from, LocalDate to, List<String> scopes, What what, String via, String channel, String domain) {

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
