package org.preferencecenter.office.boundary;

import java.time.LocalDate;
import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.office.control.Figures;

/** Consents whose time ends soon (S-46), each number with the list behind it. */
@Named("ending")
@RequestScoped
public class EndingPart {

    /** Days ahead. */
    private static final int[] AHEAD = { 30, 60, 90 };
    /** Days: what ended before that is not told. */
    private static final int LONG_AGO = 365;

    @Inject
    private Desk desk;
    @Inject
    private Figures figures;
    @Inject
    private HomePage home;

    /** How many, and where they are listed. @param href null: nobody, or not for them */
    public record Many(String number, String href) {
    }

    /** Consents for a purpose: ended within the last year, and ending within 30, 60 and 90 days. */
    public record Row(String title, List<Many> many, int months) {
    }

    /** By purpose; only where one ends. */
    public List<Row> getRows() {
        return home.purposes().stream().filter(p -> people(p, -LONG_AGO, AHEAD[2]) > 0).map(p -> new Row(
                p.text(desk.getLanguage()).title(), List.of(many(p, -LONG_AGO, 0), many(p, 0, AHEAD[0]), many(p, 0, AHEAD[1]),
                        many(p, 0, AHEAD[2])), p.retentionMonths())).toList();
    }

    /** How many end within 60 days. */
    long soon() {
        return home.purposes().stream().mapToLong(purpose -> people(purpose, 0, AHEAD[1])).sum();
    }

    private Many many(Purpose purpose, int fromDays, int toDays) {
        long people = people(purpose, fromDays, toDays);
        return new Many(desk.number(people), people == 0 ? null : home.list("ending=" + purpose.id() + "&from="
                + given(purpose).plusDays(fromDays) + "&to=" + given(purpose).plusDays(toDays - 1L)));
    }

    /** The day of a consent that ends today. */
    private LocalDate given(Purpose purpose) {
        return home.today().minusMonths(purpose.retentionMonths());
    }

    /** Consents given so long ago that their time ends within these days from today. */
    private long people(Purpose purpose, int fromDays, int toDays) {
        return figures.consented(purpose.id(), purpose.brand().id(), given(purpose).plusDays(fromDays), given(purpose).plusDays(toDays));
    }
}
