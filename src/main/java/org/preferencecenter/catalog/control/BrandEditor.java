package org.preferencecenter.catalog.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.BrandReview;
import org.preferencecenter.catalog.entity.Flaw;
import org.preferencecenter.catalog.entity.Logo;
import org.preferencecenter.catalog.entity.Paper;
import org.preferencecenter.catalog.entity.Picture;
import org.preferencecenter.catalog.entity.Review;
import org.preferencecenter.platform.entity.Settings;

/**
 * Changes what a brand says and shows of itself: host, contacts, texts, logo. As {@link CatalogEditor}: each method asks
 * for an open transaction, answers the flaws, and whoever commits refreshes the {@link Catalog}.
 */
@Singleton
public class BrandEditor {

    private final EntityManager entityManager;
    private final String commonHost;

    @Inject
    public BrandEditor(EntityManager entityManager, Settings settings) {
        this(entityManager, settings.baseUrl().getHost());
    }

    /** Without a container. @param commonHost the host of PC_BASE_URL */
    public BrandEditor(EntityManager entityManager, String commonHost) {
        this.entityManager = entityManager;
        this.commonHost = commonHost;
    }

    /**
     * @param id     the brand's
     * @param change sets what is to change, as {@link Brand}'s own methods do; undone where there is a flaw
     */
    public List<Flaw> change(int id, Consumer<Brand> change) {
        // One editor of a brand at a time; of two brands given one host at once, the database takes the first only.
        Brand brand = entityManager.find(Brand.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (brand == null) {
            return List.of(Flaw.Rule.UNKNOWN.in("brand", id));
        }
        List<Brand> all = all(entityManager);
        change.accept(brand);
        List<Flaw> flaws = new ArrayList<>(Review.of(brand));
        flaws.addAll(BrandReview.host(brand, all, commonHost));
        if (!flaws.isEmpty()) {
            // Cut off, so that nothing of it is written when the caller commits.
            entityManager.detach(brand);
        }
        return flaws;
    }

    /**
     * As above, if nobody else changed it since it was read.
     *
     * @param version what {@link Brand#version()} was then
     */
    public List<Flaw> change(int id, int version, Consumer<Brand> change) {
        Brand brand = entityManager.find(Brand.class, id, LockModeType.PESSIMISTIC_WRITE);
        return brand != null && brand.version() != version ? List.of(Flaw.Rule.STALE.in(brand.code())) : change(id, change);
    }

    /** Ends a brand: nothing is sent for it any more, its links keep stopping. Retiring twice changes nothing. */
    public List<Flaw> retire(int id, Clock clock) {
        Brand brand = entityManager.find(Brand.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (brand == null) {
            return List.of(Flaw.Rule.UNKNOWN.in("brand", id));
        }
        if (!brand.retired()) {
            brand.retire(clock.instant());
        }
        return List.of();
    }

    /**
     * Takes a logo, told by its octets and not by a name. The same twice changes nothing.
     *
     * @param bytes PNG, JPEG, WebP, GIF, or an SVG that only draws; at most {@link Logo#MAX_OCTETS}. Empty: no logo any more
     */
    public List<Flaw> logo(int id, Paper paper, byte[] bytes) {
        Brand brand = entityManager.find(Brand.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (brand == null) {
            return List.of(Flaw.Rule.UNKNOWN.in("brand", id));
        }
        if (bytes.length == 0) {
            brand.showing(paper, null);
            return List.of();
        }
        Optional<Logo> logo = Logo.of(bytes);
        if (logo.isEmpty()) {
            return List.of(Flaw.Rule.LOGO.in(brand.code(), Logo.MAX_OCTETS / 1024, Logo.MAX_SIDE));
        }
        if (entityManager.find(Picture.class, logo.get().sha256()) == null) {
            entityManager.persist(new Picture(bytes));
            entityManager.flush();
        }
        brand.showing(paper, logo.get());
        return List.of();
    }

    static List<Brand> all(EntityManager entityManager) {
        return entityManager.createQuery("select b from Brand b order by b.id", Brand.class).getResultList();
    }
}
