package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.entity.ImportedList;
import org.preferencecenter.consent.entity.ListForm;
import org.preferencecenter.decision.entity.Screening;
import org.preferencecenter.exchange.control.FileStore;
import org.preferencecenter.exchange.control.Jobs;
import org.preferencecenter.exchange.control.ListLoads;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.office.entity.CatalogWords;
import org.preferencecenter.office.entity.Forbidden;

/**
 * The opposition lists that the rules know (S-24): which are here, of which day, who loaded them, and whether a rule asks for
 * them today. A new edition is sent as a file; a list counts for every brand, so whoever loads one imports for all of them.
 */
@Named
@RequestScoped
public class OppositionListsPage {

    @Inject
    private Desk desk;
    @Inject
    private OppositionLists lists;
    @Inject
    private RuleBooks ruleBooks;
    @Inject
    private StaffNames staff;
    @Inject
    private SentFile sent;
    @Inject
    private Jobs jobs;
    @Inject
    private ExchangePage exchange;

    private final Map<String, String> flaws = new java.util.LinkedHashMap<>();

    /** @param state in a word, with its colour. @param why the rules behind it */
    public record Line(String code, String name, String country, String date, String entries, String loaded, String who, String state,
            String tone, String why) {
    }

    /** A choice of the form. @param chosen {@code selected} or empty */
    public record Option(String value, String text, String chosen) {
    }

    public List<Line> getLines() throws SQLException {
        Map<String, ImportedList> here = lists.all().stream().collect(Collectors.toMap(ImportedList::code, Function.identity()));
        Map<Integer, String> names = staff.of(here.values().stream().map(ImportedList::account).filter(id -> id != 0).toList());
        List<Line> lines = new ArrayList<>();
        for (OppositionList list : ruleBooks.inForce().lists()) {
            lines.add(line(list, here.get(list.code()), names));
        }
        return lines;
    }

    private Line line(OppositionList list, ImportedList loaded, Map<Integer, String> names) {
        RuleBook book = ruleBooks.inForce();
        LocalDate today = Screening.day(book, list, desk.now());
        Screening said = Screening.of(book, list, today, loaded == null ? today : loaded.date());
        String state = !said.matters() ? "idle" : loaded == null ? "missing" : said.age() == Screening.Age.CURRENT ? "current" : "old";
        String tone = Map.of("current", "ok", "missing", "warn", "old", "bad").getOrDefault(state, "");
        String name = list.name().getOrDefault(desk.getLanguage(), list.code());
        return new Line(list.code(), name, new CatalogWords(desk.getWords()).country(list.jurisdiction()),
                loaded == null ? "" : desk.day(loaded.date()), loaded == null ? "" : desk.number(loaded.entries()),
                loaded == null ? "" : desk.time(loaded.importedAt()), loaded == null ? "" : loaded.account() == 0
                        ? desk.say("lists.by.api") : names.getOrDefault(loaded.account(), "?"),
                desk.say("lists.is." + state), tone, said.rules().stream().map(Rule::id).collect(Collectors.joining(", ")));
    }

    /** Whether they may load one. */
    public boolean isLoadable() {
        return desk.officer().mayEverywhere(Right.IMPORT);
    }

    /** What went wrong with a file that was sent. */
    public String getRefused() {
        return exchange.getFlaw();
    }

    /** The file that was sent, nothing before. */
    public Optional<FileStore.Stored> getFile() {
        return sent.of(Right.IMPORT);
    }

    public List<Option> getChoices() {
        return ruleBooks.inForce().lists().stream().map(list -> new Option(list.code(), desk.say("lists.choice", list.code(),
                new CatalogWords(desk.getWords()).country(list.jurisdiction())), chosen("list", list.code()))).toList();
    }

    public List<Option> getForms() {
        return java.util.Arrays.stream(ListForm.values()).map(form -> new Option(form.name(), desk.say("lists.form." + form.name()),
                chosen("form", form.name()))).toList();
    }

    /** The columns the numbers may be in; the form also offers a number a line. */
    public List<Option> getColumns() throws IOException {
        return sent.columns(getFile().orElseThrow(() -> new Forbidden("this file"))).stream()
                .map(name -> new Option(name, name, chosen("column", name))).toList();
    }

    private String chosen(String field, String value) {
        return sent.field(field).equals(value) ? "selected" : "";
    }

    public String getDate() {
        return sent.field("date");
    }

    public String getOlder() {
        return sent.field("older").isEmpty() ? "" : "checked";
    }

    /** What is wrong with a field; empty: nothing. */
    public String flaw(String field) {
        return flaws.getOrDefault(field, "");
    }

    /** Begins to load it. */
    public void begin() {
        desk.requireEverywhere(Right.IMPORT);
        FileStore.Stored file = getFile().filter(one -> one.brand() == 0).orElseThrow(() -> new Forbidden("this file"));
        OppositionList list = ruleBooks.inForce().list(sent.field("list")).orElseThrow(() -> new Forbidden("a list"));
        ListForm form = java.util.Arrays.stream(ListForm.values()).filter(one -> one.name().equals(sent.field("form"))).findFirst()
                .orElseThrow(() -> new Forbidden("a form"));
        Optional<LocalDate> date = date();
        Optional<ImportedList> there = lists.find(list.code());
        boolean older = !sent.field("older").isEmpty();
        if (date.isEmpty() || date.get().isAfter(Screening.day(ruleBooks.inForce(), list, desk.now()))) {
            flaws.put("date", desk.say(date.isEmpty() ? "lists.flaw.date" : "lists.flaw.future"));
        } else if (!older && there.filter(one -> one.date().isAfter(date.get())).isPresent()) {
            flaws.put("date", desk.say("lists.flaw.older", desk.day(there.get().date())));
        }
        if (flaws.isEmpty()) {
            long id = jobs.ask(new Jobs.Asked(JobKind.LIST, 0, desk.officer().account(),
                    ListLoads.order(list.code(), date.get(), form, sent.field("column"), older), file.id(), 0));
            desk.audit("opposition-list.load-started", "job:" + id, null, Map.of("list", list.code(), "date", date.get()));
            desk.redirect("job?id=" + id, "list-loading");
        }
    }

    private Optional<LocalDate> date() {
        try {
            return Optional.of(LocalDate.parse(sent.field("date")));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }
}
