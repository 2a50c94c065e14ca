package org.preferencecenter.law.entity;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules that speak of one kind of message in one place, nearest first, sorted out once so that a hearing is short: a
 * decision is to take no more than two microseconds.
 */
final class Docket {

    /**
     * A rule to be asked.
     *
     * @param distance 0 for the country's own, 1 for what it belongs to, and so on
     * @param applies  what it says where it applies; of no use to what defers, whose end changes
     */
    record Item(Rule rule, int distance, Finding applies) {
    }

    private final Place place;
    private final List<Duty> always = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();

    /**
     * @param near  codes of those whose rules hold there, nearest first
     * @param rules in this order, of the kind
     */
    Docket(Place place, List<String> near, List<Rule> rules) {
        this.place = place;
        for (Rule rule : rules) {
            if (always(rule)) {
                always.addAll(rule.duties());
            } else {
                items.add(new Item(rule, near.indexOf(rule.jurisdiction()), new Finding(rule, List.of(), null)));
            }
        }
    }

    private static boolean always(Rule rule) {
        return rule.effect() == Effect.OBLIGE && rule.when().isEmpty() && rule.unless().isEmpty() && rule.sectors().isEmpty()
                && rule.validFrom() == null && rule.validTo() == null;
    }

    Place place() {
        return place;
    }

    String code() {
        return place.jurisdiction().code();
    }

    /** Owed whatever is known, on every day. */
    List<Duty> always() {
        return always;
    }

    /** All others, nearest first. */
    List<Item> items() {
        return items;
    }
}
