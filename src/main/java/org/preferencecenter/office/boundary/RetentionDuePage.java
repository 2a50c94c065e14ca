package org.preferencecenter.office.boundary;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.center.entity.Mask;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.office.entity.RetentionWords;
import org.preferencecenter.retention.control.DueList;
import org.preferencecenter.retention.entity.Lapse;

/** Whose time for a purpose is over when, the earliest first: {@code purpose}, and {@code after} to go on. */
@Named
@RequestScoped
public class RetentionDuePage {

    private static final int PAGE = 50;
    private static final int AHEAD_MONTHS = 12;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private DueList dueList;

    private DueList.Page page = new DueList.Page(List.of(), null);

    /** Somebody; {@code tone} tells how near their day is. */
    public record Line(String who, String href, String due, String tone, String last, String why, String asked) {
    }

    /** A choice of the form. */
    public record Option(int value, String text, boolean chosen) {
    }

    public void begin() {
        desk.requireEverywhere(Right.ANSWER_RIGHTS);
        page = dueList.page(purpose(), desk.today().plusMonths(AHEAD_MONTHS), after(), PAGE);
        desk.audit("retention.listed", "retention:0", null, Map.of("purpose", purpose(), "lines", page.people().size()));
    }

    private int purpose() {
        String given = request.getParameter("purpose");
        return given != null && given.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(given) : Lapse.ALL;
    }

    private DueList.Place after() {
        String given = request.getParameter("after");
        try {
            return given == null || !given.matches("[0-9-]{10}_[0-9]{1,18}") ? null
                    : new DueList.Place(LocalDate.parse(given.substring(0, 10)), Long.parseLong(given.substring(11)));
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    public String getAbout() {
        return catalog.now().purpose(purpose()).map(p -> desk.say("retention.due.about", p.text(desk.getLanguage()).title()))
                .orElseGet(() -> desk.say("retention.due.all"));
    }

    public List<Option> getPurposes() {
        List<Option> options = new java.util.ArrayList<>();
        for (Purpose one : catalog.now().purposes()) {
            if (!one.retired() && one.nature() == MessageNature.PROSPECTING) {
                options.add(new Option(one.id(), one.brand().name() + " · " + one.text(desk.getLanguage()).title(), one.id() == purpose()));
            }
        }
        options.add(new Option(Lapse.ALL, desk.say("retention.all"), purpose() == Lapse.ALL));
        return options;
    }

    public List<Line> getLines() {
        return page.people().stream().map(one -> new Line(one.address().isEmpty() ? desk.say("choices.noaddress") : Mask.of(one.address()),
                "/office/person?id=" + one.recipient(), desk.day(one.lapse().due()),
                !one.lapse().due().isAfter(desk.today()) ? "bad" : one.lapse().due().isBefore(desk.today().plusDays(31)) ? "warn" : "",
                desk.say("retention.last." + one.lapse().last().kind(), desk.day(one.lapse().last().day())),
                RetentionWords.term(one.lapse().keeping(), desk.getWords()),
                Optional.ofNullable(one.asked()).map(desk::day).orElse(""))).toList();
    }

    /** The address of the page that goes on; null: this is the last. */
    public String getNext() {
        return page.next() == null ? null : "/office/retentionDue?purpose=" + purpose() + "&after=" + page.next().day() + "_"
                + page.next().recipient();
    }
}
