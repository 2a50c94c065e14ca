package org.preferencecenter.center.entity;

import java.util.List;
import java.util.Optional;

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
     * A box ticked by hand is an active opt-in (S-08).
     *
     * @param language the language the page was shown in, or null
     */
    public static Origin of(List<Wish> wishes, String language) {
        boolean adds = wishes.stream().anyMatch(wish -> Boolean.TRUE.equals(wish.wanted()));
        boolean stops = wishes.stream().anyMatch(wish -> Boolean.FALSE.equals(wish.wanted()));
        CaptureMode capture = adds ? CaptureMode.ACTIVE_OPT_IN : stops ? CaptureMode.ACTIVE_OPT_OUT : null;
        return new Origin(Origin.Actor.RECIPIENT, "page", capture, 0, 0, language);
    }

    /**
     * The wishes, each yes with the notice that stood beside its box: what was read (S-11), purpose by purpose (S-16).
     *
     * @param language the language the page was shown in, or null: then nothing is claimed to have been read
     */
    public static List<Wish> read(Catalogue catalogue, List<Wish> wishes, String language) {
        return wishes.stream().map(wish -> language == null || !Boolean.TRUE.equals(wish.wanted()) ? wish
                : wish.under(purpose(catalogue, wish.cell().scope()).flatMap(p -> catalogue.notice(p, language))
                        .map(Notice::id).orElse(0))).toList();
    }

    private static Optional<Purpose> purpose(Catalogue catalogue, Scope scope) {
        return scope.kind() == Scope.Kind.TOPIC ? catalogue.topic(scope.id()).map(Topic::purpose)
                : catalogue.purpose(scope.id());
    }
}
