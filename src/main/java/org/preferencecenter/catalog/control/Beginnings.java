package org.preferencecenter.catalog.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.Change.Kind;
import org.preferencecenter.catalog.entity.Editor;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.PurposeDraft;

/** How changes begin: each from what is live then, and only one of a thing at a time. Part of {@link Changes}. */
final class Beginnings {

    private final EntityManager entityManager;
    private final ChangeContents contents;
    private final PurposeEditor editor;
    private final Clock clock;
    private final Changes all;

    Beginnings(EntityManager entityManager, ChangeContents contents, Clock clock, Changes all) {
        this.entityManager = entityManager;
        this.contents = contents;
        this.editor = contents.purposes();
        this.clock = clock;
        this.all = all;
    }

    Change fresh(int brand, PurposeDraft draft, Editor by) {
        return keep(new Change(brand, Kind.NEW, null, draft.code(), null, DraftJson.of(draft), by, clock.instant()));
    }

    Optional<Change> of(int purpose, Kind kind, Editor by) {
        Purpose found = entityManager.find(Purpose.class, purpose, LockModeType.PESSIMISTIC_WRITE);
        if (found == null || found.retired()) {
            return Optional.empty();
        }
        Optional<Change> open = entityManager.createQuery("select c from Change c where c.purpose = ?1 and c.state in ("
                + "org.preferencecenter.catalog.entity.Change.State.DRAFT, org.preferencecenter.catalog.entity.Change.State.SUBMITTED,"
                + " org.preferencecenter.catalog.entity.Change.State.RETURNED)", Change.class).setParameter(1, purpose)
                .getResultStream().findFirst();
        return Optional.of(open.orElseGet(() -> {
            String live = DraftJson.of(PurposeDraft.of(found, editor.live()));
            return keep(new Change(found.brand().id(), kind, purpose, found.code(), live, live, by, clock.instant()));
        }));
    }

    Optional<Change> move(int brandId, String code, int places, Editor by) {
        Optional<Brand> brand = editor.lock(brandId);
        if (brand.isEmpty()) {
            return Optional.empty();
        }
        List<String> live = editor.order(editor.live(), brand.get());
        Change change = all.openOrder(brandId).orElseGet(() -> keep(new Change(brandId, Kind.ORDER, null, "", DraftJson.of(live),
                DraftJson.of(live), by, clock.instant())));
        List<String> order = new ArrayList<>(DraftJson.order(change.contents()));
        live.stream().filter(one -> !order.contains(one)).forEach(order::add);
        int from = order.indexOf(code);
        if (from >= 0) {
            order.remove(from);
            order.add(Math.max(0, Math.min(order.size(), from + places)), code);
            change.says("", DraftJson.of(order), null, by, clock.instant());
        }
        return Optional.of(change);
    }

    Optional<Change> script(int point, Editor by) {
        return contents.scripts().lock(point).map(desk -> all.openScript(desk.brand().id(), desk.code()).orElseGet(() -> {
            SortedMap<String, String> now = contents.scripts().current(point);
            String live = DraftJson.of(now);
            return keep(new Change(desk.brand().id(), Kind.SCRIPT, null, desk.code(), now.isEmpty() ? null : live, live, by,
                    clock.instant()));
        }));
    }

    private Change keep(Change change) {
        entityManager.persist(change);
        entityManager.flush();
        return change;
    }
}
