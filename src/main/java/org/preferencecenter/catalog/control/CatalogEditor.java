package org.preferencecenter.catalog.control;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.preferencecenter.catalog.entity.Asking;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.BrandReview;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Review;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Text;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.platform.entity.Settings;

/**
 * Adds to the catalogue and retires from it; nothing is ever deleted, so every link ever mailed keeps its meaning.
 * Each method asks for an open transaction and answers the flaws that kept it from happening: none means done. Whoever
 * commits refreshes the {@link Catalog} afterwards; other servers see the change within ten seconds.
 */
@Singleton
public class CatalogEditor {

    private final EntityManager entityManager;
    private final Clock clock;
    private final RuleBooks ruleBooks;
    private final String commonHost;

    @Inject
    public CatalogEditor(EntityManager entityManager, Clock clock, RuleBooks ruleBooks, Settings settings) {
        this.entityManager = entityManager;
        this.clock = clock;
        this.ruleBooks = ruleBooks;
        this.commonHost = settings == null ? "" : settings.baseUrl().getHost();
    }

    /** Where no host is everybody's. */
    public CatalogEditor(EntityManager entityManager, Clock clock, RuleBooks ruleBooks) {
        this(entityManager, clock, ruleBooks, null);
    }

    /** Adds a brand with what it says of itself; its logo comes afterwards, see {@link BrandEditor#logo}. */
    public List<Flaw> add(Brand brand) {
        List<Flaw> flaws = new ArrayList<>(Review.of(brand));
        flaws.addAll(BrandReview.host(brand, BrandEditor.all(entityManager), commonHost));
        taken(flaws, brand.code(), "select count(b) from Brand b where b.code = ?1", brand.code());
        return persist(brand, flaws);
    }

    /**
     * Adds a draft: nothing is sent for it before {@link #publishPurpose}.
     *
     * @param serves the audiences it is meant for: each must be told on which basis
     */
    public List<Flaw> add(Purpose purpose, Set<Audience> serves) {
        List<Flaw> flaws = new ArrayList<>(Review.of(purpose, serves));
        taken(flaws, purpose.code(), "select count(p) from Purpose p where p.code = ?1 and p.brand.id = ?2",
                purpose.code(), purpose.brand().id());
        purpose.topics().forEach(topic -> flaws.addAll(Review.of(topic)));
        return persist(purpose, flaws);
    }

    /**
     * Checks a draft as a whole, by the rule book in force, and publishes it. Publishing twice changes nothing.
     *
     * @param id the purpose's
     */
    public List<Flaw> publishPurpose(int id) {
        Purpose purpose = entityManager.find(Purpose.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (purpose == null || purpose.published()) {
            return known(purpose, "purpose", id);
        }
        List<Flaw> flaws = Review.complete(purpose, notices(id), entityManager.createQuery(
                "select c from CollectionPoint c join c.purposes p where p.id = ?1 order by c.id", CollectionPoint.class)
                .setParameter(1, id).getResultList(), ruleBooks.inForce(), today());
        if (flaws.isEmpty()) {
            purpose.publish(clock.instant());
        }
        return flaws;
    }

    /** What of a purpose will no longer be lawful within a year, with the day: nothing is refused for it. */
    public List<Flaw> ahead(int id) {
        Purpose purpose = entityManager.find(Purpose.class, id);
        return purpose == null ? known(null, "purpose", id) : Review.ahead(purpose, ruleBooks.inForce(), today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private List<Notice> notices(int purpose) {
        return entityManager.createQuery("select n from Notice n where n.purpose.id = ?1 order by n.version", Notice.class)
                .setParameter(1, purpose).getResultList();
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

    /** A purpose's first wording, or the same in further languages. As below, the question about coverage unanswered. */
    public List<Flaw> publish(int purpose, Map<String, String> wordings) {
        return publish(purpose, wordings, null);
    }

    /**
     * Publishes the next version of a purpose's wording, in all its languages at once. The versions before stay as they
     * are: consent holds for the words that were read (S-11). Words that are in use already make no new version.
     *
     * @param purpose  its id
     * @param wordings by locale
     * @param covers   where words change: whether consents given so far cover the new ones; if they do not, they count no
     *                 longer. Null: not answered, which is refused where words change
     */
    public List<Flaw> publish(int purpose, Map<String, String> wordings, Boolean covers) {
        // The lock keeps two editors from giving the same number to two wordings.
        Purpose about = entityManager.find(Purpose.class, purpose, LockModeType.PESSIMISTIC_WRITE);
        if (about == null) {
            return List.of(Flaw.Rule.UNKNOWN.in("notice", purpose));
        }
        List<Flaw> flaws = new ArrayList<>(Review.ofNotice(about, wordings));
        Map<String, String> current = new HashMap<>();
        int latest = 0;
        for (Notice notice : notices(purpose)) {
            current.put(notice.locale(), notice.wording());
            latest = notice.version();
        }
        flaws.addAll(Review.ofChange(about, current, wordings, covers));
        if (flaws.isEmpty()) {
            store(about, latest + 1, current, wordings, Boolean.FALSE.equals(covers));
        }
        return flaws;
    }

    private void store(Purpose about, int version, Map<String, String> current, Map<String, String> wordings,
            boolean renews) {
        // What is only said in one more language renews nothing.
        boolean changed = wordings.entrySet().stream()
                .anyMatch(w -> current.containsKey(w.getKey()) && !current.get(w.getKey()).equals(w.getValue()));
        Instant now = clock.instant();
        wordings.forEach((locale, wording) -> {
            // A consent asked for anew is asked for in every language, in those that keep their words too.
            if (changed && renews || !wording.equals(current.get(locale))) {
                entityManager.persist(new Notice(about, version, locale, wording, now, changed && renews));
            }
        });
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

    /** Asks about a purpose at a place, if the way people are asked there fits what it stands on. Twice changes nothing. */
    public List<Flaw> ask(int point, int purpose) {
        CollectionPoint where = entityManager.find(CollectionPoint.class, point);
        Purpose about = entityManager.find(Purpose.class, purpose);
        if (where == null || about == null) {
            return known(null, where == null ? "collection point" : where.code(), where == null ? point : purpose);
        }
        List<Flaw> flaws = Asking.review(where, about);
        if (flaws.isEmpty()) {
            where.asking(about);
        }
        return flaws;
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
