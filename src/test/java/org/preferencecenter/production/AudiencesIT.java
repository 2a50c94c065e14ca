package org.preferencecenter.production;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /api/v1/audiences}: whom a stream may be sent to, by key and in the same words as a batch. */
class AudiencesIT extends Batches {

    @Test
    void an_audience_is_told_by_key_and_can_be_resumed_anywhere() {
        List<JsonObject> all = parsed(audience("lettre-jazz?include=deferred").body());
        assertTrue(all.size() > 3, all.size() + " people");
        List<Integer> ids = all.stream().map(a -> a.getInt("recipient")).toList();
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
        List<JsonObject> rest = parsed(audience("lettre-jazz?include=deferred&limit=2&after=" + ids.get(0)).body());
        assertEquals(ids.subList(1, 3), rest.stream().map(a -> a.getInt("recipient")).toList());
        for (JsonObject one : all.subList(0, 3)) {
            JsonObject asked = single(one.getString("address"));
            assertEquals(one.getString("verdict"), asked.getString("verdict"));
            assertEquals(one.getInt("recipient"), asked.getInt("recipient"));
        }
        HttpResponse<String> csv = server.get("/api/v1/audiences/lettre-jazz?include=deferred", "Accept", "text/csv", "Authorization",
                "Bearer " + Production.API_KEY);
        assertEquals(all.size() + 1, csv.body().lines().count());
        assertTrue(csv.body().startsWith("recipient,address,locale,decision,verdict,notBefore,obligations,problem\n"));
    }

    @ParameterizedTest
    @CsvSource({"nope, 404", "lettre-jazz?after=-1, 422", "lettre-jazz?limit=0, 422", "lettre-jazz?limit=many, 422",
            "lettre-jazz?include=all, 422"})
    void an_audience_that_cannot_be_told_is_a_problem(String path, int status) {
        problem(audience(path), status);
    }

    private static HttpResponse<String> audience(String path) {
        return server.get("/api/v1/audiences/" + path, "Authorization", "Bearer " + Production.API_KEY);
    }

    @Test
    void without_the_key_nobody_learns_anything() {
        assertEquals(401, server.get("/api/v1/audiences/lettre-jazz").statusCode());
        assertEquals(401, server.post(BATCH, bytes("{}"), "Content-Type", "application/x-ndjson").statusCode());
    }
}
