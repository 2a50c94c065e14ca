package org.preferencecenter.office.boundary;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.office.entity.RetentionWords;
import org.preferencecenter.retention.control.Timetables;
import org.preferencecenter.retention.entity.Lapse;
import org.preferencecenter.retention.entity.Timetable;

/** Until when the data of the person shown may be used, for each purpose, and why. */
@Named("kept")
@RequestScoped
public class KeptPart {

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Timetables timetables;

    /** One purpose of theirs. */
    public record Line(String what, String until, String why, boolean over) {
    }

    /** Of the officer's brands; empty: nothing of them is held, or a contract goes on. */
    public List<Line> of(long recipient) {
        return timetables.of(recipient).map(Timetable::lapses).orElse(List.of()).stream()
                .filter(lapse -> lapse.purpose() == Lapse.ALL || catalog.now().purpose(lapse.purpose())
                        .filter(p -> desk.brandIds().contains(p.brand().id())).isPresent())
                .map(lapse -> new Line(lapse.purpose() == Lapse.ALL ? desk.say("retention.all")
                        : catalog.now().purpose(lapse.purpose()).orElseThrow().text(desk.getLanguage()).title(), desk.day(lapse.due()),
                        desk.say("retention.why", desk.say("retention.last." + lapse.last().kind(), desk.day(lapse.last().day())),
                                RetentionWords.term(lapse.keeping(), desk.getWords())), !lapse.due().isAfter(desk.today()))).toList();
    }
}
