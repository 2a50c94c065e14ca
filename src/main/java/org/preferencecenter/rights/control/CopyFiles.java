package org.preferencecenter.rights.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;

import de.siegmar.fastcsv.writer.CsvWriter;

import org.preferencecenter.rights.entity.Copy;

/** A copy as files: structured, commonly used, machine-readable (GDPR art. 20). */
public final class CopyFiles {

    private static final String FORMAT = "preference-center-copy-1";
    /** What makes a spreadsheet read a cell as a formula; a number may begin with a sign. */
    private static final String FORMULA = "(?s)[=@\\t\\r].*|[+-](?![0-9 ]+$).*";

    private CopyFiles() {
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

    /** A CSV file for each table that has rows, and the JSON document, in one ZIP. */
    public static byte[] zip(Copy copy) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("data.json"));
            zip.write(json(copy));
            for (Copy.Rows rows : copy.tables()) {
                if (!rows.rows().isEmpty()) {
                    zip.putNextEntry(new ZipEntry(rows.table() + ".csv"));
                    zip.write(csv(rows.rows()));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return octets.toByteArray();
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
