package org.preferencecenter.decision.boundary;

import java.io.IOException;
import java.io.OutputStream;
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
 * One call file screened against one opposition list: the caller's own columns as they came, byte for byte and in their
 * order, and ours behind them. Holds a block of lines and no more.
 */
final class ScreeningRun {

    /** The columns added. */
    static final List<String> COLUMNS = List.of("listed", "matters", "rule", "citation", "list_date", "list_age");
    private static final int BLOCK = 2000;
    private static final String UNREADABLE = "unreadable";

    private final Intake intake;
    private final CallFile file;
    private final OppositionList list;
    private final OppositionLists lists;
    private final Function<LocalDate, Screening> screening;
    private final Charset charset;
    /** What follows "listed", for each date the list has had while this ran. */
    private final Map<LocalDate, String> told = new HashMap<>();
    private LocalDate date;

    /**
     * @param date      the list's own, when this begins
     * @param screening what the rules make of the list with that date
     * @param charset   of the caller's columns: ours are written in it too
     */
    ScreeningRun(Intake intake, CallFile file, OppositionList list, OppositionLists lists, LocalDate date,
            Function<LocalDate, Screening> screening, Charset charset) {
        this.intake = intake;
        this.file = file;
        this.list = list;
        this.lists = lists;
        this.date = date;
        this.screening = screening;
        this.charset = charset;
    }

    /** Until all is answered. @throws IOException if the file does not come to its end, or nobody takes the answer */
    void run(OutputStream out) throws IOException {
        try (intake) {
            intake.start();
            StringBuilder answer = new StringBuilder();
            if (file.header() != null) {
                answer.append(file.mark()).append(file.header().text());
                COLUMNS.forEach(column -> answer.append(file.separator()).append(column));
                answer.append(file.header().end().isEmpty() ? "\n" : file.header().end());
            } else {
                answer.append(file.mark());
            }
            for (List<CallFile.Line> block = block(); !block.isEmpty(); block = block()) {
                answer(block, answer);
                write(out, answer);
            }
            write(out, answer);
        }
    }

    private List<CallFile.Line> block() throws IOException {
        List<CallFile.Line> block = new ArrayList<>(BLOCK);
        int bytes = 0;
        while (block.size() < BLOCK && bytes < (1 << 20)) {
            CallFile.Line line = file.next();
            if (line == null) {
                break;
            }
            bytes += line.text().length();
            block.add(line);
        }
        return block;
    }

    private void answer(List<CallFile.Line> block, StringBuilder answer) {
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
                String listed = UNREADABLE;
                if (readable.get(i)) {
                    Listing listing = listings.next().get(list.code());
                    date = listing.date();
                    listed = listing.listed() ? "yes" : "no";
                }
                int missing = file.header() == null ? 0 : file.header().fields() - line.fields();
                answer.append(String.valueOf(file.separator()).repeat(Math.max(0, missing)))
                        .append(file.separator()).append(listed).append(told.computeIfAbsent(date, this::told));
            }
            answer.append(line.end());
        }
    }

    private String told(LocalDate of) {
        Screening said = screening.apply(of);
        String rules = said.rules().stream().map(Rule::id).collect(Collectors.joining(" "));
        String citations = said.rules().stream().map(Rule::citation).distinct().collect(Collectors.joining(" | "));
        StringBuilder text = new StringBuilder();
        for (String value : List.of(said.matters() ? "yes" : "no", rules, citations, of.toString(), said.age().word())) {
            text.append(file.separator()).append(field(value, file.separator()));
        }
        // In the file's own characters, kept as bytes like the rest of it.
        return new String(text.toString().getBytes(charset), StandardCharsets.ISO_8859_1);
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

    private void write(OutputStream out, StringBuilder answer) throws IOException {
        intake.answering(true);
        out.write(answer.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        intake.answering(false);
        answer.setLength(0);
    }
}
