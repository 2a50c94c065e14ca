package org.preferencecenter.office.entity;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;

/**
 * A form that came when its sender had to say again who they are: kept until they did, then sent on.
 *
 * @param account whose it is: nobody else sends it on
 * @param to      the address it was sent to, path and query, under {@code /office/}
 * @param fields  what was typed, but what binds a form to a sign-in
 */
public record HeldForm(int account, String to, Map<String, List<String>> fields) {

    private static final Set<String> DROPPED = Set.of("csrf");

    /** One field to be sent on. */
    public record Field(String name, String value) {
    }

    /** @param query how many values of a name stand in the address already, before those of the form */
    public static HeldForm of(int account, String to, Map<String, String[]> parameters, Map<String, Integer> query) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            int before = Math.min(query.getOrDefault(name, 0), values.length);
            List<String> typed = List.of(values).subList(before, values.length);
            if (!DROPPED.contains(name) && !typed.isEmpty()) {
                fields.put(name, typed);
            }
        });
        return new HeldForm(account, to, fields);
    }

    /** In the order they came. */
    public List<Field> each() {
        List<Field> each = new ArrayList<>();
        fields.forEach((name, values) -> values.forEach(value -> each.add(new Field(name, value))));
        return each;
    }

    public String json() {
        JsonObjectBuilder all = Json.createObjectBuilder();
        fields.forEach((name, values) -> {
            JsonArrayBuilder array = Json.createArrayBuilder();
            values.forEach(array::add);
            all.add(name, array);
        });
        return Json.createObjectBuilder().add("account", account).add("to", to).add("fields", all).build().toString();
    }

    /** What {@link #json} made. */
    public static HeldForm read(String json) {
        JsonObject form = Json.createReader(new StringReader(json)).readObject();
        Map<String, List<String>> fields = new LinkedHashMap<>();
        form.getJsonObject("fields").forEach((name, values) -> fields.put(name,
                values.asJsonArray().getValuesAs(JsonString.class).stream().map(JsonString::getString).toList()));
        return new HeldForm(form.getInt("account"), form.getString("to"), fields);
    }
}
