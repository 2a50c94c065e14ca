package org.preferencecenter.office.boundary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.office.control.Figures;
import org.preferencecenter.office.control.NeedsYou;
import org.preferencecenter.office.entity.DayCounts;
import org.preferencecenter.office.entity.Due;
import org.preferencecenter.office.entity.Happening.What;
import org.preferencecenter.office.entity.LineChart;
import org.preferencecenter.office.entity.OfficePage;

/** What needs somebody today, and what happened lately. {@link StandingPart} tells how we stand. */
@Named("officeHomePage")
@RequestScoped
public class HomePage {

    private static final int WEEK = 7;
    private static final int SHORT = 30;
    private static final int LONG = 90;
    private static final String MENU_KEY = "home.line.";

    @Inject
    private Desk desk;
    @Inject
    private Figures figures;
    @Inject
    private Catalog catalog;
    @Inject
    private HttpServletRequest request;
    @Inject
    @Any
    private Instance<NeedsYou> subjects;
    private DayCounts days;
    private LocalDate today;
    private Figures.Progress progress;

    /** A line of "needs you"; href null: there is no page for it, or not for them. */
    public record Line(String text, String href, String since) {
    }

    /** A day of the table beside the chart. */
    public record DayRow(String day, String iso, String yes, String asked, String no, String stopped) {
    }

    @PostConstruct
    void read() {
        // Days are those of the ledger.
        today = LocalDate.ofInstant(desk.now(), ZoneOffset.UTC);
        days = figures.days(desk.brandIds(), today.minusDays(LONG - 1L));
        progress = figures.progress();
    }

    public String getGreeting() {
        int hour = desk.now().atZone(desk.zone()).getHour();
        return desk.say(hour < 12 ? "home.morning" : hour < 18 ? "home.afternoon" : "home.evening", desk.officer().name());
    }

    /** How many days the page looks back: 30, or 90 where the address asks for it. */
    public int getSpan() {
        return "90".equals(request.getParameter("days")) ? LONG : SHORT;
    }

    /** This page, looking back so far. */
    public String spanHref(int span) {
        String brand = desk.getBrand().map(b -> "brand=" + b.code() + "&").orElse("");
        return "/office/home?" + brand + "days=" + span;
    }

    /** The first day looked at. */
    public LocalDate from() {
        return today.minusDays(getSpan() - 1L);
    }

    public LocalDate today() {
        return today;
    }

    public DayCounts days() {
        return days;
    }

    public LocalDate week() {
        return today.minusDays(WEEK - 1L);
    }

    public boolean isCounting() {
        return !progress.complete();
    }

    /** What waits, the longest first. A supplier that fails leaves the others standing, and says so. */
    public List<Line> getDue() {
        List<Integer> brands = desk.brandIds();
        List<Due> due = new ArrayList<>();
        for (NeedsYou subject : subjects) {
            due.addAll(subject.of(desk.officer()));
        }
        return due.stream().filter(d -> d.brand() == null || brands.contains(d.brand()))
                .sorted(Comparator.comparing(Due::since, Comparator.nullsLast(Comparator.naturalOrder())))
                .map(d -> new Line(desk.getWords().say(d.key(), d.with().toArray()), href(d), ago(d.since()))).toList();
    }

    private String href(Due due) {
        return OfficePage.at(due.page().split("\\?", 2)[0]).filter(page -> page.opensTo(desk.officer())).isPresent()
                ? "/office/" + due.page() : null;
    }

    /** How long ago, or in how many days, in words. */
    private String ago(Instant since) {
        if (since == null) {
            return "";
        }
        long hours = ChronoUnit.HOURS.between(since, desk.now());
        if (hours < 0) {
            return desk.say("num.ago.in", 1 - hours / 24);
        }
        return hours < 1 ? desk.say("num.ago.now") : hours < 24 ? desk.say("num.ago.hours", hours) : desk.say("num.ago.days", hours / 24);
    }

    public String getSubtitle() {
        return desk.say("home.due", getDue().size());
    }

    private long[] daily(LocalDate to, What... which) {
        List<What> all = List.of(which);
        return days.daily(from(), to, all::contains);
    }

    /** Yes, no and stops of each whole day, drawn: today's hours beside whole days would look like a fall. */
    public String getChart() {
        LocalDate last = today.minusDays(1);
        long[] yes = daily(last, What.GRANTED, What.CONFIRMED);
        long[] stopped = daily(last, What.STOPPED);
        LocalDate from = from();
        List<String> marks = List.of(shortDay(from), shortDay(from.plusDays(yes.length / 2L)), shortDay(last));
        return new LineChart(desk.say("home.chart.told", desk.number(sum(yes)), desk.number(sum(stopped)), yes.length), marks,
                List.of(new LineChart.Line(desk.say(MENU_KEY + "yes"), yes),
                        new LineChart.Line(desk.say(MENU_KEY + "stopped"), stopped))).svg();
    }

    private String shortDay(LocalDate day) {
        return desk.say("home.short", day.getDayOfMonth(), desk.say("num.month." + day.getMonthValue()));
    }

    private static long sum(long[] values) {
        return Arrays.stream(values).sum();
    }

    /** The same in numbers, the newest day first: today as far as it has come. */
    public List<DayRow> getDayRows() {
        long[] yes = daily(today, What.GRANTED, What.CONFIRMED);
        long[] asked = daily(today, What.ASKED);
        long[] no = daily(today, What.REFUSED);
        long[] stopped = daily(today, What.STOPPED);
        List<DayRow> rows = new ArrayList<>();
        for (int i = yes.length - 1; i >= 0; i--) {
            LocalDate day = from().plusDays(i);
            rows.add(new DayRow(day.equals(today) ? desk.say("home.sofar", desk.day(day)) : desk.day(day), day.toString(), desk.number(yes[i]), desk.number(asked[i]), desk.number(no[i]),
                    desk.number(stopped[i])));
        }
        return rows;
    }

    /** The address of the list behind a number; null for who may not see people. */
    public String list(String query) {
        return !desk.may("SEE_PERSON") ? null : "/office/choices?" + query
                + desk.getBrand().map(brand -> "&brand=" + brand.code()).orElse("");
    }

    /** What their brands, or the chosen one, write to people for now. */
    List<Purpose> purposes() {
        return catalogue().purposes().stream().filter(p -> desk.brandIds().contains(p.brand().id()) && p.published()
                && !p.retired()).toList();
    }

    public Catalogue catalogue() {
        return catalog.now();
    }
}
