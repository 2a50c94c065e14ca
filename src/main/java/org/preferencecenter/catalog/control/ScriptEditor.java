package org.preferencecenter.catalog.control;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DeskScript;
import org.preferencecenter.catalog.entity.Flaw;

/** Publishes what agents read out (S-44), in the caller's transaction. {@link DeskScripts} reads it. */
@Singleton
public class ScriptEditor {

    private final EntityManager entityManager;
    private final Clock clock;

    @Inject
    public ScriptEditor(EntityManager entityManager, Clock clock) {
        this.entityManager = entityManager;
        this.clock = clock;
    }

    /** A collection point, kept apart from every other editor of its script until one has committed. */
    Optional<CollectionPoint> lock(int point) {
        return Optional.ofNullable(entityManager.find(CollectionPoint.class, point, LockModeType.PESSIMISTIC_WRITE));
    }

    /** As above, by its code. */
    Optional<CollectionPoint> lock(String code) {
        return entityManager.createQuery("select c.id from CollectionPoint c where c.code = ?1", Integer.class).setParameter(1, code)
                .getResultStream().findFirst().flatMap(this::lock);
    }

    /** What is read out now, by locale; empty: nothing yet. */
    SortedMap<String, String> current(int point) {
        SortedMap<String, String> current = new TreeMap<>();
        versions(point).forEach((locale, row) -> current.put(locale, (String) row[2]));
        return current;
    }

    private Map<String, Object[]> versions(int point) {
        Map<String, Object[]> versions = new TreeMap<>();
        for (Object row : entityManager.createNativeQuery("select distinct on (locale) locale, version, wording from desk_script"
                + " where collection_point_id = ?1 order by locale, version desc").setParameter(1, point).getResultList()) {
            versions.put((String) ((Object[]) row)[0], (Object[]) row);
        }
        return versions;
    }

    /**
     * Publishes what changed; words in use already make no new version.
     *
     * @param wordings by locale
     * @return every flaw that kept it from happening: none means done
     */
    public List<Flaw> publish(CollectionPoint point, Map<String, String> wordings) {
        List<Flaw> flaws = DeskScript.review(point, wordings);
        if (!flaws.isEmpty()) {
            return flaws;
        }
        lock(point.id());
        Map<String, Object[]> before = versions(point.id());
        new TreeMap<>(wordings).forEach((locale, wording) -> {
            Object[] latest = before.get(locale);
            if (latest == null || !latest[2].equals(wording.strip())) {
                store(point.id(), latest == null ? 1 : ((Number) latest[1]).intValue() + 1, locale, wording.strip());
            }
        });
        return flaws;
    }

    private void store(int point, int version, String locale, String wording) {
        entityManager.createNativeQuery("insert into desk_script (collection_point_id, version, locale, wording, sha256,"
                + " published_at) values (?1, ?2, ?3, ?4, sha256(convert_to(?4, 'UTF8')), ?5)").setParameter(1, point)
                .setParameter(2, version).setParameter(3, locale).setParameter(4, wording)
                .setParameter(5, clock.instant().atOffset(ZoneOffset.UTC)).executeUpdate();
    }
}
