package org.preferencecenter.office.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.control.ApiKeys;
import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.mail.control.DkimKeys;
import org.preferencecenter.office.entity.Due;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.platform.entity.Settings;

/** Keys that sign mail and are more than a year old, and API keys that end within a fortnight: for who may change them. */
@Singleton
public class KeysNeedYou implements NeedsYou {

    private static final Duration OLD = Duration.ofDays(365);
    private static final Duration SOON = Duration.ofDays(14);

    private final DkimKeys dkim;
    private final ApiKeys keys;
    private final Catalog catalog;
    private final Clock clock;
    private final Settings settings;

    @Inject
    public KeysNeedYou(DkimKeys dkim, ApiKeys keys, Catalog catalog, Clock clock, Settings settings) {
        this.dkim = dkim;
        this.keys = keys;
        this.catalog = catalog;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public List<Due> of(Officer officer) {
        List<Due> due = new ArrayList<>();
        if (!officer.may(Right.KEYS)) {
            return due;
        }
        Instant now = clock.instant();
        for (Map.Entry<String, Instant> domain : dkim.signingSince().entrySet()) {
            List<Brand> brands = catalog.now().brands().stream()
                    .filter(brand -> !brand.retired() && brand.mailDomain().equals(domain.getKey())).toList();
            boolean mine = !brands.isEmpty() && !settings.doors().signing().elsewhere(domain.getKey())
                    && brands.stream().allMatch(brand -> officer.may(Right.KEYS, brand.id()));
            if (mine && domain.getValue().plus(OLD).isBefore(now)) {
                due.add(new Due("key", "needs.dkim", List.of(domain.getKey()), "mailDomains?brand=" + brands.get(0).code(),
                        domain.getValue().plus(OLD), brands.size() == 1 ? brands.get(0).id() : null));
            }
        }
        for (ApiKey key : keys.ending(now.plus(SOON))) {
            boolean mine = key.brand().isPresent() ? officer.may(Right.KEYS, key.brand().getAsInt())
                    : officer.mayEverywhere(Right.KEYS);
            if (mine) {
                due.add(new Due("key", "needs.api-key", List.of(key.name(), day(key, officer)), "apiKeys", key.expires(),
                        key.brand().isPresent() ? Integer.valueOf(key.brand().getAsInt()) : null));
            }
        }
        return due;
    }

    private static String day(ApiKey key, Officer officer) {
        return Locales.day(LocalDate.ofInstant(key.expires(), ZoneOffset.UTC), officer.locale());
    }
}
