package org.preferencecenter.rights.entity;

import java.nio.charset.StandardCharsets;
import java.io.StringReader;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.ContactOutcome;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * Puts names where our tables have numbers, so that whoever reads a copy understands it (GDPR art. 12(1): intelligible).
 *
 * @param language in which titles are told
 */
public record Intelligible(Catalogue catalogue, String language) {

    private static final String[] VERDICTS = {"REFUSED", "DEFERRED", "ALLOWED"};

    /** The row as a person reads it; what has no value is left out. */
    public JsonObject row(JsonObject row) {
        JsonObjectBuilder told = Json.createObjectBuilder();
        row.forEach((key, value) -> {
            if (value != JsonValue.NULL && !key.equals("scope_id")) {
                tell(told, row, key, value);
            }
        });
        return told.build();
    }

    private void tell(JsonObjectBuilder told, JsonObject row, String key, JsonValue value) {
        int number = value instanceof JsonNumber given ? given.intValue() : 0;
        boolean coded = value instanceof JsonNumber;
        switch (key) {
            case "brand_id" -> told.add("brand", number == 0 ? "*" : catalogue.brand(number).map(Brand::name).orElse("" + number));
            case "purpose_id" -> told.add("purpose", number == 0 ? "*" : about(Scope.Kind.PURPOSE.code(), number));
            case "stream_id" -> told.add("stream", catalogue.stream(number).map(Stream::code).orElse("" + number));
            case "collection_point_id" -> told.add("collection_point", catalogue.collectionPoints().stream()
                    .filter(point -> point.id() == number).map(CollectionPoint::code).findFirst().orElse("" + number));
            case "scope_kind" -> told.add("about", about(number, row.getInt("scope_id")));
            case "channel" -> told.add(key, coded ? Channel.of(number).name() : text(value));
            case "state" -> told.add(key, coded ? State.of(number).name() : text(value));
            case "cause" -> told.add(key, coded ? Cause.of(number).name() : text(value));
            case "verdict" -> told.add(key, VERDICTS[number]);
            case "outcome" -> java.util.Arrays.stream(ContactOutcome.values()).filter(one -> one.code() == number).findFirst()
                    .ifPresent(one -> told.add(key, one.name()));
            case "leaf" -> entry(told, json(new String(HexFormat.of().parseHex(text(value).substring(2)), StandardCharsets.UTF_8)));
            default -> told.add(key, value);
        }
    }

    private void entry(JsonObjectBuilder told, JsonObject entry) {
        String scope = entry.getJsonObject("facts").getString("scope", "");
        if (!scope.isEmpty()) {
            Scope parsed = Scope.parse(scope);
            told.add("about", about(parsed.kind().code(), parsed.id()));
        }
        told.add("entry", entry);
    }

    private String about(int kind, int id) {
        Scope scope = new Scope(Scope.Kind.of(kind), id);
        Optional<String> title = switch (scope.kind()) {
            case BRAND -> catalogue.brand(id).map(Brand::name);
            case PURPOSE -> catalogue.purpose(id).map(purpose -> purpose.in(language).title());
            case TOPIC -> catalogue.topic(id).map(topic -> topic.in(language).title());
            default -> Optional.of("*");
        };
        return title.orElse(scope.toString());
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
