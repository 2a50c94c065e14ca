package org.preferencecenter.demo.control;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** Some of the theatre's people read, too: they signed the bookshop's form, each answer apart and in their language. */
@Singleton
public class ReaderSeed {

    /** Address and what they ticked, by e-mail: topics, or a purpose as a whole. */
    private static final Map<String, String> READERS = Map.of(
            "camille.martin@example.org", "romans bd rencontres",
            "alex.taylor@example.com", "romans",
            "greta.schmidt@example.net", "bd album",
            "simon.maes@example.net", "romans rencontres",
            "louise.masson@example.org", "album",
            "jeanne.nguyen@example.com", "rencontres");

    private final Recipients recipients;
    private final Consents consents;

    @Inject
    public ReaderSeed(Recipients recipients, Consents consents) {
        this.recipients = recipients;
        this.consents = consents;
    }

    /** Records what is not there yet; whoever has answered the bookshop in any way, or stopped everything, is left alone. */
    public void sow(Catalogue catalogue) {
        Brand brand = catalogue.brand(BookshopSeed.BRAND).orElseThrow();
        READERS.forEach((address, ticked) -> recipients.byAddress(Channel.EMAIL, address)
                .filter(reader -> untouched(catalogue, brand, consents.choices(reader.id())))
                .ifPresent(reader -> record(catalogue, brand, reader, Arrays.asList(ticked.split(" ")))));
    }

    private static boolean untouched(Catalogue catalogue, Brand brand, Choices choices) {
        return choices.byCell().keySet().stream().map(Cell::scope).noneMatch(scope -> switch (scope.kind()) {
            case TOPIC -> catalogue.topic(scope.id()).filter(t -> t.purpose().brand().id() == brand.id()).isPresent();
            case PURPOSE -> catalogue.purpose(scope.id()).filter(p -> p.brand().id() == brand.id()).isPresent();
            case BRAND -> scope.id() == brand.id();
            default -> true;
        });
    }

    private void record(Catalogue catalogue, Brand brand, Recipient reader, List<String> ticked) {
        int point = catalogue.collectionPoint(BookshopSeed.FORM).orElseThrow().id();
        for (Purpose purpose : catalogue.purposesOf(brand)) {
            List<Scope> scopes = ticked.contains(purpose.code()) ? List.of(Scope.purpose(purpose.id()))
                    : purpose.topics().stream().filter(topic -> ticked.contains(topic.code())).map(Topic::id).map(Scope::topic)
                            .toList();
            if (!scopes.isEmpty()) {
                int notice = catalogue.notice(purpose, reader.locale()).map(Notice::id).orElseThrow();
                consents.grant(reader.id(), scopes.stream()
                        .map(scope -> new Wish(new Cell(scope, Channel.EMAIL), true, null, null)).toList(),
                        new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, point, notice, reader.locale()));
            }
        }
    }
}
