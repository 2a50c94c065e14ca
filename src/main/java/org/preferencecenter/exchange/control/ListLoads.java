package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.preferencecenter.consent.control.CallFile;
import org.preferencecenter.consent.control.ListReading;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.entity.ListForm;
import org.preferencecenter.consent.entity.ListImport;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobNote;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.OppositionList;

/**
 * Loads opposition lists that were sent to the office. A list counts as a whole or not at all, so a job that is taken up again
 * begins anew; what its dead node had read is cleared away. Once the list is in force the file goes: it holds plain numbers.
 */
@Singleton
public class ListLoads {

    private static final int AT_ONCE = 20_000;

    private final FileStore files;
    private final OppositionLists lists;
    private final RuleBooks ruleBooks;
    private final Clock clock;

    @Inject
    public ListLoads(FileStore files, OppositionLists lists, RuleBooks ruleBooks, Clock clock) {
        this.files = files;
        this.lists = lists;
        this.ruleBooks = ruleBooks;
        this.clock = clock;
    }

    /**
     * What is asked for, as JSON.
     *
     * @param date   the list's own
     * @param column the name of the number's column; empty: a number a line
     * @param older  also in the place of a younger list
     */
    public static String order(String list, LocalDate date, ListForm form, String column, boolean older) {
        return Json.createObjectBuilder().add("list", list).add("date", date.toString()).add("form", form.name())
                .add("column", column).add("older", older).build().toString();
    }

    JobWork open(Job job) {
        try (JsonReader reader = Json.createReader(new StringReader(job.parameters()))) {
            JsonObject said = reader.readObject();
            OppositionList list = ruleBooks.inForce().list(said.getString("list"))
                    .orElseThrow(() -> new JobWork.Impossible("job.log.noList"));
            FileStore.Stored stored = files.find(job.file()).orElseThrow(() -> new JobWork.Impossible("job.log.noFile"));
            String column = said.getString("column");
            CallFile file = new CallFile(files.read(stored.id()), !column.isEmpty(), column.isEmpty() ? null : column);
            ListReading reading = lists.begin(new ListReading.Order(list, LocalDate.parse(said.getString("date")),
                    ListForm.valueOf(said.getString("form")), said.getBoolean("older"), job.account()), file, clock.instant())
                    .orElseThrow(() -> older(list));
            return new Work(reading, list, stored);
        } catch (CallFile.BadFile bad) {
            throw new JobWork.Impossible("job.log.noColumn");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private JobWork.Impossible older(OppositionList list) {
        return new JobWork.Impossible("job.log.listYounger", lists.find(list.code()).map(there -> there.date().toString()).orElse(""));
    }

    private final class Work implements JobWork {

        private final ListReading reading;
        private final OppositionList list;
        private final FileStore.Stored stored;

        Work(ListReading reading, OppositionList list, FileStore.Stored stored) {
            this.reading = reading;
            this.list = list;
            this.stored = stored;
        }

        @Override
        public Step step(Connection connection, Job job) throws SQLException {
            boolean more = read();
            ListImport far = reading.soFar();
            List<JobNote> notes = List.of();
            if (!more) {
                far = reading.finish();
                switch (far.outcome()) {
                    case OLDER -> throw older(list);
                    case UNREADABLE -> throw new Impossible("job.log.listUnreadable", Long.toString(far.bad()),
                            Long.toString(far.lines()), far.badLines().isEmpty() ? "1" : far.badLines().get(0).toString());
                    case REPLACED -> files.drop(connection, stored.id());
                }
                notes = far.bad() == 0 ? notes : List.of(new JobNote(null, "job.log.listBad",
                        List.of(Long.toString(far.bad()), String.join(", ", far.badLines().stream().map(String::valueOf).toList()))));
            }
            return new Step(job.at(far.lines(), far.lines(), more ? Math.max(far.lines(), stored.lines()) : far.lines(),
                    Map.of("entries", far.kept(), "bad", far.bad())), !more, notes);
        }

        private boolean read() {
            try {
                return reading.read(AT_ONCE);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void close() {
            reading.close();
        }
    }
}
