package org.preferencecenter.rights.entity;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import jakarta.json.JsonObject;

import org.preferencecenter.consent.entity.Evidence;

/**
 * Everything held of one person, at one moment.
 *
 * @param about  who holds it
 * @param tables in the order of {@link Part}, those without rows too: nothing held is an answer
 * @param files  what was kept as evidence of their choices, the oldest first
 */
public record Copy(Instant at, String about, List<Rows> tables, List<Enclosed> files) {

    public Copy {
        tables = List.copyOf(tables);
        files = List.copyOf(files);
    }

    /** A file of theirs. @param name where it lies in the archive */
    public record Enclosed(String name, Evidence evidence) {
    }

    /** The rows of one table, newest first. */
    public record Rows(String table, Part part, List<JsonObject> rows) {

        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** What a part holds, table by table. */
    public Stream<Rows> in(Part part) {
        return tables.stream().filter(rows -> rows.part() == part);
    }

    /** How many rows a part has. */
    public int size(Part part) {
        return in(part).mapToInt(rows -> rows.rows().size()).sum();
    }

    /** Holds everything there is of somebody. */
    @Override
    public String toString() {
        return "copy of " + at;
    }
}
