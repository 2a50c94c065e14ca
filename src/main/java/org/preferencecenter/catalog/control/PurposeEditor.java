package org.preferencecenter.catalog.control;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DraftReview;
import org.preferencecenter.catalog.entity.DraftReview.Found;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.law.control.RuleBooks;

/**
 * Makes a draft live: the purpose, its topics, its notices, and the forms that ask about it, in the caller's transaction.
 * Everything is reviewed before anything is changed, so that what has flaws leaves no trace. As {@link CatalogEditor},
 * whoever commits refreshes the {@link Catalog}.
 */
@Singleton
public class PurposeEditor {

    private final EntityManager entityManager;
    private final CatalogEditor editor;
    private final Clock clock;
    private final RuleBooks ruleBooks;

    @Inject
    public PurposeEditor(EntityManager entityManager, CatalogEditor editor, Clock clock, RuleBooks ruleBooks) {
        this.entityManager = entityManager;
        this.editor = editor;
        this.clock = clock;
        this.ruleBooks = ruleBooks;
    }

    /** What is live, read in this transaction and not from memory: what is published is checked against this. */
    Catalogue live() {
        return new Catalogue(all("select b from Brand b order by b.id", Brand.class),
                all("select p from Purpose p order by p.brand.id, p.position, p.id", Purpose.class),
                all("select n from Notice n order by n.id", Notice.class), all("select s from Stream s order by s.id", Stream.class),
                all("select c from CollectionPoint c order by c.id", CollectionPoint.class));
    }

    private <T> List<T> all(String query, Class<T> type) {
        return entityManager.createQuery(query, type).getResultList();
    }

    /** Keeps two editors of one brand's purposes apart until one has committed. @return nothing if there is no such brand */
    Optional<Brand> lock(int brand) {
        return Optional.ofNullable(entityManager.find(Brand.class, brand, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Everything that stands against publishing a draft now, by the rule book in force. */
    List<Found> review(Catalogue live, Brand brand, Optional<Purpose> current, PurposeDraft draft, Boolean covers) {
        Instant now = clock.instant();
        return DraftReview.of(live, brand, current, draft, covers, ruleBooks.inForce(), now,
                LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    /** What was published. @param purpose its id; 0 where there are flaws */
    public record Made(int purpose, List<Found> flaws) {
    }

    /**
     * Publishes a draft.
     *
     * @param current the id of the purpose that it changes; null: a new one, which comes last in its brand
     * @param covers  whether consents given so far cover changed words; null: not answered
     */
    public Made publish(int brandId, Integer current, PurposeDraft draft, Boolean covers) {
        Optional<Brand> brand = lock(brandId);
        Catalogue live = live();
        Optional<Purpose> before = Optional.ofNullable(current).flatMap(live::purpose);
        if (brand.isEmpty() || current != null && before.isEmpty()) {
            return new Made(0, List.of(new Found("purpose", Flaw.Rule.UNKNOWN.in(draft.code(), brandId))));
        }
        List<Found> flaws = review(live, brand.get(), before, draft, covers);
        if (!flaws.isEmpty()) {
            return new Made(0, flaws);
        }
        Map<String, String> words = reworded(live, before, draft);
        Purpose purpose = before.orElseGet(() -> new Purpose(brand.get(), draft.code(), draft.nature(),
                1 + live.purposesOf(brand.get()).stream().mapToInt(Purpose::position).max().orElse(0)));
        purpose.becomes(draft, clock.instant());
        if (before.isEmpty()) {
            entityManager.persist(purpose);
        }
        entityManager.flush();
        if (!words.isEmpty()) {
            none(editor.publish(purpose.id(), words, covers));
        }
        if (!purpose.published()) {
            purpose.publish(clock.instant());
        }
        ask(live, purpose, draft);
        entityManager.flush();
        return new Made(purpose.id(), List.of());
    }

    /** Nothing where no words change; else all of them, since a consent asked for anew is asked for in every language. */
    private static Map<String, String> reworded(Catalogue live, Optional<Purpose> before, PurposeDraft draft) {
        Map<String, String> words = new TreeMap<>(draft.notices());
        Map<String, String> inForce = before.map(purpose -> PurposeDraft.of(purpose, live).notices()).orElseGet(TreeMap::new);
        if (inForce.equals(words)) {
            return Map.of();
        }
        // What stays is said to the letter as it was read, blanks at its end included.
        live.notices().stream().filter(notice -> before.isPresent() && notice.purpose().id() == before.get().id()
                && draft.notices().getOrDefault(notice.locale(), "").equals(inForce.get(notice.locale())))
                .sorted(Comparator.comparingInt(Notice::version))
                .forEach(notice -> words.put(notice.locale(), notice.wording()));
        return words;
    }

    private static void ask(Catalogue live, Purpose purpose, PurposeDraft draft) {
        for (CollectionPoint point : live.collectionPoints()) {
            if (point.brand().id() == purpose.brand().id() && point.kind() == CollectionPoint.Kind.FORM && !point.retired()) {
                if (draft.forms().contains(point.code())) {
                    point.asking(purpose);
                } else {
                    point.notAsking(purpose);
                }
            }
        }
    }

    /** What was reviewed has no flaw: one that shows only now means that the two reviews differ, and nothing may stay of it. */
    private static void none(List<Flaw> flaws) {
        if (!flaws.isEmpty()) {
            throw new IllegalStateException("published what was reviewed otherwise: " + flaws);
        }
    }

    /**
     * Shows a brand's purposes in another order.
     *
     * @param codes those that are to come first, in this order; the others follow as they stood
     */
    public List<Flaw> order(int brandId, List<String> codes) {
        Optional<Brand> brand = lock(brandId);
        if (brand.isEmpty()) {
            return List.of(Flaw.Rule.UNKNOWN.in("brand", brandId));
        }
        List<Purpose> purposes = new ArrayList<>(entityManager.createQuery(
                "select p from Purpose p where p.brand.id = ?1 order by p.position, p.id", Purpose.class)
                .setParameter(1, brandId).getResultList());
        // A sort that keeps what is equal: who is not named stays behind all others, as they stood.
        purposes.sort(Comparator.comparingInt(p -> codes.contains(p.code()) ? codes.indexOf(p.code()) : codes.size()));
        for (int i = 0; i < purposes.size(); i++) {
            purposes.get(i).place(i + 1);
        }
        return List.of();
    }

    /** A brand's purposes as they stand, by code. */
    List<String> order(Catalogue live, Brand brand) {
        return live.purposesOf(brand).stream().map(Purpose::code).toList();
    }
}
