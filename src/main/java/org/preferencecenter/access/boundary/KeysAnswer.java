package org.preferencecenter.access.boundary;

import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the list of keys. */
@Schema(name = "Keys", requiredProperties = "keys")
record KeysAnswer(
        @Schema(description = "The newest first") List<KeyAnswer> keys,
        @Schema(description = "Give this as the parameter before for the next page; without it, this is the last")
        String next) {

    JsonObject json() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        keys.forEach(key -> all.add(key.json()));
        JsonObjectBuilder json = Json.createObjectBuilder().add("keys", all);
        if (next != null) {
            json.add("next", next);
        }
        return json.build();
    }
}
