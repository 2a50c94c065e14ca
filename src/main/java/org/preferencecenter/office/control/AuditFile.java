package org.preferencecenter.office.control;

import java.io.Writer;

import de.siegmar.fastcsv.writer.CsvWriter;

import org.preferencecenter.access.control.AuditTrail.Line;

/**
 * The audit as CSV (RFC 4180, UTF-8). A field that a spreadsheet would take for a formula begins with an apostrophe (OWASP,
 * CSV injection).
 */
public final class AuditFile implements AutoCloseable {

    private final CsvWriter csv;

    public AuditFile(Writer out) {
        csv = CsvWriter.builder().build(out);
        csv.writeRecord("id", "at", "account", "action", "subject", "brand", "detail");
    }

    public void add(Line line) {
        csv.writeRecord(Long.toString(line.id()), line.at().toString(), text(line.account()), defused(line.action()),
                defused(line.subject()), text(line.brand()), defused(line.detail()));
    }

    static String defused(String field) {
        return field.isEmpty() || "=+-@\t\r".indexOf(field.charAt(0)) < 0 ? field : "'" + field;
    }

    private static String text(Integer number) {
        return number == null ? "" : number.toString();
    }

    @Override
    public void close() throws java.io.IOException {
        csv.close();
    }
}
