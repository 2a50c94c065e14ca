package org.preferencecenter.office.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.preferencecenter.access.control.ApiKeys;
import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.access.entity.Role;
import org.preferencecenter.catalog.CatalogPersistence;
import org.preferencecenter.catalog.SmallBook;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.CatalogEditor;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.mail.control.DkimKeys;
import org.preferencecenter.mail.control.TestSettings;
import org.preferencecenter.office.entity.Due;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;

/** Who is told of old and ending keys, on a real database. */
class KeysNeedYouIT {

    private final String name = "k" + UUID.randomUUID().toString().substring(0, 8);
    private final SetClock clock = new SetClock();
    private final DkimKeys dkim = new DkimKeys(TestDatabase.dataSource(), new Vault(TestSettings.hop(25)), clock);
    private final ApiKeys keys = new ApiKeys(TestDatabase.dataSource(), clock);

    private int brand(String code, String domain) {
        return CatalogPersistence.inTransaction(em -> {
            Brand brand = new Brand(code, code, domain, "a@example.org", "1 street", "#7a1f3d", "#ffffff", "fr");
            assertEquals(List.of(), new CatalogEditor(em, clock, SmallBook.books()).add(brand));
            return brand.id();
        });
    }

    private List<String> told(Role role, Integer brand) {
        Catalog catalog = CatalogPersistence.inTransaction(em -> {
            Catalog read = new Catalog(em);
            read.refresh();
            return read;
        });
        Officer officer = new Officer(1, "a@b.example", "A", "fr", List.of(new Grant(role, brand)), clock.instant(), false);
        return new KeysNeedYou(dkim, keys, catalog, clock, TestSettings.hop(25)).of(officer).stream()
                .filter(due -> due.with().toString().contains(name)).map(Due::key).toList();
    }

    @Test
    void old_keys_and_ending_keys_are_told_to_who_may_change_them_and_to_nobody_else() {
        String domain = name + ".example.org";
        int brand = brand(name, domain);
        int other = brand(name + "x", name + "x.example.org");
        dkim.of(domain);
        keys.create(new KeyOrder(name, Set.of(Permission.ASK), OptionalInt.of(brand), 60, clock.instant().plus(Duration.ofDays(370))));
        assertEquals(List.of(), told(Role.ADMINISTRATOR, null));
        clock.wait(Duration.ofDays(366));
        assertEquals(List.of("needs.dkim", "needs.api-key"), told(Role.ADMINISTRATOR, null));
        assertEquals(List.of("needs.dkim", "needs.api-key"), told(Role.ADMINISTRATOR, brand));
        assertEquals(List.of(), told(Role.ADMINISTRATOR, other));
        assertEquals(List.of(), told(Role.MARKETING, null));
        brand(name + "y", domain);
        assertEquals(List.of("needs.api-key"), told(Role.ADMINISTRATOR, brand), "the domain is another's too");
        dkim.prepare(domain);
        dkim.change(domain);
        keys.ending(clock.instant().plus(Duration.ofDays(14))).stream().filter(key -> key.name().equals(name))
                .forEach(key -> keys.rotate(key.id(), key.brand(), Duration.ZERO));
        assertEquals(List.of(), told(Role.ADMINISTRATOR, null));
    }
}
