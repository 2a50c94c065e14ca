package org.preferencecenter.consent.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.link.entity.Scope;

/**
 * Everybody who has to do with some brands: who answered one of them, yes, no or not yet, or was contacted by one. Told by the
 * scopes of those brands, so that whoever works for them alone finds nobody else.
 *
 * @param scopes the brands', of their purposes and of their topics, the retired too
 */
public record Circle(List<Scope> scopes) {

    public Circle {
        scopes = List.copyOf(scopes);
    }

    /** @param brands ids; those the catalogue does not know have nobody */
    public static Circle of(Catalogue catalogue, Collection<Integer> brands) {
        List<Scope> scopes = new ArrayList<>();
        for (Brand brand : catalogue.brands()) {
            if (brands.contains(brand.id())) {
                scopes.add(Scope.brand(brand.id()));
                catalogue.purposesOf(brand).forEach(purpose -> {
                    scopes.add(Scope.purpose(purpose.id()));
                    purpose.topics().forEach(topic -> scopes.add(Scope.topic(topic.id())));
                });
            }
        }
        return new Circle(scopes);
    }
}
