package org.preferencecenter.decision.control;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.preferencecenter.consent.control.CallFile;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.decision.entity.Screening;
import org.preferencecenter.law.entity.Listing;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.Rule;

/**
 * One call file screened against one opposition list, for whoever asks: the caller's own columns as they came, byte for byte
 * and in their order, and ours behind them. Block by block; holds one and no more.
 */
public final class CallScreening {

    /** The columns added. */
    public static final List<String> COLUMNS = List.of("listed", "matters", "rule", "citation", "list_date", "list_age");
    private static final int BLOCK_BYTES = 1 << 20;

    /** What was found of the number in a line. */
    public enum Found {
        FREE("no"), LISTED("yes"), UNREADABLE("unreadable");

        private final String word;

        Found(String word) {
            this.word = word;
        }
    }

    /** A line that is not blank. @param screening what the rules make of the list, seen from the day of the calls */
    public record Answer(long line, Found found, Screening screening) {

        /** Whether the list, or its age, keeps the number from being called. */
        public boolean held() {
            return screening.matters() && (found != Found.FREE || screening.age() != Screening.Age.CURRENT);
        }
    }

    private record Told(Screening screening, String fields) {
    }

    private final CallFile file;
    private final OppositionList list;
    private final OppositionLists lists;
    private final Function<LocalDate, Screening> screening;
    private final Charset charset;
    /** What follows "listed", for each date the list has had while this ran. */
    private final Map<LocalDate, Told> told = new HashMap<>();
    private LocalDate date;

    /**
     * @param date      the list's own, when this begins
     * @param screening what the rules make of the list with that date
     * @param charset   of the caller's columns: ours are written in it too
     */
    public CallScreening(CallFile file, OppositionList list, OppositionLists lists, LocalDate date,
            Function<LocalDate, Screening> screening, Charset charset) {
        this.file = file;
        this.list = list;
        this.lists = lists;
        this.date = date;
        this.screening = screening;
        this.charset = charset;
    }

    /** What the answer begins with: the names of the columns, where the file has names. */
    public String head() {
        if (file.header() == null) {
            return file.mark();
        }
        String columns = COLUMNS.stream().map(column -> file.separator() + column).collect(Collectors.joining());
        return file.mark() + file.header().text() + columns + (file.header().end().isEmpty() ? "\n" : file.header().end());
    }

    /** The next lines, at most {@code most} and about a megabyte; none at the end. */
    public List<CallFile.Line> block(int most) throws IOException {
        List<CallFile.Line> block = new ArrayList<>(most);
        int bytes = 0;
        while (block.size() < most && bytes < BLOCK_BYTES) {
            CallFile.Line line = file.next();
            if (line == null) {
                break;
            }
            bytes += line.text().length();
            block.add(line);
        }
        return block;
    }

    /** Answers lines in one question to the database. @param text where they are written, as bytes U+0000 to U+00FF */
    public List<Answer> answer(List<CallFile.Line> block, StringBuilder text) {
        List<Boolean> readable = block.stream().map(line -> line.number() != null
                && TelephoneNumber.e164(line.number(), list.jurisdiction()).isPresent()).toList();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            if (readable.get(i)) {
                numbers.add(block.get(i).number());
            }
        }
        Iterator<Map<String, Listing>> listings = lists.listings(numbers).iterator();
        List<Answer> answers = new ArrayList<>(block.size());
        for (int i = 0; i < block.size(); i++) {
            CallFile.Line line = block.get(i);
            text.append(line.text());
            if (!line.blank()) {
                Found found = readable.get(i) ? look(listings.next().get(list.code())) : Found.UNREADABLE;
                Told said = told.computeIfAbsent(date, this::told);
                int missing = file.header() == null ? 0 : file.header().fields() - line.fields();
                text.append(String.valueOf(file.separator()).repeat(Math.max(0, missing)))
                        .append(file.separator()).append(found.word).append(said.fields());
                answers.add(new Answer(line.line(), found, said.screening()));
            }
            text.append(line.end());
        }
        return answers;
    }

    private Found look(Listing listing) {
        date = listing.date();
        return listing.listed() ? Found.LISTED : Found.FREE;
    }

    private Told told(LocalDate of) {
        Screening said = screening.apply(of);
        String rules = said.rules().stream().map(Rule::id).collect(Collectors.joining(" "));
        String citations = said.rules().stream().map(Rule::citation).distinct().collect(Collectors.joining(" | "));
        StringBuilder text = new StringBuilder();
        for (String value : List.of(said.matters() ? "yes" : "no", rules, citations, of.toString(), said.age().word())) {
            text.append(file.separator()).append(field(value, file.separator()));
        }
        // In the file's own characters, kept as bytes like the rest of it.
        return new Told(said, new String(text.toString().getBytes(charset), StandardCharsets.ISO_8859_1));
    }

    /** A field that no reader takes for two, and no spreadsheet for a formula (OWASP, CSV injection). */
    static String field(String value, char separator) {
        String safe = value.replaceAll("[\\t\\r\\n]", " ");
        if (!safe.isEmpty() && "=+-@".indexOf(safe.charAt(0)) >= 0) {
            safe = "'" + safe;
        }
        boolean quoted = separator != '\t' && (safe.indexOf(separator) >= 0 || safe.indexOf('"') >= 0);
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
