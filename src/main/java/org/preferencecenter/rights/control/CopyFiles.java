package org.preferencecenter.rights.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;

import de.siegmar.fastcsv.writer.CsvWriter;

import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.rights.entity.Copy;

/** A copy as files: structured, commonly used, machine-readable (GDPR art. 20), with the files kept of the person. */
@Singleton
public class CopyFiles {

    private static final String FORMAT = "preference-center-copy-1";
    /** What makes a spreadsheet read a cell as a formula; a number may begin with a sign. */
    private static final String FORMULA = "(?s)[=@\\t\\r].*|[+-](?![0-9 ]+$).*";

    private final EvidenceFiles evidence;

    @Inject
    public CopyFiles(EvidenceFiles evidence) {
        this.evidence = evidence;
    }

    /** Everything in one JSON document, UTF-8. */
    public static byte[] json(Copy copy) {
        JsonObjectBuilder data = Json.createObjectBuilder();
        for (Copy.Rows rows : copy.tables()) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            rows.rows().forEach(array::add);
            data.add(rows.table(), array);
        }
        JsonObject document = Json.createObjectBuilder().add("format", FORMAT).add("made", copy.at().toString())
                .add("controller", copy.about()).add("data", data).build();
        StringWriter text = new StringWriter();
        try (var writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
            writer.write(document);
        }
        return text.toString().strip().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes a ZIP: a CSV file for each table that has rows, the JSON document, and what was kept as evidence, opened as it is
     * written: memory holds a piece of a file.
     *
     * @throws IOException if the reader is gone, or a file is not what was taken in: then the ZIP has no end
     */
    public void zip(Copy copy, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry("data.json"));
        zip.write(json(copy));
        for (Copy.Rows rows : copy.tables()) {
            if (!rows.rows().isEmpty()) {
                zip.putNextEntry(new ZipEntry(rows.table() + ".csv"));
                zip.write(csv(rows.rows()));
            }
        }
        for (Copy.Enclosed file : copy.files()) {
            // A reference is its words, and those are in the rows.
            Optional<InputStream> content = evidence.read(file.evidence());
            if (content.isPresent()) {
                zip.putNextEntry(new ZipEntry(file.name()));
                try (InputStream in = content.get()) {
                    in.transferTo(zip);
                }
            }
        }
        zip.finish();
        zip.flush();
    }

    private static byte[] csv(List<JsonObject> rows) throws IOException {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        StringWriter text = new StringWriter();
        // Spreadsheets know UTF-8 by the mark.
        text.write('\ufeff');
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(columns);
            for (JsonObject row : rows) {
                csv.writeRecord(columns.stream().map(column -> cell(row.get(column))).toList());
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(JsonValue value) {
        String text = value == null ? "" : value instanceof JsonString string ? string.getString() : value.toString();
        return text.matches(FORMULA) ? "'" + text : text;
    }
}
