package org.preferencecenter.catalog;

import java.lang.reflect.Field;
import java.time.Instant;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.MessageNature;

/** Catalogue entries for pure tests: with an id, as if they came from the database. */
public final class Samples {

    private Samples() {
    }

    public static Brand brand() {
        return withId(7, new Brand("theatre", "Théâtre", "news.example.org", "bonjour@example.org", "1 quai, Nantes",
                "#7a1f3d", "#ffffff", "fr"));
    }

    /** A prospecting purpose by e-mail, with id 11, words and no basis. */
    public static Purpose purpose() {
        return published(withId(11, new Purpose(brand(), "letter", MessageNature.PROSPECTING, 1).over(Channel.EMAIL)
                .called("fr", "La lettre", "Les nouvelles")));
    }

    /** A service purpose by e-mail, with id 12, words and no classification. */
    public static Purpose servicePurpose() {
        return published(withId(12, new Purpose(brand(), "tickets", MessageNature.SERVICE, 2).over(Channel.EMAIL)
                .called("fr", "Billets", "Vos billets")));
    }

    private static Purpose published(Purpose purpose) {
        purpose.publish(Instant.parse("2020-01-01T00:00:00Z"));
        return purpose;
    }

    /** The database gives ids, so nothing in the entities can. */
    public static <T> T withId(int id, T entity) {
        try {
            Field field = entity.getClass().getDeclaredField("id");
            field.setAccessible(true);
            field.set(entity, id);
            return entity;
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(entity + " has no id to give", e);
        }
    }
}
