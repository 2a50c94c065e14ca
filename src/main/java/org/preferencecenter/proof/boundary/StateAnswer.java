package org.preferencecenter.proof.boundary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Provenance;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.proof.control.PastStates;

/** What a choice was at an instant. */
@Schema(name = "PastState", requiredProperties = {"recipient", "brand", "purpose", "channel", "at", "state", "topics"})
record StateAnswer(
        @Schema(description = "Whose") long recipient,
        @Schema(description = "Code of the brand") String brand,
        @Schema(description = "Code of the purpose") String purpose,
        @Schema(description = "Code of the topic, if one was asked about") String topic,
        @Schema(description = "As it was asked") Channel channel,
        @Schema(description = "As it was asked") Instant at,
        @Schema(description = "NONE: nobody had answered") State state,
        @Schema(description = "Since when, which may be before it came in here") Instant since,
        @Schema(description = "The person's entry that gave the answer, from 1") Integer entry,
        @Schema(description = "The change of choices it belongs to: what evidence is added to", format = "uuid") String change,
        @Schema(description = "When that entry was written") Instant entryAt,
        @Schema(description = "Its hash (RFC 6962 §2.1), hexadecimal", pattern = "^[0-9a-f]{64}$") String entryHash,
        @Schema(description = "Its leaf in the log, from 0; left out: not sealed yet") Long leaf,
        @Schema(description = "The last entry on the same scope and channel by then: it may have put the answer back, or changed how often")
        Integer latestEntry,
        @Schema(description = "What the answer was given on: a topic, a purpose, a brand or everything", examples = "PURPOSE:3")
        String scope,
        @Schema(description = "Who gave it", examples = "RECIPIENT") String actor,
        @Schema(description = "By what way", examples = "page") String via,
        @Schema(description = "Version of the notice it was given to, if that is on record") Integer noticeVersion,
        @Schema(description = "Language of that notice") String noticeLocale,
        @Schema(description = "SHA-256 of its words in UTF-8, hexadecimal", pattern = "^[0-9a-f]{64}$") String noticeSha256,
        @Schema(description = "Where no topic was asked about: each topic of the purpose, which may have an answer of its own")
        List<OfTopic> topics) {

    /** What the choice of a topic was. */
    @Schema(name = "PastTopicState", requiredProperties = {"topic", "state"})
    record OfTopic(
            @Schema(description = "Its code") String topic,
            @Schema(description = "NONE: nobody had answered") State state,
            @Schema(description = "Since when") Instant since,
            @Schema(description = "The person's entry that gave the answer") Integer entry,
            @Schema(description = "Its hash, hexadecimal", pattern = "^[0-9a-f]{64}$") String entryHash,
            @Schema(description = "Its leaf in the log; left out: not sealed yet") Long leaf) {

        static OfTopic of(Topic topic, PastStates.Found found) {
            return new OfTopic(topic.code(), found.state().standing().state(), found.state().standing().because().map(Choice::since).orElse(null),
                    found.state().answer().map(Entry::seq).orElse(null), found.hash().isEmpty() ? null : found.hash(),
                    found.leaf().isPresent() ? found.leaf().getAsLong() : null);
        }

        private JsonObjectBuilder json() {
            JsonObjectBuilder json = Json.createObjectBuilder().add("topic", topic).add("state", state.name());
            put(json, "since", since);
            number(json, "entry", entry);
            put(json, "entryHash", entryHash);
            number(json, "leaf", leaf);
            return json;
        }
    }

    /** @param all as {@link StateQuestion#asked} asks */
    static StateAnswer of(StateQuestion asked, List<PastStates.Found> all) {
        PastStates.Found found = all.get(0);
        List<OfTopic> topics = new ArrayList<>();
        for (int i = 0; i < asked.topics().size(); i++) {
            topics.add(OfTopic.of(asked.topics().get(i), all.get(i + 1)));
        }
        Optional<Choice> choice = found.state().standing().because();
        Optional<Entry> entry = found.state().answer();
        Optional<Notice> notice = found.notice();
        Optional<Provenance> origin = found.state().origin();
        return new StateAnswer(asked.recipient(), asked.purpose().brand().code(), asked.purpose().code(),
                asked.topic().map(topic -> topic.code()).orElse(null), asked.channel(), asked.at(), found.state().standing().state(),
                choice.map(Choice::since).orElse(null), entry.map(Entry::seq).orElse(null),
                entry.map(e -> (String) e.facts().get("change")).orElse(null), entry.map(Entry::at).orElse(null),
                found.hash().isEmpty() ? null : found.hash(), found.leaf().isPresent() ? found.leaf().getAsLong() : null,
                found.state().latest().map(Entry::seq).orElse(null), choice.map(c -> c.cell().scope().toString()).orElse(null),
                origin.map(o -> o.origin().actor().name()).orElse(null), origin.map(o -> o.origin().via()).orElse(null),
                notice.map(Notice::version).orElse(null), notice.map(Notice::locale).orElse(null),
                notice.map(n -> java.util.HexFormat.of().formatHex(n.sha256())).orElse(null), topics);
    }

    String json() {
        JsonObjectBuilder json = Json.createObjectBuilder().add("recipient", recipient).add("brand", brand).add("purpose", purpose);
        put(json, "topic", topic);
        json.add("channel", channel.name()).add("at", at.toString()).add("state", state.name());
        put(json, "since", since);
        number(json, "entry", entry);
        put(json, "change", change);
        put(json, "entryAt", entryAt);
        put(json, "entryHash", entryHash);
        number(json, "leaf", leaf);
        number(json, "latestEntry", latestEntry);
        put(json, "scope", scope);
        put(json, "actor", actor);
        put(json, "via", via);
        number(json, "noticeVersion", noticeVersion);
        put(json, "noticeLocale", noticeLocale);
        put(json, "noticeSha256", noticeSha256);
        JsonArrayBuilder list = Json.createArrayBuilder();
        topics.forEach(topic -> list.add(topic.json()));
        return json.add("topics", list).build().toString();
    }

    private static void put(JsonObjectBuilder json, String name, Object value) {
        if (value != null) {
            json.add(name, value.toString());
        }
    }

    private static void number(JsonObjectBuilder json, String name, Number value) {
        if (value != null) {
            json.add(name, value.longValue());
        }
    }
}
