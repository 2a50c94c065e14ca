package org.preferencecenter.exchange.control;

import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;

import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.exchange.entity.Profile;
import org.preferencecenter.exchange.entity.Target;

/** How somebody matched columns before, under a name of their own, for the next file from the same place. */
@Singleton
public class Remembered {

    private final DataSource database;

    @Inject
    public Remembered(DataSource database) {
        this.database = database;
    }

    public List<String> names(int brand) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select name from import_profile where brand_id = ? order by name limit 100")) {
                select.setInt(1, brand);
                List<String> names = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        names.add(row.getString(1));
                    }
                }
                return names;
            }
        });
    }

    /** By heading, in the form in which headings are compared. */
    public Optional<Map<String, Target>> find(int brand, String name) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select targets::text from import_profile where brand_id = ? and name = ?")) {
                select.setInt(1, brand);
                select.setString(2, name);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(targets(row.getString(1))) : Optional.empty();
                }
            }
        });
    }

    private static Map<String, Target> targets(String json) {
        Map<String, Target> targets = new LinkedHashMap<>();
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            reader.readObject().forEach((heading, target) -> targets.put(heading,
                    Target.parse(((JsonString) target).getString()).orElse(Target.IGNORED)));
        }
        return targets;
    }

    /** In the place of what was remembered under the name. */
    public void keep(int brand, String name, List<String> headings, List<Target> targets) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (int i = 0; i < Math.min(headings.size(), targets.size()); i++) {
            json.add(Profile.plain(headings.get(i)), targets.get(i).toString());
        }
        String text = json.build().toString();
        Transaction.in(database, Transaction.FOR_EVER, connection -> {
            try (PreparedStatement upsert = connection.prepareStatement("""
                    insert into import_profile (brand_id, name, targets) values (?, ?, ?::jsonb)
                    on conflict (brand_id, name) do update set targets = excluded.targets""")) {
                upsert.setInt(1, brand);
                upsert.setString(2, name);
                upsert.setString(3, text);
                return upsert.executeUpdate();
            }
        });
    }
}
