package org.preferencecenter.law.entity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everybody who gives law, asked together about one kind of message, for a person who may live anywhere. */
final class Everywhere {

    private static final Opinion NOBODY =
            new Opinion(Jurisdiction.WORLD, List.of(), List.of(), List.of(), List.of(), List.of());

    private final List<Docket> dockets;
    private final List<Duty> always;

    Everywhere(List<Docket> dockets) {
        this.dockets = dockets;
        Set<Duty> all = new LinkedHashSet<>();
        dockets.forEach(docket -> all.addAll(docket.always()));
        always = List.copyOf(all);
    }

    /** The strictest opinion of all, with what all of them oblige to. */
    Opinion opinion(Situation s) {
        if (dockets.isEmpty()) {
            return NOBODY;
        }
        LocalDate today = s.zone() == null ? null : dockets.get(0).place().today(s);
        List<Duty> duties = new ArrayList<>(always.size() + 2 * dockets.size());
        duties.addAll(always);
        Hearing strictest = null;
        for (int i = 0; i < dockets.size(); i++) {
            Docket docket = dockets.get(i);
            Hearing next = new Hearing(docket, s, today != null ? today : docket.place().today(s));
            add(duties, next.owed());
            strictest = strictest == null || next.stricter(strictest) ? next : strictest;
        }
        return strictest.opinion(duties);
    }

    /** What several owe by one rule of their union, or of the floor, is owed once; such a duty is one and the same object. */
    private void add(List<Duty> duties, List<Duty> owed) {
        for (int i = 0; i < owed.size(); i++) {
            Duty duty = owed.get(i);
            int at = always.size();
            while (at < duties.size() && duties.get(at) != duty) {
                at++;
            }
            if (at == duties.size()) {
                duties.add(duty);
            }
        }
    }
}
