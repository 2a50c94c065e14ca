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
import org.preferencecenter.office.entity.PaperParts.Section;
import org.preferencecenter.office.entity.PaperParts.Slice;
import org.preferencecenter.platform.entity.Printed;

/** What a {@link ProofPaper} says in each of its sections. */
final class PaperSections implements PaperParts.Measured {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss xxx");
    /** So many entries are told one by one; more of them in a table, which is shorter and reads less well. */
    private static final int EACH_APART = 60;
    /** An entry counts as so many characters at least, however few it has: a row of a table takes its place on a page. */
    static final int ROW = 400;

    private final ProofFile file;
    private final PersonWords tell;
    private final Words words;
    private final Optional<ProofPaper.Who> who;
    private final String by;
    private final Checkpoint checkpoint;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, ProofFile.Act> acts = new HashMap<>();
    private final List<InForce> inForce;

    PaperSections(ProofFile file, PersonWords tell, Optional<ProofPaper.Who> who, String by) {
        this.file = file;
        this.tell = tell;
        this.words = tell.words();
        this.who = who;
        this.by = by;
        this.checkpoint = Checkpoint.parse(SignedNote.parse(file.checkpoint()).text());
        file.entries().forEach(entry -> entries.add(Entry.of(entry.leaf().getBytes(StandardCharsets.UTF_8))));
        file.acts().forEach(act -> acts.put(act.change(), act));
        this.inForce = InForce.of(entries, tell.catalogue(), file.purpose(), Instant.parse(file.asOf()));
    }

    /** What all proofs of the file lead to. */
    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Which entries a slice of the history tells, in words. */
    String entries(Slice slice) {
        return words.say("paper.part.some", entries.get(slice.from()).seq(), entries.get(slice.to() - 1).seq(), entries.size());
    }

    @Override
    public int items(Section section) {
        return switch (section) {
            case FORCE -> inForce.size();
            case STANDING -> file.state().size();
            case HISTORY -> entries.size();
            case SHOWN -> file.notices().size() + file.scripts().size();
            case EVIDENCE -> file.evidence().size();
            case WHO, CONTENTS, CHECK -> 1;
        };
    }

    @Override
    public int size(Section section, int item) {
        Printed scratch = Printed.in(words.language(), "", "");
        switch (section) {
            // A table's head and foot go with each row here: a part is rather shorter than longer.
            case FORCE -> scratch.table(List.of(), List.of(force(inForce.get(item))));
            case STANDING -> scratch.table(List.of(), List.of(standing(file.state().get(item))));
            case HISTORY -> scratch.table(List.of(), List.of(row(entries.get(item))));
            case SHOWN -> shown(scratch, item);
            case EVIDENCE -> evidence(scratch, file.evidence().get(item));
            case WHO -> who(scratch);
            case CHECK -> checked(scratch);
            case CONTENTS -> scratch.paragraph(" ".repeat(500 + entries.size() / 2));   // a line for each part; not known yet how many
        }
        return Math.max(scratch.length(), section == Section.HISTORY ? ROW : 0);
    }

    /** Adds to a paper what a slice tells. */
    void tell(Printed printed, Slice slice) {
        switch (slice.section()) {
            case WHO -> who(printed);
            case CONTENTS -> throw new IllegalArgumentException("the paper knows what is in its parts");
            case FORCE -> force(printed, slice);
            case STANDING -> standing(printed, slice);
            case HISTORY -> history(printed, slice);
            case SHOWN -> shown(printed, slice);
            case EVIDENCE -> evidence(printed, slice);
            case CHECK -> checked(printed);
        }
    }

    private void heading(Printed printed, Slice slice, String words) {
        printed.section(slice.from() == 0 ? words : this.words.say("paper.continued", words));
    }

    private void who(Printed printed) {
        printed.section(words.say("paper.who")).fact(words.say("paper.number"), String.valueOf(file.recipient()));
        if (who.isPresent()) {
            printed.fact(words.say("paper.name"), who.get().name().isEmpty() ? words.say("paper.name.none") : who.get().name());
            who.get().addresses().forEach(address -> printed.fact(words.say("paper.address"), address));
        }
        printed.fact(words.say("paper.made"), time(Instant.parse(file.made()))).fact(words.say("paper.by"), by)
                .fact(words.say("paper.asof"), time(Instant.parse(file.asOf())))
                .fact(words.say("paper.purpose"), file.purpose() == 0 ? words.say("paper.purpose.all")
                : words.say("paper.purpose.one", tell.scope(Scope.purpose(file.purpose()))));
        printed.note(words.say(who.isPresent() ? "paper.who.told" : "paper.who.untold"));
    }

    /** What counted, worked out: a list of last answers would call a yes in force that a stop of everything ended. */
    private void force(Printed printed, Slice slice) {
        heading(printed, slice, words.say("paper.force", time(Instant.parse(file.asOf()))));
        if (inForce.isEmpty()) {
            printed.paragraph(words.say("paper.standing.none"));
            return;
        }
        printed.paragraph(words.say("paper.force.about"));
        printed.table(List.of(words.say("paper.what"), words.say("paper.channel"), words.say("paper.force.counts"), words.say("paper.force.by")),
                inForce.subList(slice.from(), slice.to()).stream().map(this::force).toList());
    }

    private List<String> force(InForce one) {
        Instant paused = one.standing().pausedUntil();
        String state = tell.state(one.standing().state());
        return List.of(tell.scope(one.cell().scope()), tell.channel(one.cell().channel()),
                paused == null || !paused.isAfter(Instant.parse(file.asOf())) ? state
                : state + " · " + words.say("person.paused", words.day(paused, tell.zone())), because(one));
    }

    /** The entry that decides, and what it was about where that is something wider. */
    private String because(InForce one) {
        return one.standing().because().map(choice -> choice.cell().equals(one.cell()) ? words.say("paper.entries", String.valueOf(choice.seq()))
                : words.say("paper.force.wider", String.valueOf(choice.seq()), tell.scope(choice.cell().scope()), tell.channel(choice.cell().channel())))
                .orElse("");
    }

    /** As the entries tell it, one scope at a time. */
    private void standing(Printed printed, Slice slice) {
        heading(printed, slice, words.say("paper.standing", time(Instant.parse(file.asOf()))));
        if (file.state().isEmpty()) {
            printed.paragraph(words.say("paper.standing.none"));
            return;
        }
        printed.paragraph(words.say("paper.standing.about"));
        printed.table(List.of(words.say("paper.what"), words.say("paper.channel"), words.say("paper.answer"), words.say("paper.entry")),
                file.state().subList(slice.from(), slice.to()).stream().map(this::standing).toList());
    }

    private List<String> standing(ProofFile.Standing one) {
        return List.of(tell.scope(Scope.parse(one.scope())), tell.channel(Channel.valueOf(one.channel())),
                tell.state(State.valueOf(one.state())), String.valueOf(one.entry()));
    }

    private void history(Printed printed, Slice slice) {
        heading(printed, slice, words.say("paper.history"));
        printed.paragraph(words.say("paper.history.about", entries.size()));
        if (slice.to() - slice.from() < entries.size()) {
            printed.paragraph(words.say("paper.history.part", entries(slice)));
        }
        List<String> head = List.of(words.say("paper.entry"), words.say("paper.when"), words.say("paper.happened"), words.say("paper.how"),
                words.say("paper.whom"));
        List<List<String>> rows = entries.subList(slice.from(), slice.to()).stream().map(this::row).toList();
        if (entries.size() > EACH_APART) {
            printed.table(head, rows);
        } else {
            rows.forEach(row -> printed.part(words.say("paper.entry.at", row.get(0), row.get(1))).fact(head.get(2), row.get(2))
                    .fact(head.get(3), row.get(3)).fact(head.get(4), row.get(4)));
        }
        if (!file.acts().isEmpty()) {
            printed.note(words.say("paper.acts"));
        }
    }

    private List<String> row(Entry entry) {
        Optional<Told> told = Told.of(entry);
        return List.of(String.valueOf(entry.seq()), time(entry.at()), told.map(tell::told).orElse(entry.kind()),
                told.map(one -> how(one, acts.get(one.change().toString()))).orElse(""), told.map(one -> tell.who(one.origin())).orElse(""));
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

    private void shown(Printed printed, Slice slice) {
        heading(printed, slice, words.say("paper.shown"));
        printed.paragraph(words.say(file.notices().isEmpty() ? "paper.shown.none" : "paper.shown.about"));
        for (int item = slice.from(); item < slice.to(); item++) {
            shown(printed, item);
        }
    }

    private void shown(Printed printed, int item) {
        int notices = file.notices().size();
        if (item < notices) {
            ProofFile.Shown notice = file.notices().get(item);
            shown(printed.part(words.say("paper.notice", notice.id(), notice.version(), notice.locale())), notice.wording(), notice.locale(),
                    notice.published(), notice.sha256());
            signed(printed, "notice", notice.id(), "shown");
        } else {
            ProofFile.Script script = file.scripts().get(item - notices);
            shown(printed.part(words.say("paper.script", script.id(), script.version(), script.locale())), script.wording(), script.locale(),
                    script.published(), script.sha256());
            signed(printed, "script", script.id(), "spoken");
        }
    }

    private void shown(Printed printed, String wording, String locale, String published, String sha256) {
        printed.quotation(wording, locale).fact(words.say("paper.published"), time(Instant.parse(published))).codeFact("SHA-256", sha256);
    }

    /** The digest of these words that entries signed, or that those which name them signed none. */
    private void signed(Printed printed, String fact, int id, String digest) {
        Optional<Object> signed = entries.stream().filter(entry -> Integer.valueOf(id).equals(entry.facts().get(fact)))
                .map(entry -> entry.facts().get(digest)).filter(Objects::nonNull).findFirst();
        signed.ifPresentOrElse(text -> printed.codeFact(words.say("paper.signed"), text.toString()),
                () -> printed.fact(words.say("paper.signed"), words.say("paper.signed.not")));
    }

    private void evidence(Printed printed, Slice slice) {
        heading(printed, slice, words.say("paper.evidence"));
        printed.paragraph(words.say(file.evidence().isEmpty() ? "paper.evidence.none" : "paper.evidence.about"));
        file.evidence().subList(slice.from(), slice.to()).forEach(one -> evidence(printed, one));
    }

    private void evidence(Printed printed, ProofFile.Attached one) {
        printed.part(one.file()).fact(words.say("paper.kind"), words.say("evidence." + one.medium()) + ", " + one.type() + ", "
                + words.say("paper.octets", one.size()));
        entry("evidence", one.id()).ifPresent(entry -> printed.fact(words.say("paper.added"),
                words.say("paper.added.by", time(entry.at()), entry.seq(), Told.of(entry).map(told -> tell.who(told.origin())).orElse("?"))));
        printed.fact(words.say("paper.proves"), words.say("paper.entries", String.join(", ", entries.stream()
                .filter(entry -> entry.kind().equals("choice") && one.change().equals(entry.facts().get("change")))
                .map(entry -> String.valueOf(entry.seq())).toList())));
        printed.codeFact(words.say("paper.digest"), one.digest()).codeFact(words.say("paper.salt"), one.salt())
                .codeFact("SHA-256", one.sha256());
    }

    private Optional<Entry> entry(String fact, String value) {
        return entries.stream().filter(entry -> value.equals(entry.facts().get(fact))).findFirst();
    }

    private void checked(Printed printed) {
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
    String time(Instant at) {
        return words.day(at, tell.zone()) + ", " + CLOCK.format(at.atZone(tell.zone()));
    }
}
