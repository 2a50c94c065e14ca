package org.preferencecenter.catalog.control;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.preferencecenter.catalog.entity.PurposeDraft;

/** Drafts as the database keeps them. Members that a later release adds are passed over, so that going back is possible. */
public final class DraftJson {

    private static final ObjectMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private DraftJson() {
    }

    public static String of(PurposeDraft draft) {
        return text(draft);
    }

    /** @throws IllegalStateException if it is none: only what {@link #of} wrote is kept */
    public static PurposeDraft draft(String json) {
        try {
            return JSON.readValue(json, PurposeDraft.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept draft cannot be read", e);
        }
    }

    /** Codes of a brand's purposes in the order they are shown. */
    public static String of(List<String> order) {
        return text(order);
    }

    /** As {@link #draft}, for an order. */
    public static List<String> order(String json) {
        try {
            return JSON.readValue(json, new TypeReference<List<String>>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept order cannot be read", e);
        }
    }

    /** The words of a desk script by locale. */
    public static String of(SortedMap<String, String> script) {
        return text(script);
    }

    /** As {@link #draft}, for a script. */
    public static SortedMap<String, String> script(String json) {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept script cannot be read", e);
        }
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers can be written", e);
        }
    }
}
