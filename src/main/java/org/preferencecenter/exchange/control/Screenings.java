package org.preferencecenter.exchange.control;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
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
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.law.entity.Listing;

/**
 * Opens screenings of call files against an opposition list where they stopped (S-24). The file comes back as it was, byte for
 * byte, with two columns more: whether the number is listed, and of which day the list is.
 */
@Singleton
public class Screenings {

    private static final int AT_ONCE = 1000;

    private final FileStore files;
    private final OppositionLists lists;

    @Inject
    public Screenings(FileStore files, OppositionLists lists) {
        this.files = files;
        this.lists = lists;
    }

    /** What is asked for, as JSON. @param column the name of the number's column; empty: a number a line */
    public static String order(String list, String column) {
        return Json.createObjectBuilder().add("list", list).add("column", column).build().toString();
    }

    JobWork open(Job job) {
        try (JsonReader reader = Json.createReader(new StringReader(job.parameters()))) {
            JsonObject order = reader.readObject();
            ImportedList list = lists.find(order.getString("list")).orElseThrow(() -> new JobWork.Impossible("job.log.noList"));
            FileStore.Stored stored = files.find(job.file()).orElseThrow(() -> new JobWork.Impossible("job.log.noFile"));
            String column = order.getString("column");
            CallFile file = new CallFile(files.read(stored.id()), !column.isEmpty(), column.isEmpty() ? null : column);
            for (long i = 0; i < job.position() && file.next() != null; i++) {
                // answered before
            }
            return (connection, at) -> step(connection, at, list, stored, file);
        } catch (CallFile.BadFile bad) {
            throw new JobWork.Impossible("job.log.noColumn");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private JobWork.Step step(Connection connection, Job job, ImportedList list, FileStore.Stored stored, CallFile file)
            throws SQLException {
        List<CallFile.Line> block = new ArrayList<>(AT_ONCE);
        try {
            for (CallFile.Line line = file.next(); line != null; line = block.size() < AT_ONCE ? file.next() : null) {
                block.add(line);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        StringBuilder answer = new StringBuilder();
        long result = job.result();
        if (result == 0) {
            result = files.begin(connection, job.brand(), "screened-" + stored.name(), "CSV", FileStore.TO_FETCH);
            if (file.header() != null) {
                answer.append(file.mark()).append(file.header().text()).append(file.separator()).append("listed")
                        .append(file.separator()).append("list_date").append(file.header().end());
            }
        }
        Map<String, Long> counts = new TreeMap<>(job.counts());
        answer(block, list, file, answer, counts);
        if (answer.length() > 0) {
            files.append(connection, result, files.lastPiece(connection, result) + 1,
                    answer.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        long done = job.done() + block.size();
        boolean finished = block.size() < AT_ONCE;
        return new JobWork.Step(job.at(job.position() + block.size(), done, finished ? done : Math.max(done, stored.lines()),
                counts).writing(result), finished, List.of());
    }

    private void answer(List<CallFile.Line> block, ImportedList list, CallFile file, StringBuilder answer, Map<String, Long> counts) {
        List<Boolean> readable = block.stream().map(line -> line.number() != null
                && TelephoneNumber.e164(line.number(), list.jurisdiction()).isPresent()).toList();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            if (readable.get(i)) {
                numbers.add(block.get(i).number());
            }
        }
        Iterator<Map<String, Listing>> listings = lists.listings(numbers).iterator();
        for (int i = 0; i < block.size(); i++) {
            CallFile.Line line = block.get(i);
            answer.append(line.text());
            if (!line.blank()) {
                Listing listing = readable.get(i) ? listings.next().get(list.code()) : null;
                String said = listing == null ? "unreadable" : listing.listed() ? "yes" : "no";
                counts.merge(said.equals("unreadable") ? "bad" : listing.listed() ? "listed" : "free", 1L, Long::sum);
                int missing = file.header() == null ? 0 : file.header().fields() - line.fields();
                answer.append(String.valueOf(file.separator()).repeat(Math.max(0, missing))).append(file.separator()).append(said)
                        .append(file.separator()).append(listing == null ? list.date() : listing.date());
            }
            answer.append(line.end());
        }
    }
}
