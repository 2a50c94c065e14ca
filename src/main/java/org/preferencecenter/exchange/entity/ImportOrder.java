package org.preferencecenter.exchange.entity;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.link.entity.Scope;

/**
 * How a file is to be read and what stands behind it. Holds no personal data.
 *
 * @param file       how it is read
 * @param profile    {@link Profile#name()}
 * @param columns    what each column holds, in their order
 * @param everybody  what holds for every line that says nothing else, or null
 * @param about      what a yes of the whole line is a yes to
 * @param basis      on what the sender relies; only {@code CONSENT} makes a yes of a yes
 * @param day        when the answers were given, where the line does not say; or null
 * @param point      id of the collection point where they were given, or 0
 * @param notices    by purpose, the words they were given to
 * @param country    where people live of whom the line does not say it, or null
 * @param audience   who they are where the line does not say it
 * @param change     names all that is made of the file
 */
public record ImportOrder(FileForm file, String profile, List<Target> columns, Status everybody, List<Cell> about,
        LegalBasis basis, LocalDate day, int point, Map<Integer, Integer> notices, String country, Audience audience,
        UUID change) {

    /**
     * @param charset    its name
     * @param header     the first line names the columns
     * @param monthFirst dates are written {@code 12/31/2024}
     */
    public record FileForm(String charset, char separator, boolean header, boolean monthFirst) {
    }

    public String json() {
        JsonArrayBuilder targets = Json.createArrayBuilder();
        columns.forEach(target -> targets.add(target.toString()));
        JsonArrayBuilder cells = Json.createArrayBuilder();
        about.forEach(cell -> cells.add(Json.createArrayBuilder().add(cell.scope().toString()).add(cell.channel().name())));
        JsonObjectBuilder shown = Json.createObjectBuilder();
        notices.forEach((purpose, notice) -> shown.add(purpose.toString(), notice));
        JsonObjectBuilder json = Json.createObjectBuilder().add("charset", file.charset())
                .add("separator", String.valueOf(file.separator())).add("header", file.header())
                .add("monthFirst", file.monthFirst()).add("profile", profile).add("columns", targets).add("about", cells)
                .add("point", point).add("notices", shown).add("audience", audience.name()).add("change", change.toString());
        put(json, "everybody", everybody);
        put(json, "basis", basis);
        put(json, "day", day);
        put(json, "country", country);
        return json.build().toString();
    }

    private static void put(JsonObjectBuilder json, String name, Object value) {
        if (value != null) {
            json.add(name, value.toString());
        }
    }

    /** Reads {@link #json()} back. */
    public static ImportOrder parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            List<Target> columns = json.getJsonArray("columns").getValuesAs(JsonString.class).stream()
                    .map(target -> Target.parse(target.getString()).orElse(Target.IGNORED)).toList();
            List<Cell> about = new ArrayList<>();
            json.getJsonArray("about").forEach(cell -> about.add(new Cell(Scope.parse(cell.asJsonArray().getString(0)),
                    Channel.valueOf(cell.asJsonArray().getString(1)))));
            Map<Integer, Integer> notices = new LinkedHashMap<>();
            json.getJsonObject("notices").forEach((purpose, notice) -> notices.put(Integer.valueOf(purpose),
                    Integer.valueOf(notice.toString())));
            String day = json.getString("day", null);
            String everybody = json.getString("everybody", null);
            String basis = json.getString("basis", null);
            return new ImportOrder(new FileForm(json.getString("charset"), json.getString("separator").charAt(0),
                    json.getBoolean("header"), json.getBoolean("monthFirst")), json.getString("profile"), columns,
                    everybody == null ? null : Status.valueOf(everybody), about,
                    basis == null ? null : LegalBasis.valueOf(basis), day == null ? null : LocalDate.parse(day),
                    json.getInt("point"), notices, json.getString("country", null), Audience.valueOf(json.getString("audience")),
                    UUID.fromString(json.getString("change")));
        }
    }
}
