package org.preferencecenter.office.control;

import java.time.LocalDate;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.office.entity.Due;
import org.preferencecenter.platform.entity.Locales;
import org.preferencecenter.rights.control.RightsRequests;
import org.preferencecenter.rights.control.SelfService;
import org.preferencecenter.rights.entity.RightsRequest;

/** Requests about personal data that wait for an answer, the most urgent, each with the last day to answer. */
@Singleton
public class RightsNeedYou implements NeedsYou {

    private static final int MOST = 5;

    private final RightsRequests requests;
    private final Catalog catalog;

    @Inject
    public RightsNeedYou(RightsRequests requests, Catalog catalog) {
        this.requests = requests;
        this.catalog = catalog;
    }

    @Override
    public List<Due> of(Officer officer) {
        List<Integer> brands = catalog.now().brands().stream().map(Brand::id)
                .filter(brand -> officer.may(Right.ACT_FOR_PERSON, brand)).toList();
        return brands.isEmpty() ? List.of() : requests.open(brands, MOST).stream().map(request -> due(request, officer)).toList();
    }

    private static Due due(RightsRequest request, Officer officer) {
        LocalDate last = request.due();
        return new Due("right", "due.right." + request.kind(), List.of(String.valueOf(request.nr()), Locales.day(last, officer.locale())),
                "right?id=" + request.nr(), last.plusDays(1).atStartOfDay(SelfService.ZONE).toInstant(), request.brand());
    }
}
