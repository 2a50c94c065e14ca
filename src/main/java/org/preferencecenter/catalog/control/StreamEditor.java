package org.preferencecenter.catalog.control;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.entity.Channel;

/** Makes streams and changes what may change of them; as {@link CatalogEditor}, within the caller's transaction. */
@Singleton
public class StreamEditor {

    private final EntityManager entityManager;
    private final CatalogEditor catalog;

    @Inject
    public StreamEditor(EntityManager entityManager, CatalogEditor catalog) {
        this.entityManager = entityManager;
        this.catalog = catalog;
    }

    /**
     * What somebody asks of a new stream.
     *
     * @param topic    one of the purpose's, or null: the purpose as a whole
     * @param perMonth about how many messages a month, 1 or more; null: as the topic's
     */
    public record Wanted(String code, int purpose, Integer topic, Channel channel, boolean digest, Integer perMonth) {
    }

    public List<Flaw> add(Wanted wanted) {
        Purpose purpose = entityManager.find(Purpose.class, wanted.purpose());
        Topic topic = wanted.topic() == null ? null : entityManager.find(Topic.class, wanted.topic());
        if (purpose == null || wanted.topic() != null && topic == null) {
            return List.of(Flaw.Rule.UNKNOWN.in(wanted.code(), purpose == null ? wanted.purpose() : wanted.topic()));
        }
        List<Flaw> flaws = new ArrayList<>(rate(wanted.code(), wanted.perMonth()));
        if (flaws.isEmpty()) {
            flaws.addAll(catalog.add(new Stream(wanted.code(), purpose, topic, wanted.channel(), wanted.digest())
                    .changed(wanted.digest(), wanted.perMonth())));
        }
        return flaws;
    }

    /**
     * @param version  what {@link Stream#version()} was when it was read
     * @param perMonth 1 or more; null: as the topic's
     */
    public List<Flaw> change(int id, int version, boolean digest, Integer perMonth) {
        Stream stream = entityManager.find(Stream.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (stream == null) {
            return List.of(Flaw.Rule.UNKNOWN.in("stream", id));
        }
        if (stream.version() != version) {
            return List.of(Flaw.Rule.STALE.in(stream.code()));
        }
        List<Flaw> flaws = rate(stream.code(), perMonth);
        if (flaws.isEmpty()) {
            stream.changed(digest, perMonth);
        }
        return flaws;
    }

    private static List<Flaw> rate(String code, Integer perMonth) {
        return perMonth == null || perMonth >= 1 && perMonth <= Stream.MOST_PER_MONTH ? List.of()
                : List.of(Flaw.Rule.RATE.in(code, perMonth, Stream.MOST_PER_MONTH));
    }
}
