package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The catalogue as it would be with a draft published: what previews show and what reviews look at. Nothing of it touches
 * what is live.
 *
 * @param catalogue everything, the draft applied
 * @param purpose   the one it is about, with the ids of the live one; new things have ids that nobody has
 */
public record Trial(Catalogue catalogue, Purpose purpose) {

    /**
     * @param live    what is live
     * @param current the purpose that is changed; nothing: a new one
     * @param renews  whether consents given so far do not cover changed words
     * @param at      when it would be published
     */
    public static Trial of(Catalogue live, Brand brand, Optional<Purpose> current, PurposeDraft draft, boolean renews, Instant at) {
        Purpose trial = Purpose.trial(brand, current.orElse(null), draft, at);
        List<Purpose> purposes = new ArrayList<>();
        live.purposes().stream().filter(p -> p.id() != trial.id()).forEach(purposes::add);
        // Beside those of its brand, in its place.
        int place = (int) purposes.stream().takeWhile(p -> p.brand().id() != brand.id()
                || p.position() < trial.position() || p.position() == trial.position() && p.id() < trial.id()).count();
        purposes.add(place, trial);
        return new Trial(new Catalogue(live.brands(), purposes, notices(live, current, draft, trial, renews, at), live.streams(),
                points(live.collectionPoints(), draft, trial)), trial);
    }

    private static List<Notice> notices(Catalogue live, Optional<Purpose> current, PurposeDraft draft, Purpose trial,
            boolean renews, Instant at) {
        List<Notice> notices = new ArrayList<>(live.notices());
        SortedMap<String, String> inForce = current.map(purpose -> PurposeDraft.of(purpose, live).notices())
                .orElseGet(java.util.TreeMap::new);
        int version = 1 + live.notices().stream().filter(notice -> notice.purpose().id() == trial.id())
                .mapToInt(Notice::version).max().orElse(0);
        int id = Integer.MAX_VALUE;
        for (Map.Entry<String, String> wording : draft.notices().entrySet()) {
            if (!wording.getValue().equals(inForce.get(wording.getKey()))) {
                notices.add(Notice.trial(id--, trial, version, wording.getKey(), wording.getValue(), at, renews));
            }
        }
        return notices;
    }

    private static List<CollectionPoint> points(Collection<CollectionPoint> live, PurposeDraft draft, Purpose trial) {
        return live.stream().map(point -> {
            boolean asked = point.purposes().stream().anyMatch(p -> p.id() == trial.id());
            boolean asks = PurposeDraft.asks(point) && point.brand().id() == trial.brand().id() ? draft.forms().contains(point.code())
                    : asked;
            if (!asked && !asks) {
                return point;
            }
            Set<Purpose> about = new LinkedHashSet<>();
            point.purposes().stream().filter(p -> p.id() != trial.id()).forEach(about::add);
            if (asks) {
                about.add(trial);
            }
            return point.trial(about);
        }).toList();
    }

    /** Where it is or was asked about. */
    List<CollectionPoint> points() {
        return catalogue.collectionPoints().stream().filter(point -> point.purposes().contains(purpose)).toList();
    }

    List<Notice> notices() {
        return catalogue.notices().stream().filter(notice -> notice.purpose().id() == purpose.id()).toList();
    }
}
