package org.preferencecenter.catalog.control;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Review;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Text;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.entity.Audience;

/**
 * Adds to the catalogue and retires from it; nothing is ever deleted, so every link ever mailed keeps its meaning.
 * Each method asks for an open transaction and answers the flaws that kept it from happening: none means done. Whoever
 * commits refreshes the {@link Catalog} afterwards; other servers see the change within ten seconds.
 */
@Singleton
public class CatalogEditor {

    private final EntityManager entityManager;
    private final Clock clock;

    @Inject
    public CatalogEditor(EntityManager entityManager, Clock clock) {
        this.entityManager = entityManager;
        this.clock = clock;
    }

    public List<Flaw> add(Brand brand) {
        List<Flaw> flaws = new ArrayList<>(Review.of(brand));
        taken(flaws, brand.code(), "select count(b) from Brand b where b.code = ?1", brand.code());
        return persist(brand, flaws);
    }

    /** @param serves the audiences it is meant for: each must be told on which basis */
    public List<Flaw> add(Purpose purpose, Set<Audience> serves) {
        List<Flaw> flaws = new ArrayList<>(Review.of(purpose, serves));
        taken(flaws, purpose.code(), "select count(p) from Purpose p where p.code = ?1 and p.brand.id = ?2",
                purpose.code(), purpose.brand().id());
        purpose.topics().forEach(topic -> flaws.addAll(Review.of(topic)));
        purpose.publish(clock.instant());
        return persist(purpose, flaws);
    }

    /**
     * @param purpose  its id
     * @param perMonth the declared rate: about this many messages a month, 1 or more
     * @param texts    by locale
     */
    public List<Flaw> addTopic(int purpose, String code, int perMonth, Map<String, Text> texts) {
        Purpose parent = entityManager.find(Purpose.class, purpose);
        if (parent == null) {
            return List.of(Flaw.Rule.UNKNOWN.in(code, purpose));
        }
        Topic topic = Topic.under(parent, code, perMonth);
        texts.forEach((locale, text) -> topic.called(locale, text.title(), text.about()));
        List<Flaw> flaws = new ArrayList<>(Review.of(topic));
        taken(flaws, code, "select count(t) from Topic t where t.code = ?1 and t.purpose.id = ?2", code, purpose);
        return persist(topic, flaws);
    }

    /**
     * Publishes the next version of a purpose's wording, in all its languages at once. The versions before stay as they
     * are: consent holds for the words that were read (S-11).
     *
     * @param purpose  its id
     * @param wordings by locale
     */
    public List<Flaw> publish(int purpose, Map<String, String> wordings) {
        // The lock keeps two editors from giving the same number to two wordings.
        Purpose about = entityManager.find(Purpose.class, purpose, LockModeType.PESSIMISTIC_WRITE);
        if (about == null) {
            return List.of(Flaw.Rule.UNKNOWN.in("notice", purpose));
        }
        List<Flaw> flaws = Review.ofNotice(about, wordings);
        if (flaws.isEmpty()) {
            int version = entityManager.createQuery(
                    "select coalesce(max(n.version), 0) + 1 from Notice n where n.purpose.id = ?1", Integer.class)
                    .setParameter(1, purpose).getSingleResult();
            Instant now = clock.instant();
            wordings.forEach((locale, wording) ->
                    entityManager.persist(new Notice(about, version, locale, wording, now)));
        }
        return flaws;
    }

    public List<Flaw> add(Stream stream) {
        List<Flaw> flaws = new ArrayList<>(Review.of(stream));
        taken(flaws, stream.code(), "select count(s) from Stream s where s.code = ?1", stream.code());
        return persist(stream, flaws);
    }

    public List<Flaw> add(CollectionPoint point) {
        List<Flaw> flaws = new ArrayList<>(Review.of(point));
        taken(flaws, point.code(), "select count(c) from CollectionPoint c where c.code = ?1", point.code());
        return persist(point, flaws);
    }

    /** Ends a purpose: nothing is sent for it any more, its links keep stopping. Retiring twice changes nothing. */
    public List<Flaw> retirePurpose(int id) {
        Purpose purpose = entityManager.find(Purpose.class, id);
        if (purpose != null && !purpose.retired()) {
            purpose.retire(clock.instant());
        }
        return known(purpose, "purpose", id);
    }

    /** As {@link #retirePurpose}, for one topic. */
    public List<Flaw> retireTopic(int id) {
        Topic topic = entityManager.find(Topic.class, id);
        if (topic != null && !topic.retired()) {
            topic.retire(clock.instant());
        }
        return known(topic, "topic", id);
    }

    /** Ends one stream; topic and purpose go on. */
    public List<Flaw> retireStream(int id) {
        Stream stream = entityManager.find(Stream.class, id);
        if (stream != null && !stream.retired()) {
            stream.retire(clock.instant());
        }
        return known(stream, "stream", id);
    }

    private static List<Flaw> known(Object found, String what, int id) {
        return found != null ? List.of() : List.of(Flaw.Rule.UNKNOWN.in(what, id));
    }

    /** Codes are never given twice, not even after retirement: old links and reports still say them. */
    private void taken(List<Flaw> flaws, String code, String query, Object... parameters) {
        var count = entityManager.createQuery(query, Long.class);
        for (int i = 0; i < parameters.length; i++) {
            count.setParameter(i + 1, parameters[i]);
        }
        if (count.getSingleResult() > 0) {
            flaws.add(Flaw.Rule.CODE_TAKEN.in(code));
        }
    }

    private List<Flaw> persist(Object thing, List<Flaw> flaws) {
        if (flaws.isEmpty()) {
            entityManager.persist(thing);
        }
        return flaws;
    }
}
