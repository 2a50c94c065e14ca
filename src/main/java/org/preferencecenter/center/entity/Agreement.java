package org.preferencecenter.center.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.catalog.entity.DeskScript;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Request;
import org.preferencecenter.link.entity.Scope;

/**
 * What somebody asks for or has agreed to, in the words of the page: what, when, where, and under which published words (S-25,
 * S-36).
 *
 * @param titles   what is named, with its channels
 * @param day      when it was asked for
 * @param where    {@code on a sign-up form of ours}
 * @param readings the words that stood beside it; none if none are known to have
 */
public record Agreement(List<String> titles, String day, String where, List<Reading> readings) {

    /** Published words, marked where they are in another language than the page. */
    public record Reading(String wording, Foreign foreign) {
    }

    /** @param request of this brand, and so is {@code known} */
    public static Agreement of(Words words, Known known, Request request) {
        List<Cell> cells = request.wanted().stream().map(w -> w.choice().cell()).toList();
        Set<Notice> notices = new LinkedHashSet<>();
        request.wanted().forEach(wanted -> notice(words, known, wanted, request.at()).ifPresent(notices::add));
        return new Agreement(Said.each(words, known, cells), words.day(request.at(), known.zone()),
                words.sayOr("asked." + request.via(), "asked.other"),
                notices.stream().map(n -> new Reading(n.wording(), Foreign.of(n.locale(), words))).toList());
    }

    /** The same, with the words that were read aloud before all others (S-44). */
    public Agreement after(DeskScript script, Words words) {
        List<Reading> all = new ArrayList<>(List.of(new Reading(script.wording(), Foreign.of(script.locale(), words))));
        all.addAll(readings);
        return new Agreement(titles, day, where, all);
    }

    /** What was read; where that is not on record, what was published by then. */
    private static Optional<Notice> notice(Words words, Known known, Request.Wanted wanted, Instant at) {
        return known.catalogue().notice(wanted.notice()).or(() -> purpose(known, wanted.choice().cell().scope())
                .flatMap(purpose -> known.catalogue().notice(purpose, words.language()))
                .filter(notice -> !notice.publishedAt().isAfter(at)));
    }

    private static Optional<Purpose> purpose(Known known, Scope scope) {
        return scope.kind() == Scope.Kind.TOPIC ? known.catalogue().topic(scope.id()).map(Topic::purpose)
                : scope.kind() == Scope.Kind.PURPOSE ? known.catalogue().purpose(scope.id()) : Optional.empty();
    }
}
