package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.preferencecenter.consent.control.CallFile;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.entity.ImportedList;
import org.preferencecenter.decision.control.CallScreening;
import org.preferencecenter.decision.control.CallScreening.Answer;
import org.preferencecenter.decision.control.CallScreening.Found;
import org.preferencecenter.decision.entity.Screening;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobNote;
import org.preferencecenter.exchange.entity.Remark;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.platform.control.Vault;

/**
 * Opens screenings of call files against an opposition list where they stopped (S-24), by the engine that the API asks too: the
 * file comes back as it was, byte for byte, with what the list and the rules say behind each line. Counted for each rule.
 */
@Singleton
public class Screenings {

    /** What the count of a rule is called, before its id. */
    public static final String RULE = "rule.";
    private static final int AT_ONCE = 1000;

    private final FileStore files;
    private final OppositionLists lists;
    private final RuleBooks ruleBooks;
    private final ImportRows rows;

    @Inject
    public Screenings(FileStore files, OppositionLists lists, RuleBooks ruleBooks, Vault vault) {
        this.files = files;
        this.lists = lists;
        this.ruleBooks = ruleBooks;
        this.rows = new ImportRows(vault);
    }

    /** What is asked for, as JSON. @param column the name of the number's column; empty: a number a line */
    public static String order(String list, String column) {
        return Json.createObjectBuilder().add("list", list).add("column", column).build().toString();
    }

    /** Whether the file's first line names its columns. */
    static boolean named(Job job) {
        try (JsonReader reader = Json.createReader(new StringReader(job.parameters()))) {
            return !reader.readObject().getString("column").isEmpty();
        }
    }

    JobWork open(Job job) {
        try (JsonReader reader = Json.createReader(new StringReader(job.parameters()))) {
            JsonObject order = reader.readObject();
            RuleBook book = ruleBooks.inForce();
            OppositionList list = book.list(order.getString("list")).orElseThrow(() -> new JobWork.Impossible("job.log.noList"));
            ImportedList imported = lists.find(list.code()).orElseThrow(() -> new JobWork.Impossible("job.log.noList"));
            FileStore.Stored stored = files.find(job.file()).orElseThrow(() -> new JobWork.Impossible("job.log.noFile"));
            String column = order.getString("column");
            CallFile file = new CallFile(files.read(stored.id()), !column.isEmpty(), column.isEmpty() ? null : column);
            for (long i = 0; i < job.position() && file.next() != null; i++) {
                // answered before
            }
            // The day the job was asked for, whoever goes on with it and whenever.
            LocalDate day = Screening.day(book, list, job.createdAt());
            CallScreening screening = new CallScreening(file, list, lists, imported.date(),
                    date -> Screening.of(book, list, day, date), charset(stored));
            return (connection, at) -> step(connection, at, screening, stored);
        } catch (CallFile.BadFile bad) {
            throw new JobWork.Impossible("job.log.noColumn");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Charset charset(FileStore.Stored stored) throws IOException {
        return Charset.forName(Sniff.form(files.read(stored.id())).charset());
    }

    private JobWork.Step step(Connection connection, Job job, CallScreening screening, FileStore.Stored stored) throws SQLException {
        List<CallFile.Line> block = block(screening);
        StringBuilder text = new StringBuilder();
        long result = job.result();
        if (result == 0) {
            result = files.begin(connection, job.brand(), "screened-" + stored.name(), "CSV", FileStore.TO_FETCH);
            text.append(screening.head());
        }
        List<Answer> answers = screening.answer(block, text);
        if (text.length() > 0) {
            files.append(connection, result, files.lastPiece(connection, result) + 1,
                    text.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        rows.tell(connection, job.id(), answers.stream().filter(answer -> answer.found() != Found.FREE)
                .map(answer -> new ImportRows.Told(answer.line(), answer.found() == Found.LISTED ? Remark.LISTED
                        : Remark.NOT_A_NUMBER)).toList());
        long done = job.done() + block.size();
        boolean finished = block.isEmpty();
        return new JobWork.Step(job.at(job.position() + block.size(), done, finished ? done : Math.max(done, stored.lines()),
                counts(job, answers)).writing(result), finished, job.position() == 0 ? notes(answers) : List.of());
    }

    private static List<CallFile.Line> block(CallScreening screening) {
        try {
            return screening.block(AT_ONCE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, Long> counts(Job job, List<Answer> answers) {
        Map<String, Long> counts = new TreeMap<>(job.counts());
        for (Answer answer : answers) {
            counts.merge(switch (answer.found()) {
                case FREE -> "free";
                case LISTED -> "listed";
                case UNREADABLE -> "bad";
            }, 1L, Long::sum);
            if (answer.held()) {
                answer.screening().rules().forEach(rule -> counts.merge(RULE + rule.id(), 1L, Long::sum));
            }
        }
        return counts;
    }

    /** What the rules make of the list as a whole. */
    private static List<JobNote> notes(List<Answer> answers) {
        if (answers.isEmpty()) {
            return List.of();
        }
        Screening said = answers.get(0).screening();
        String rules = String.join(", ", said.rules().stream().map(Rule::id).toList());
        List<JobNote> notes = new ArrayList<>(List.of(new JobNote(null, said.matters() ? "job.log.listAsked" : "job.log.listNotAsked",
                List.of(rules))));
        if (said.matters() && said.age() != Screening.Age.CURRENT) {
            notes.add(new JobNote(null, "job.log.listOld", List.of()));
        }
        return notes;
    }
}
