package org.preferencecenter.office.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.center.entity.Words;
import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.office.entity.PaperParts.Section;
import org.preferencecenter.office.entity.PaperParts.Slice;
import org.preferencecenter.platform.entity.Printed;

/**
 * A proof file as a paper that a judge or a supervisory authority reads: who, what was shown, what was answered, when, how and by
 * whom, what happened since, and how all of it can be checked without us. It tells what the file tells, all of it and no more:
 * a long history in several parts, the first of them with what is in each.
 */
public final class ProofPaper {

    /** So many characters a paper in one part has at most, markup included: what is printed lies in memory. */
    static final int LONGEST = 450_000;
    /** And each of several, whose head is added to it. */
    static final int LONGEST_PART = 400_000;

    private final ProofFile file;
    private final Words words;
    private final PaperSections sections;
    private final List<List<Slice>> parts;

    /**
     * Who the paper is about, where whoever hands it over tells that.
     *
     * @param name      empty: not on record
     * @param addresses each with its channel
     */
    public record Who(String name, List<String> addresses) {
    }

    private ProofPaper(ProofFile file, PersonWords tell, Optional<Who> who, String by) {
        this.file = file;
        this.words = tell.words();
        this.sections = new PaperSections(file, tell, who, by);
        List<List<Slice>> one = PaperParts.cut(PaperParts.ONE, sections, LONGEST);
        this.parts = one.size() == 1 ? one : PaperParts.cut(PaperParts.SEVERAL, sections, LONGEST_PART);
    }

    /**
     * The paper, to be printed part by part.
     *
     * @param tell in the language of the paper, with the names of those who acted
     * @param who  nothing: the person is named by a number alone
     * @param by   who hands it over
     */
    public static ProofPaper of(ProofFile file, PersonWords tell, Optional<Who> who, String by) {
        return new ProofPaper(file, tell, who, by);
    }

    /** How many parts it has. */
    public int parts() {
        return parts.size();
    }

    /** What a part is called beside the proof file, so that names sort as parts do. @param number from 1 */
    public String name(int number) {
        int digits = String.valueOf(parts.size()).length();
        return parts.size() == 1 ? "proof.pdf" : String.format("proof-%0" + digits + "d-of-%d.pdf", number, parts.size());
    }

    /** A part, to be printed. @param number from 1 */
    public String xhtml(int number) {
        String recipient = String.valueOf(file.recipient());
        boolean alone = parts.size() == 1;
        Printed printed = Printed.in(words.language(), alone ? words.say("paper.title", recipient)
                : words.say("paper.title.part", recipient, number, parts.size()), words.say("paper.about"));
        if (!alone) {
            printed.footed(words.say("paper.foot", recipient, number, parts.size()));
            belongs(printed, number);
        }
        for (Slice slice : parts.get(number - 1)) {
            if (slice.section() == Section.CONTENTS) {
                contents(printed);
            } else {
                sections.tell(printed, slice);
            }
        }
        return printed.xhtml();
    }

    /** What a part is a part of: none can be read as if it were another person's, of another log, or all. */
    private void belongs(Printed printed, int number) {
        Checkpoint checkpoint = sections.checkpoint();
        printed.fact(words.say("paper.part"), words.say("paper.part.of", number, parts.size(), name(number)));
        if (number > 1) {   // the first says so at once in its own section
            printed.fact(words.say("paper.number"), String.valueOf(file.recipient()))
                    .fact(words.say("paper.made"), sections.time(Instant.parse(file.made())));
        }
        printed.fact(words.say("paper.part.entries"), entries(number)).codeFact(words.say("paper.part.file"), file.sha256())
                .codeFact(words.say("paper.checkpoint"), checkpoint.origin() + "\n" + checkpoint.size() + "\n"
                        + Base64.getEncoder().encodeToString(checkpoint.root()));
    }

    private void contents(Printed printed) {
        printed.section(words.say("paper.contents")).paragraph(words.say("paper.contents.about", parts.size()));
        List<List<String>> rows = new ArrayList<>();
        for (int number = 1; number <= parts.size(); number++) {
            rows.add(List.of(name(number), String.join(", ", parts.get(number - 1).stream()
                    .map(slice -> words.say("paper.contents." + slice.section())).toList()), entries(number)));
        }
        printed.table(List.of(words.say("paper.part"), words.say("paper.contents"), words.say("paper.part.entries")), rows);
    }

    private String entries(int number) {
        return parts.get(number - 1).stream().filter(slice -> slice.section() == Section.HISTORY && slice.to() > slice.from()).findFirst()
                .map(sections::entries).orElseGet(() -> words.say("paper.part.none"));
    }
}
