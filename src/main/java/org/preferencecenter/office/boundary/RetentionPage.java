package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.office.entity.BarChart;
import org.preferencecenter.office.entity.RetentionWords;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.retention.control.DueList;
import org.preferencecenter.retention.control.Policies;
import org.preferencecenter.retention.control.Runs;
import org.preferencecenter.retention.control.Timetables;
import org.preferencecenter.retention.control.Walk;
import org.preferencecenter.retention.entity.Lapse;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Policy.Ending;
import org.preferencecenter.retention.entity.Run;
import org.preferencecenter.retention.entity.Run.State;
import org.preferencecenter.retention.entity.Terms;

/**
 * Until when people's data may be used, how many become due when, and what becomes of it then. Retention is of the whole house:
 * its page is for who answers for every brand.
 */
@Named
@RequestScoped
public class RetentionPage {

    private static final int MONTHS = 18;
    private static final int RUNS = 8;
    private static final int LONGEST_ADDRESS = 320;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Policies policies;
    @Inject
    private Runs runs;
    @Inject
    private Walk walk;
    @Inject
    private DueList dueList;
    @Inject
    private Timetables timetables;
    @Inject
    private StaffNames staff;

    private Policies.Standing standing;
    private Walk.Counted counted;
    private List<Run> latest = List.of();
    private Map<Integer, String> names = Map.of();
    private String flaw = "";
    private String field = "";

    /** A purpose with the terms of its countries, and how many become due. */
    public record Row(String title, String brand, List<String> terms, String over, String soon, String later, String href) {
    }

    /** A month of the table beside the chart. */
    public record MonthRow(String month, String iso, String people) {
    }

    /** A run of the list. */
    public record RunRow(long id, String kind, String when, String who, String state, String tone) {
    }

    /** Does what was asked for, if anything was; then reads what the page tells. */
    public void begin() throws SQLException {
        desk.requireEverywhere(Right.ANSWER_RIGHTS);
        if (request.getMethod().equals("POST") && act()) {
            return;
        }
        standing = policies.now();
        counted = walk.counted();
        latest = runs.list(PersonActs.number(request.getParameter("before")), RUNS);
        names = staff.of(Stream.concat(Stream.of(standing.confirmedBy()), latest.stream().map(Run::account)).distinct().toList());
    }

    private boolean act() {
        if (request.getParameter("dry") != null) {
            Optional<Long> run = runs.dry(desk.officer().account());
            run.ifPresent(id -> desk.audit("retention.counted", "retention:" + id, null, Map.of()));
            desk.redirect(run.map(id -> "retentionRun?id=" + id).orElse("retention"), run.isPresent() ? null : "retention.busy");
            return true;
        }
        if (request.getParameter("stop") != null) {
            policies.stop();
            desk.audit("retention.stopped", "retention:0", null, Map.of());
            desk.redirect("retention", "retention.stopped");
            return true;
        }
        return request.getParameter("find") != null ? find() : request.getParameter("save") != null && save();
    }

    private boolean save() {
        Policy typed = typed();
        Optional<Policy.Flaw> wrong = typed.flaw();
        if (wrong.isPresent()) {
            field = wrong.get().field();
            flaw = desk.say("retention.flaw", wrong.get().least(), wrong.get().most());
            return false;
        }
        boolean saved = policies.save(typed);
        if (saved) {
            desk.audit("retention.set", "retention:0", null, Map.of("ask", typed.askDays(), "answer", typed.answerDays(), "ending",
                    typed.ending().name(), "after", typed.endingDays(), "archive", typed.archiveMonths()));
        }
        desk.redirect("retention", saved ? "retention.saved" : "retention.changed");
        return true;
    }

    private Policy typed() {
        Ending ending = Arrays.stream(Ending.values()).filter(e -> e.name().equals(text("ending"))).findFirst().orElse(Ending.KEEP);
        return new Policy(number("ask"), number("answer"), ending, number("after"), number("archive"), number("version"));
    }

    /** Who was archived: for whoever has the address, and nobody else. */
    private boolean find() {
        desk.requireFresh();
        String address = text("address");
        if (address.isEmpty() || address.length() > LONGEST_ADDRESS) {
            field = "address";
            flaw = desk.say("retention.archive.flaw");
            return false;
        }
        List<Long> found = new ArrayList<>(new TreeSet<>(dueList.archived(address.contains("@") ? Channel.EMAIL : Channel.SMS, address)));
        desk.audit("retention.searched", "retention:0", null, Map.of("found", found.size()));
        if (found.isEmpty()) {
            field = "address";
            flaw = desk.say("retention.archive.none");
            return false;
        }
        desk.redirect("person?id=" + found.get(0), null);
        return true;
    }

    private int number(String name) {
        String text = text(name);
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    }

    /** A field as it was sent, or empty. */
    public String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    /** The settings: as typed where they have to be put right, else as they are. */
    public Policy getPolicy() {
        return request.getParameter("save") == null ? standing.policy() : typed();
    }

    public List<String> getEndings() {
        return Arrays.stream(Ending.values()).map(Ending::name).toList();
    }

    public boolean isRunning() {
        return standing.running();
    }

    public boolean isHeld() {
        return standing.held();
    }

    /** Who let the schedule run, and when; empty: nobody did. */
    public String getConfirmed() {
        return standing.confirmedAt() == null ? "" : desk.say("retention.confirmed",
                names.getOrDefault(standing.confirmedBy(), "–"), desk.time(standing.confirmedAt()));
    }

    /** When everybody was last counted; empty: never yet. */
    public String getCounted() {
        return counted.at() == null ? "" : desk.say("retention.counted.at", desk.time(counted.at()));
    }

    private LocalDate month() {
        return desk.today().withDayOfMonth(1);
    }

    private long people(int purpose, LocalDate from, LocalDate before) {
        return counted.months().stream().filter(m -> purpose < 0 ? m.purpose() != Lapse.ALL : m.purpose() == purpose)
                .filter(m -> !m.month().isBefore(from) && m.month().isBefore(before)).mapToLong(Walk.Month::people).sum();
    }

    /** How many become due in each month to come, drawn; what is over already stands in the first bar. */
    public String getChart() {
        long[] values = new long[MONTHS];
        for (int i = 0; i < MONTHS; i++) {
            values[i] = people(-1, i == 0 ? LocalDate.EPOCH : month().plusMonths(i), month().plusMonths(i + 1L));
        }
        List<String> marks = List.of(said(month()), said(month().plusMonths(MONTHS / 2)), said(month().plusMonths(MONTHS - 1L)));
        return new BarChart(desk.say("retention.chart.told", MONTHS), marks, values).svg();
    }

    public List<MonthRow> getMonths() {
        List<MonthRow> rows = new ArrayList<>();
        for (int i = 0; i < MONTHS; i++) {
            LocalDate month = month().plusMonths(i);
            rows.add(new MonthRow(said(month), month.toString().substring(0, 7),
                    desk.number(people(-1, i == 0 ? LocalDate.EPOCH : month, month.plusMonths(1)))));
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
                Map<String, String> by = new TreeMap<>();
                places(purpose.id()).forEach(place -> by.put(place(place), RetentionWords.term(terms.of(place.isEmpty() ? null : place,
                        Audience.CONSUMER, purpose.retentionMonths()), desk.getWords())));
                rows.add(row(purpose.id(), purpose.text(desk.getLanguage()).title(), purpose.brand().name(), by));
            }
        }
        Map<String, String> by = new TreeMap<>();
        places(Lapse.ALL).forEach(place -> by.put(place(place), RetentionWords.term(terms.ofAll(place.isEmpty() ? null : place,
                Audience.CONSUMER), desk.getWords())));
        rows.add(row(Lapse.ALL, desk.say("retention.all"), "", by));
        return rows;
    }

    private TreeSet<String> places(int purpose) {
        TreeSet<String> places = new TreeSet<>();
        counted.months().stream().filter(month -> month.purpose() == purpose).map(Walk.Month::jurisdiction).forEach(places::add);
        return places;
    }

    private Row row(int purpose, String title, String brand, Map<String, String> terms) {
        Map<String, List<String>> same = new TreeMap<>();
        terms.forEach((place, term) -> same.computeIfAbsent(term, t -> new ArrayList<>()).add(place));
        return new Row(title, brand, same.entrySet().stream().map(one -> desk.say("retention.term.in", String.join(", ", one.getValue()),
                one.getKey())).toList(), desk.number(people(purpose, LocalDate.EPOCH, month().plusMonths(1))),
                desk.number(people(purpose, month().plusMonths(1), month().plusMonths(4))),
                desk.number(people(purpose, month().plusMonths(4), LocalDate.of(9999, 1, 1))), "/office/retentionDue?purpose=" + purpose);
    }

    private String place(String code) {
        return code.isEmpty() ? desk.say("retention.somewhere") : Locales.of("und-" + code).getDisplayCountry(Locales.of(desk.getLanguage()));
    }

    public List<RunRow> getRuns() {
        return latest.stream().map(run -> new RunRow(run.id(), desk.say(RetentionWords.kind(run)), desk.time(run.started()),
                run.account() == 0 ? desk.say("retention.by.schedule") : names.getOrDefault(run.account(), "–"),
                desk.say("retention.state." + run.state()), run.state() == State.REFUSED ? "bad" : run.state() == State.RUNNING ? "warn" : ""))
                .toList();
    }

    /** Where the list of runs goes on, or empty. */
    public String getOlder() {
        return latest.size() < RUNS ? "" : "/office/retention?before=" + latest.get(RUNS - 1).id() + "#runs";
    }

    public String getFlaw() {
        return flaw;
    }

    /** The field that is wrong, or empty. */
    public String getField() {
        return field;
    }
}
