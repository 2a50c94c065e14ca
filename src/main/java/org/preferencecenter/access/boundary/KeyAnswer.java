package org.preferencecenter.access.boundary;

import java.time.Instant;
import java.util.Set;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.Permission;

/** A key as the API tells of it; what there is not is left out. The secret stands in none but the answer that made it. */
@Schema(name = "Key", requiredProperties = {"id", "name", "permissions", "perMinute", "state", "created"})
record KeyAnswer(
        @Schema(description = "Its public id", pattern = "^[0-9a-f]{16}$") String id,
        @Schema(description = "What its owner called it") String name,
        @Schema(description = "What it lets do") Set<Permission> permissions,
        @Schema(description = "The one brand it may act for; without it, every brand") String brand,
        @Schema(description = "Requests a minute on each node") int perMinute,
        @Schema(description = "Whether it may be used now") ApiKey.State state,
        Instant created,
        @Schema(description = "From when on it is refused") Instant expires,
        @Schema(description = "Since when it is refused") Instant revoked,
        @Schema(description = "When it was last used, late by a minute at most") Instant lastUsed,
        @Schema(description = "Id of the key it came after") String replaces,
        @Schema(description = "The key itself. Shown once, when it is made: keep it now",
                pattern = "^pc_[0-9a-f]{16}_[0-9a-f]{64}$") String key) {

    static KeyAnswer of(ApiKey key, Instant now) {
        return of(key, now, null);
    }

    /** @param shownOnce the whole key for its owner, or null */
    static KeyAnswer of(ApiKey key, Instant now, String shownOnce) {
        return new KeyAnswer(key.id(), key.name(), key.permissions(), key.brandCode(), key.perMinute(), key.state(now),
                key.created(), key.expires(), key.revoked(), key.used(), key.replaces(), shownOnce);
    }

    JsonObject json() {
        JsonArrayBuilder may = Json.createArrayBuilder();
        permissions.stream().sorted().forEach(permission -> may.add(permission.name()));
        JsonObjectBuilder json = Json.createObjectBuilder().add("id", id).add("name", name).add("permissions", may);
        add(json, "brand", brand);
        json.add("perMinute", perMinute).add("state", state.name()).add("created", created.toString());
        add(json, "expires", expires);
        add(json, "revoked", revoked);
        add(json, "lastUsed", lastUsed);
        add(json, "replaces", replaces);
        add(json, "key", key);
        return json.build();
    }

    private static void add(JsonObjectBuilder json, String name, Object value) {
        if (value != null) {
            json.add(name, value.toString());
        }
    }
}
