package org.preferencecenter.browser;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.persistence.EntityManagerFactory;

import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.demo.control.RecipientSeed;
import org.preferencecenter.demo.entity.Person;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.platform.TestDatabase;

/** People like those of the demo, who said the same at the same places, under addresses of their own. */
final class Twins {

    private static final int EMAIL = 0;
    private static final int MOBILE = 13;
    private static final int POSTAL = 14;
    private static final AtomicInteger BORN = new AtomicInteger();
    /** As the demo begins: of what comes later nobody is asked who is born here. */
    private static final Catalogue CATALOGUE = catalogue();
    private static final Recipients RECIPIENTS = new Recipients(TestDatabase.served(), Clock.systemUTC());

    private Twins() {
    }

    /** @param person a line of the demo's people, in its fields. @return the twin's mail address */
    static String of(String[] person) {
        String[] twin = person.clone();
        int number = BORN.incrementAndGet();
        twin[EMAIL] = "twin" + number + "." + person[EMAIL];
        twin[MOBILE] = "";
        twin[POSTAL] = person[POSTAL].isEmpty() ? "" : person[POSTAL] + ", " + number;
        try (Consents consents = new Consents(TestDatabase.served(), Clock.systemUTC(), Duration.ofDays(1), Duration.ofDays(1),
                scope -> Reach.in(CATALOGUE).of(scope), new Ledger(), confirmation -> { }, 1)) {
            new RecipientSeed(RECIPIENTS, consents, Clock.systemUTC()).sow(CATALOGUE, List.of(Person.parse(String.join(";", twin))));
        }
        return twin[EMAIL];
    }

    private static Catalogue catalogue() {
        EntityManagerFactory factory = CatalogPersistence.factory(TestDatabase.served(), "public");
        try {
            return CatalogPersistence.inTransaction(factory, em -> {
                Catalog catalog = new Catalog(em);
                catalog.refresh();
                return catalog.now();
            });
        } finally {
            factory.close();
        }
    }
}
