package org.preferencecenter.sms.control;

import java.io.StringReader;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import org.preferencecenter.consent.control.Rows;
import org.preferencecenter.sms.entity.Heard;
import org.preferencecenter.sms.entity.Meaning;

/** Texts received, under a keyed hash, with what was answered. Every method throws {@code DatabaseAway} if the database is. */
final class SeenTexts {

    private final DataSource database;

    SeenTexts(DataSource database) {
        this.database = database;
    }

    /** What was answered then. */
    Optional<Heard> answered(byte[] hash) {
        return Rows.of(database, "select answer from sms_received where hash = ?", select -> {
            select.setBytes(1, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row.getString(1))) : Optional.empty();
            }
        });
    }

    /** @return false if somebody was faster: what they answered stays */
    boolean add(byte[] hash, Instant now, Heard heard) {
        return Rows.of(database, "insert into sms_received (hash, received_at, answer) values (?, ?, ?) on conflict do nothing",
                insert -> {
                    insert.setBytes(1, hash);
                    insert.setObject(2, Rows.time(now));
                    insert.setString(3, write(heard));
                    return insert.executeUpdate() == 1;
                });
    }

    int purge(Instant before) {
        return Rows.of(database, "delete from sms_received where received_at < ?", delete -> {
            delete.setObject(1, Rows.time(before));
            return delete.executeUpdate();
        });
    }

    private static String write(Heard heard) {
        JsonArrayBuilder rules = Json.createArrayBuilder(heard.rules());
        JsonObjectBuilder json = Json.createObjectBuilder().add("meaning", heard.meaning().name()).add("brand", heard.brand())
                .add("done", heard.done().name()).add("everyBrand", heard.everyBrand()).add("at", heard.at().toString())
                .add("rules", rules);
        put(json, "honourBy", heard.honourBy());
        put(json, "confirmationBy", heard.confirmationBy());
        put(json, "reply", heard.reply());
        return json.build().toString();
    }

    private static void put(JsonObjectBuilder json, String name, Object value) {
        if (value != null) {
            json.add(name, value.toString());
        }
    }

    private static Heard read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            List<String> rules = json.getJsonArray("rules").getValuesAs(JsonString.class).stream()
                    .map(JsonString::getString).toList();
            return new Heard(Meaning.valueOf(json.getString("meaning")), json.getInt("brand"),
                    Heard.Done.valueOf(json.getString("done")), json.getBoolean("everyBrand"), Instant.parse(json.getString("at")),
                    time(json, "honourBy"), time(json, "confirmationBy"), rules, json.getString("reply", null));
        }
    }

    private static Instant time(JsonObject json, String name) {
        return json.containsKey(name) ? Instant.parse(json.getString(name)) : null;
    }
}
