package org.preferencecenter.office.boundary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.office.entity.BarChart;
import org.preferencecenter.office.entity.RetentionWords;
import org.preferencecenter.retention.control.Timetables;
import org.preferencecenter.retention.control.Walk;
import org.preferencecenter.retention.entity.DueMonths;
import org.preferencecenter.retention.entity.Keeping;
import org.preferencecenter.retention.entity.Lapse;
import org.preferencecenter.retention.entity.Terms;

/** Whose time is over in which month: a chart, its numbers, and each purpose with the terms of its countries. */
@Named
@RequestScoped
public class DueMonthsPart {

    private static final int MONTHS = 18;
    private static final LocalDate LATEST = LocalDate.of(9999, 1, 1);

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Walk walk;
    @Inject
    private Timetables timetables;
    private DueMonths counted;

    /** A purpose with the terms of its countries, and how many become due. */
    public record Row(String title, String brand, List<String> terms, String over, String soon, String later, String href) {
    }

    /** A month of the table beside the chart. */
    public record MonthRow(String month, String iso, String people) {
    }

    private DueMonths counted() {
        counted = counted == null ? walk.counted() : counted;
        return counted;
    }

    /** When everybody was last counted; empty: never yet. */
    public String getCounted() {
        return counted().at() == null ? "" : desk.say("retention.counted.at", desk.time(counted().at()));
    }

    private LocalDate month() {
        return desk.today().withDayOfMonth(1);
    }

    /** How many become due in each month to come, drawn; what is over already stands in the first bar. */
    public String getChart() {
        List<String> marks = List.of(said(month()), said(month().plusMonths(MONTHS / 2)), said(month().plusMonths(MONTHS - 1L)));
        return new BarChart(desk.say("retention.chart.told", MONTHS), marks, counted().each(month(), MONTHS)).svg();
    }

    public List<MonthRow> getMonths() {
        long[] values = counted().each(month(), MONTHS);
        List<MonthRow> rows = new ArrayList<>();
        for (int i = 0; i < MONTHS; i++) {
            LocalDate month = month().plusMonths(i);
            rows.add(new MonthRow(said(month), month.toString().substring(0, 7), desk.number(values[i])));
        }
        return rows;
    }

    private String said(LocalDate month) {
        return desk.say("num.month." + month.getMonthValue()) + " " + month.getYear();
    }

    /** Purposes whose time runs, and the data that no purpose uses any more. */
    public List<Row> getRows() {
        Terms terms = timetables.terms();
        List<Row> rows = new ArrayList<>();
        for (Purpose purpose : catalog.now().purposes()) {
            if (!purpose.retired() && purpose.nature() == MessageNature.PROSPECTING) {
                rows.add(row(purpose.id(), purpose.text(desk.getLanguage()).title(), purpose.brand().name(),
                        place -> terms.of(place, Audience.CONSUMER, purpose.retentionMonths())));
            }
        }
        rows.add(row(Lapse.ALL, desk.say("retention.all"), "", place -> terms.ofAll(place, Audience.CONSUMER)));
        return rows;
    }

    /** Countries of the same term stand together. @param term of a country; null: nobody knows it */
    private Row row(int purpose, String title, String brand, Function<String, Keeping> term) {
        Map<String, SortedSet<String>> same = new TreeMap<>();
        counted().places(purpose).forEach(place -> same.computeIfAbsent(RetentionWords.term(term.apply(place.isEmpty() ? null : place),
                desk.getWords()), t -> new TreeSet<>()).add(RetentionWords.place(place, desk.getWords())));
        return new Row(title, brand, same.entrySet().stream().map(one -> desk.say("retention.term.in", String.join(", ", one.getValue()),
                one.getKey())).toList(), people(purpose, LocalDate.EPOCH, month().plusMonths(1)),
                people(purpose, month().plusMonths(1), month().plusMonths(4)), people(purpose, month().plusMonths(4), LATEST),
                "/office/retentionDue?purpose=" + purpose);
    }

    private String people(int purpose, LocalDate from, LocalDate before) {
        return desk.number(counted().people(purpose, from, before));
    }
}
