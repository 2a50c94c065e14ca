package org.preferencecenter.office.entity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.preferencecenter.center.entity.Words;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.ledger.entity.SignedNote;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.entity.Printed;

/**
 * A proof file as a paper that a judge or a supervisory authority reads: who, what was shown, what was answered, when, how and by
 * whom, what happened since, and how all of it can be checked without us. It tells what the file tells, and no more.
 */
public final class ProofPaper {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss xxx");

    /** So many entries are told one by one; more of them in a table, which is shorter and reads less well. */
    private static final int EACH_APART = 60;
    /** So many of the newest are told at most: what is printed lies in memory. The proof file holds all of them. */
    static final int MOST_TOLD = 1000;

    private final ProofFile file;
    private final PersonWords tell;
    private final Words words;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * Who the paper is about, where whoever hands it over tells that.
     *
     * @param name      empty: not on record
     * @param addresses each with its channel
     */
    public record Who(String name, List<String> addresses) {
    }

    private ProofPaper(ProofFile file, PersonWords tell) {
        this.file = file;
        this.tell = tell;
        this.words = tell.words();
        file.entries().forEach(entry -> entries.add(Entry.of(entry.leaf().getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * The paper, to be printed.
     *
     * @param tell in the language of the paper, with the names of those who acted
     * @param who  nothing: the person is named by a number alone
     * @param by   who hands it over
     */
    public static String of(ProofFile file, PersonWords tell, Optional<Who> who, String by) {
        ProofPaper paper = new ProofPaper(file, tell);
        Printed printed = Printed.in(paper.words.language(), paper.words.say("paper.title", String.valueOf(file.recipient())),
                paper.words.say("paper.about"));
        paper.who(printed, who, by);
        paper.inForce(printed);
        paper.standing(printed);
        paper.history(printed);
        paper.shown(printed);
        paper.evidence(printed);
        paper.checked(printed);
        return printed.xhtml();
    }

    private void who(Printed printed, Optional<Who> who, String by) {
        printed.section(words.say("paper.who")).fact(words.say("paper.number"), String.valueOf(file.recipient()));
        if (who.isPresent()) {
            printed.fact(words.say("paper.name"), who.get().name().isEmpty() ? words.say("paper.name.none") : who.get().name());
            who.get().addresses().forEach(address -> printed.fact(words.say("paper.address"), address));
        }
        printed.fact(words.say("paper.made"), time(Instant.parse(file.made()))).fact(words.say("paper.by"), by)
                .fact(words.say("paper.asof"), time(Instant.parse(file.asOf())));
        about(printed);
        printed.note(words.say(who.isPresent() ? "paper.who.told" : "paper.who.untold"));
    }

    private void about(Printed printed) {
        printed.fact(words.say("paper.purpose"), file.purpose() == 0 ? words.say("paper.purpose.all")
                : words.say("paper.purpose.one", tell.scope(Scope.purpose(file.purpose()))));
    }

    /** What counted, worked out: a list of last answers would call a yes in force that a stop of everything ended. */
    private void inForce(Printed printed) {
        Instant asOf = Instant.parse(file.asOf());
        List<InForce> inForce = InForce.of(entries, tell.catalogue(), file.purpose(), asOf);
        printed.section(words.say("paper.force", time(asOf)));
        if (inForce.isEmpty()) {
            printed.paragraph(words.say("paper.standing.none"));
            return;
        }
        printed.paragraph(words.say("paper.force.about"));
        printed.table(List.of(words.say("paper.what"), words.say("paper.channel"), words.say("paper.force.counts"), words.say("paper.force.by")),
                inForce.stream().map(one -> List.of(tell.scope(one.cell().scope()), tell.channel(one.cell().channel()),
                        counts(one, asOf), because(one))).toList());
    }

    private String counts(InForce one, Instant asOf) {
        Instant paused = one.standing().pausedUntil();
        String state = tell.state(one.standing().state());
        return paused == null || !paused.isAfter(asOf) ? state : state + " · " + words.say("person.paused", words.day(paused, tell.zone()));
    }

    /** The entry that decides, and what it was about where that is something wider. */
    private String because(InForce one) {
        return one.standing().because().map(choice -> choice.cell().equals(one.cell()) ? words.say("paper.entries", String.valueOf(choice.seq()))
                : words.say("paper.force.wider", String.valueOf(choice.seq()), tell.scope(choice.cell().scope()), tell.channel(choice.cell().channel())))
                .orElse("");
    }

    /** As the entries tell it, one scope at a time. */
    private void standing(Printed printed) {
        printed.section(words.say("paper.standing", time(Instant.parse(file.asOf()))));
        if (file.state().isEmpty()) {
            printed.paragraph(words.say("paper.standing.none"));
            return;
        }
        printed.paragraph(words.say("paper.standing.about"));
        printed.table(List.of(words.say("paper.what"), words.say("paper.channel"), words.say("paper.answer"), words.say("paper.entry")),
                file.state().stream().map(one -> List.of(tell.scope(Scope.parse(one.scope())), tell.channel(Channel.valueOf(one.channel())),
                        tell.state(State.valueOf(one.state())), String.valueOf(one.entry()))).toList());
    }

    private void history(Printed printed) {
        printed.section(words.say("paper.history")).paragraph(words.say("paper.history.about", entries.size()));
        Map<String, ProofFile.Act> acts = new HashMap<>();
        file.acts().forEach(act -> acts.put(act.change(), act));
        List<String> head = List.of(words.say("paper.entry"), words.say("paper.when"), words.say("paper.happened"), words.say("paper.how"),
                words.say("paper.whom"));
        List<List<String>> rows = new ArrayList<>();
        if (entries.size() > MOST_TOLD) {
            printed.paragraph(words.say("paper.history.newest", MOST_TOLD));
        }
        for (Entry entry : entries.subList(Math.max(0, entries.size() - MOST_TOLD), entries.size())) {
            Optional<Told> told = Told.of(entry);
            rows.add(List.of(String.valueOf(entry.seq()), time(entry.at()), told.map(tell::told).orElse(entry.kind()),
                    told.map(one -> how(one, acts.get(one.change().toString()))).orElse(""),
                    told.map(one -> tell.who(one.origin())).orElse("")));
        }
        if (rows.size() > EACH_APART) {
            printed.table(head, rows);
        } else {
            rows.forEach(row -> printed.part(words.say("paper.entry.at", row.get(0), row.get(1))).fact(head.get(2), row.get(2))
                    .fact(head.get(3), row.get(3)).fact(head.get(4), row.get(4)));
        }
        if (!file.acts().isEmpty()) {
            printed.note(words.say("paper.acts"));
        }
    }

    private String how(Told told, ProofFile.Act act) {
        String how = tell.how(told.origin());
        if (told.origin().notice() != 0) {
            how += " · " + words.say("paper.notice.short", told.origin().notice());
        }
        if (told.origin().script() != 0) {
            how += " · " + words.say("paper.script.short", told.origin().script());
        }
        return act == null ? how : how + " · " + words.say("person.reason." + act.reason())
                + (act.place().isEmpty() ? "" : " · " + words.say("paper.place", act.place()));
    }

    private void shown(Printed printed) {
        printed.section(words.say("paper.shown")).paragraph(words.say(file.notices().isEmpty() ? "paper.shown.none" : "paper.shown.about"));
        for (ProofFile.Shown notice : file.notices()) {
            printed.part(words.say("paper.notice", notice.id(), notice.version(), notice.locale()))
                    .quotation(notice.wording(), notice.locale())
                    .fact(words.say("paper.published"), time(Instant.parse(notice.published()))).codeFact("SHA-256", notice.sha256());
            signed(printed, "notice", notice.id(), "shown");
        }
        for (ProofFile.Script script : file.scripts()) {
            printed.part(words.say("paper.script", script.id(), script.version(), script.locale()))
                    .quotation(script.wording(), script.locale())
                    .fact(words.say("paper.published"), time(Instant.parse(script.published()))).codeFact("SHA-256", script.sha256());
            signed(printed, "script", script.id(), "spoken");
        }
    }

    /** The digest of these words that entries signed, or that those which name them signed none. */
    private void signed(Printed printed, String fact, int id, String digest) {
        Optional<Object> signed = entries.stream().filter(entry -> Integer.valueOf(id).equals(entry.facts().get(fact)))
                .map(entry -> entry.facts().get(digest)).filter(Objects::nonNull).findFirst();
        signed.ifPresentOrElse(text -> printed.codeFact(words.say("paper.signed"), text.toString()),
                () -> printed.fact(words.say("paper.signed"), words.say("paper.signed.not")));
    }

    private void evidence(Printed printed) {
        printed.section(words.say("paper.evidence"));
        if (file.evidence().isEmpty()) {
            printed.paragraph(words.say("paper.evidence.none"));
            return;
        }
        printed.paragraph(words.say("paper.evidence.about"));
        for (ProofFile.Attached one : file.evidence()) {
            printed.part(one.file()).fact(words.say("paper.kind"), words.say("evidence." + one.medium()) + ", " + one.type() + ", "
                    + words.say("paper.octets", one.size()));
            entry("evidence", one.id()).ifPresent(entry -> printed.fact(words.say("paper.added"),
                    words.say("paper.added.by", time(entry.at()), entry.seq(),
                    Told.of(entry).map(told -> tell.who(told.origin())).orElse("?"))));
            printed.fact(words.say("paper.proves"), words.say("paper.entries", String.join(", ", entries.stream()
                    .filter(entry -> entry.kind().equals("choice") && one.change().equals(entry.facts().get("change")))
                    .map(entry -> String.valueOf(entry.seq())).toList())));
            printed.codeFact(words.say("paper.digest"), one.digest()).codeFact(words.say("paper.salt"), one.salt())
                    .codeFact("SHA-256", one.sha256());
        }
    }

    private Optional<Entry> entry(String fact, String value) {
        return entries.stream().filter(entry -> value.equals(entry.facts().get(fact))).findFirst();
    }

    private void checked(Printed printed) {
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(file.checkpoint()).text());
        long unsealed = file.entries().stream().filter(entry -> entry.index() < 0).count();
        printed.section(words.say("paper.check")).paragraph(words.say("paper.check.log", checkpoint.origin(), checkpoint.size()))
                .paragraph(words.say("paper.check.how")).paragraph(words.say("paper.check.key"));
        if (unsealed > 0) {
            printed.paragraph(words.say("paper.check.unsealed", unsealed));
        }
        printed.part(words.say("paper.checkpoint")).code(file.checkpoint()).part(words.say("paper.keys"))
                .code(String.join("\n", file.keys()));
    }

    /** To the second, with the distance from UTC: nobody has to guess the zone. */
    private String time(Instant at) {
        return words.day(at, tell.zone()) + ", " + CLOCK.format(at.atZone(tell.zone()));
    }
}
