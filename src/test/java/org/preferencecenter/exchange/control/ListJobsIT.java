package org.preferencecenter.exchange.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.entity.ImportedList;
import org.preferencecenter.consent.entity.ListForm;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobState;
import org.preferencecenter.exchange.entity.Remark;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.AddressWords;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Confidence;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/** Opposition lists loaded by the office, and call files screened against them, as jobs. */
class ListJobsIT {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int AGATHE = 4711;
    private final House house = new House();
    private final String code = "L" + house.mark.toUpperCase();
    private final OppositionLists lists = new OppositionLists(house.database, House.VAULT);
    private final RuleBooks books = new RuleBooks(new RuleBook(
            List.of(new Jurisdiction("FR", Map.of("en", "France"), List.of(ZoneId.of("Europe/Paris")), Set.of())),
            List.of(new Rule("ASKS", "FR", Map.of("en", "Calls after screening"), null, null, Set.of(Channel.PHONE),
                    Set.of(Audience.CONSUMER), MessageNature.PROSPECTING, Set.of(), Effect.PERMIT, LegalBasis.LEGITIMATE_INTEREST,
                    List.of(new Condition.Screened(code, Period.ofDays(30))), List.of(), List.of(), "a law", Confidence.VERIFIED,
                    "law.ASKS", Map.of())),
            List.of(new OppositionList(code, "FR", Map.of("en", "List"))), AddressWords.NONE, Holidays.NONE));
    private final ListLoads loads = new ListLoads(house.files, lists, books, house.clock);
    private final JobRunner runner = new JobRunner(house.jobs, Map.of(JobKind.LIST, loads::open, JobKind.SCREENING,
            new Screenings(house.files, lists, books, House.VAULT)::open));

    private static String numbers(int from, int many) {
        return IntStream.range(from, from + many).mapToObj(i -> String.format("+336399%05d%n", i)).collect(Collectors.joining());
    }

    private long asked(String text, LocalDate date) {
        return house.jobs.ask(new Jobs.Asked(JobKind.LIST, 0, AGATHE, ListLoads.order(code, date, ListForm.NUMBERS, "", false),
                house.upload(text), 0));
    }

    private Job run(JobRunner with, String node, long job) {
        while (house.jobs.find(job).orElseThrow().state().active()) {
            with.next(node);
        }
        return house.jobs.find(job).orElseThrow();
    }

    private Job load(String text, LocalDate date) {
        return run(runner, "node", asked(text, date));
    }

    private String last(Job job) {
        List<org.preferencecenter.exchange.entity.JobNote> notes = house.jobs.notes(job.id(), 20);
        return notes.get(notes.size() - 1).key();
    }

    @Test
    void a_list_comes_in_force_as_a_whole_with_who_loaded_it_and_its_file_is_forgotten() {
        Job job = load(numbers(0, 3) + "nonsense\n", TODAY);
        assertEquals(List.of(JobState.DONE, 0, Map.of("entries", 3L, "bad", 1L)), List.of(job.state(), job.brand(), job.counts()));
        ImportedList list = lists.find(code).orElseThrow();
        assertEquals(List.of(TODAY, 3L, AGATHE), List.of(list.date(), list.entries(), list.account()));
        assertEquals(Optional.empty(), house.files.find(job.file()), "plain numbers are not kept");
        assertEquals(List.of("0"), house.ask("select count(*) from stored_piece where file_id = " + job.file()));
        assertTrue(house.jobs.latest(Optional.of(Set.of(house.brand.id())), 0, 50).stream().noneMatch(one -> one.id() == job.id()),
                "who works for one brand does not see what is every brand's");
    }

    @Test
    void an_older_edition_and_a_file_of_something_else_change_nothing_and_say_why() {
        load(numbers(0, 3), TODAY);
        Job older = load(numbers(0, 9), TODAY.minusDays(1));
        assertEquals(List.of(JobState.FAILED, "job.log.listYounger"), List.of(older.state(), last(older)));
        Job other = load("one\ntwo\n" + numbers(0, 1), TODAY);
        assertEquals(List.of(JobState.FAILED, "job.log.listUnreadable"), List.of(other.state(), last(other)));
        assertEquals(3, lists.find(code).orElseThrow().entries());
    }

    @Test
    void a_node_that_dies_in_the_middle_leaves_the_old_list_and_the_next_one_begins_anew() {
        load(numbers(0, 2), TODAY.minusDays(1));
        long job = asked(numbers(10, 45_000), TODAY);
        JobRunner dying = new JobRunner(house.jobs, Map.of(JobKind.LIST, asked -> {
            JobWork work = loads.open(asked);
            int[] steps = {0};
            return (Connection connection, Job at) -> step(work, connection, at, ++steps[0]);
        }));
        assertThrows(StackOverflowError.class, () -> run(dying, "first", job));
        assertEquals(2, lists.find(code).orElseThrow().entries());
        assertEquals(JobState.RUNNING, house.jobs.find(job).orElseThrow().state());
        house.clock.forward(Jobs.LEASE.plusSeconds(1));
        assertEquals(JobState.DONE, run(runner, "second", job).state());
        assertEquals(List.of(45_000L, 45_000L), List.of(lists.find(code).orElseThrow().entries(),
                house.jobs.find(job).orElseThrow().count("entries")), "each number once");
    }

    /** The error stands for a killed process: nothing handles it. */
    private static JobWork.Step step(JobWork work, Connection connection, Job at, int number) throws SQLException {
        if (number == 3) {
            throw new StackOverflowError();
        }
        return work.step(connection, at);
    }

    @Test
    void a_screening_says_by_which_rule_a_number_is_held_back_and_lists_those_lines() throws IOException {
        load(numbers(0, 2), TODAY.minusDays(5));
        long file = house.upload("name;tel\nAda;+33639900000\n\"O;K\";06 39 90 00 99\nBo;none\n");
        Job job = run(runner, "node", house.jobs.ask(new Jobs.Asked(JobKind.SCREENING, house.brand.id(), AGATHE,
                Screenings.order(code, "tel"), file, 0)));
        assertEquals(Map.of("free", 1L, "listed", 1L, "bad", 1L, "rule.ASKS", 2L), job.counts());
        assertEquals("name;tel;listed;matters;rule;citation;list_date;list_age\n"
                + "Ada;+33639900000;yes;yes;ASKS;a law;2026-11-17;current\n"
                + "\"O;K\";06 39 90 00 99;no;yes;ASKS;a law;2026-11-17;current\n"
                + "Bo;none;unreadable;yes;ASKS;a law;2026-11-17;current\n",
                new String(house.files.read(job.result()).readAllBytes(), StandardCharsets.UTF_8));
        LinesTold told = new LinesTold(house.database, house.files);
        assertEquals(List.of("2 LISTED", "4 NOT_A_NUMBER"), told.after(job.id(), 0, 9).stream().map(one -> one.line() + " "
                + one.remark()).toList());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        told.write(job, out, remark -> remark == Remark.LISTED ? "on the list" : "no number", List.of("line", "why"));
        assertEquals("\ufeffline,why,name,tel\r\n2,on the list,Ada,+33639900000\r\n4,no number,Bo,none\r\n",
                out.toString(StandardCharsets.UTF_8));
        // Too old, for the rule that asks: nobody may be called.
        house.clock.forward(java.time.Duration.ofDays(40));
        Job late = run(runner, "node", house.jobs.ask(new Jobs.Asked(JobKind.SCREENING, house.brand.id(), AGATHE,
                Screenings.order(code, "tel"), house.upload("tel\n+33639900099\n"), 0)));
        assertEquals(Map.of("free", 1L, "rule.ASKS", 1L), late.counts());
        assertTrue(house.jobs.notes(late.id(), 20).stream().anyMatch(note -> note.key().equals("job.log.listOld")));
    }
}
