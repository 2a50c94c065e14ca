package org.preferencecenter.center.entity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.link.entity.Scope;

/** Where a save of the page comes from, for the ledger. */
public final class PageOrigin {

    private PageOrigin() {
    }

    /**
     * A box ticked by hand is an active opt-in (S-08), and the notice beside it is what was read (S-11). A save that
     * adds contact under several purposes names none: the ledger has one notice per change.
     *
     * @param language the language the page was shown in, or null
     */
    public static Origin of(Catalogue catalogue, List<Wish> wishes, String language) {
        Set<Purpose> added = wishes.stream().filter(wish -> Boolean.TRUE.equals(wish.wanted()))
                .flatMap(wish -> purpose(catalogue, wish.cell().scope()).stream()).collect(Collectors.toSet());
        boolean stops = wishes.stream().anyMatch(wish -> Boolean.FALSE.equals(wish.wanted()));
        CaptureMode capture = !added.isEmpty() ? CaptureMode.ACTIVE_OPT_IN : stops ? CaptureMode.ACTIVE_OPT_OUT : null;
        int notice = added.size() != 1 || language == null ? 0
                : catalogue.notice(added.iterator().next(), language).map(Notice::id).orElse(0);
        return new Origin(Origin.Actor.RECIPIENT, "page", capture, 0, notice, language);
    }

    private static Optional<Purpose> purpose(Catalogue catalogue, Scope scope) {
        return scope.kind() == Scope.Kind.TOPIC ? catalogue.topic(scope.id()).map(Topic::purpose)
                : catalogue.purpose(scope.id());
    }
}
