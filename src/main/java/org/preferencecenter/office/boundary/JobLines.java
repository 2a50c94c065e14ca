package org.preferencecenter.office.boundary;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.exchange.control.Screenings;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.exchange.entity.JobState;
import org.preferencecenter.law.control.RuleBooks;

/** How a job is told in a list and on its own page. */
@Named
@RequestScoped
public class JobLines {

    private static final Map<JobState, String> TONES = Map.of(JobState.DONE, "ok", JobState.FAILED, "bad", JobState.PAUSED, "warn");
    private static final List<String> IMPORT_COUNTS = List.of("lines", "fresh", "changed", "unchanged", "suppressed", "resubscribes",
            "duplicates", "unproven", "left", "suppressions", "bad");
    private static final Map<JobKind, List<String>> COUNTS = Map.of(JobKind.CHECK, IMPORT_COUNTS, JobKind.IMPORT, IMPORT_COUNTS,
            JobKind.UNDO, List.of("people", "erased", "kept", "lifted"), JobKind.EXPORT, List.of("written"),
            JobKind.SCREENING, List.of("free", "listed", "bad"), JobKind.LIST, List.of("entries", "bad"),
            JobKind.AUDIT, List.of("audited", "compared", "differences"));

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private RuleBooks ruleBooks;

    /** Whose jobs they see: of the chosen brand, or of all brands whose jobs they may see; nothing: of every brand. */
    static Optional<Set<Integer>> brands(Desk desk) {
        Optional<Set<Integer>> theirs = desk.officer().brands(Right.SEE_JOBS);
        if (desk.getBrand().isEmpty()) {
            return theirs;
        }
        Set<Integer> chosen = new HashSet<>(Set.of(desk.getBrand().get().id()));
        theirs.ifPresent(chosen::retainAll);
        return Optional.of(chosen);
    }

    public String kind(Job job) {
        return desk.say("job.kind." + job.kind());
    }

    public String state(Job job) {
        return desk.say("job.state." + job.state());
    }

    /** For the style of the state's tag. */
    public String tone(Job job) {
        return TONES.getOrDefault(job.state(), "");
    }

    public String brand(Job job) {
        return job.brand() == 0 ? desk.say("person.every-brand") : catalog.now().brand(job.brand()).map(Brand::name).orElse("");
    }

    /** How far it is, in a word or two. */
    public String far(Job job) {
        if (job.total() > 0 && job.state() != JobState.DONE && job.state() != JobState.UNDONE) {
            return desk.say("job.far.of", desk.number(job.done()), desk.number(job.total()));
        }
        if (job.kind() == JobKind.AUDIT) {
            return job.done() == 0 ? "" : desk.say("job.far.audit", desk.number(job.count("audited")), desk.number(job.count("compared")));
        }
        return job.done() == 0 && job.state().active() ? "" : desk.say(job.kind() == JobKind.CHECK || job.kind() == JobKind.IMPORT
                || job.kind() == JobKind.SCREENING || job.kind() == JobKind.LIST ? "job.far.lines" : "job.far.people", desk.number(job.done()));
    }

    public String when(Instant at) {
        return at == null ? "" : desk.time(at);
    }

    /** One figure of what came of it. @param mild nothing to look at */
    public record Figure(String key, String text, String number, boolean mild) {
    }

    /** What came of it so far. */
    public List<Figure> figures(Job job) {
        return Stream.concat(COUNTS.get(job.kind()).stream().map(name -> new Figure(name, desk.say("job.count." + name),
                desk.number(job.count(name)), job.count(name) == 0)), rules(job).map(rule -> new Figure("rule",
                        desk.say("job.count.rule", rule, title(rule)), desk.number(job.count(Screenings.RULE + rule)), false))).toList();
    }

    /** Ids of the rules that kept numbers of a screening from being called. */
    static Stream<String> rules(Job job) {
        return job.counts().keySet().stream().filter(name -> name.startsWith(Screenings.RULE))
                .map(name -> name.substring(Screenings.RULE.length()));
    }

    private String title(String rule) {
        return ruleBooks.inForce().rule(rule).map(known -> known.title().getOrDefault(desk.getLanguage(), "")).orElse("");
    }
}
