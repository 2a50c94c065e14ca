package org.preferencecenter.mail.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Request;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.mail.entity.OwnLetters;
import org.preferencecenter.mail.entity.Phrases;

/** What our own letters are about: choices by the titles, the brand and the stream that the catalogue has for them now. */
final class LetterSubjects {

    private final Catalog catalog;

    LetterSubjects(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What a one-click stops, where one topic or purpose was confirmed on e-mail: its stream, or one that stands for it. */
    Optional<Stream> single(List<Request.Wanted> yes) {
        Set<Cell> cells = yes.stream().map(w -> w.choice().cell()).collect(Collectors.toSet());
        if (cells.size() != 1 || cells.iterator().next().channel() != Channel.EMAIL) {
            return Optional.empty();
        }
        Scope scope = cells.iterator().next().scope();
        Catalogue now = catalog.now();
        return now.streams().stream().filter(s -> s.channel() == Channel.EMAIL && s.scope().equals(scope) && !s.retired())
                .findFirst().or(() -> switch (scope.kind()) {
                    case TOPIC -> now.topic(scope.id()).map(t -> new Stream("welcome", t.purpose(), t, Channel.EMAIL, false));
                    case PURPOSE -> now.purpose(scope.id()).map(p -> new Stream("welcome", p, null, Channel.EMAIL, false));
                    default -> Optional.empty();
                });
    }

    /** What was asked for, when and where, in the letter's words. */
    OwnLetters.Asked asked(OwnLetters letters, Request request, List<Request.Wanted> wanted) {
        Map<Scope, List<String>> channels = new LinkedHashMap<>();
        wanted.forEach(w -> channels.computeIfAbsent(w.choice().cell().scope(), scope -> new ArrayList<>())
                .add(letters.words().say("channel." + w.choice().cell().channel())));
        List<String> titles = new ArrayList<>();
        channels.forEach((scope, by) -> item(scope, letters.words().list(by), letters).ifPresent(titles::add));
        // A brand as a whole has no title: its name says enough.
        return new OwnLetters.Asked(request.at(), letters.words().sayOr("where." + request.via(), "where.other"),
                titles.isEmpty() ? List.of(letters.brand().name()) : titles);
    }

    private Optional<String> item(Scope scope, String by, OwnLetters letters) {
        Phrases words = letters.words();
        return switch (scope.kind()) {
            case TOPIC -> catalog.now().topic(scope.id())
                    .map(t -> words.say("item.rate", t.in(words.language()).title(), by, t.perMonth()));
            case PURPOSE -> catalog.now().purpose(scope.id()).map(p -> words.say("item", p.in(words.language()).title(), by));
            default -> Optional.empty();
        };
    }

    /** Whose it is; nothing of everybody's. */
    Optional<Brand> brandOf(Scope scope) {
        Catalogue now = catalog.now();
        return switch (scope.kind()) {
            case TOPIC -> now.topic(scope.id()).map(t -> t.purpose().brand());
            case PURPOSE -> now.purpose(scope.id()).map(p -> p.brand());
            case BRAND -> now.brand(scope.id());
            default -> Optional.empty();
        };
    }
}
