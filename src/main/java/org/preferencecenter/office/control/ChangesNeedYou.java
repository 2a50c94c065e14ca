package org.preferencecenter.office.control;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Approvals;
import org.preferencecenter.catalog.control.Approvals.Waiting;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.office.entity.Due;
import org.preferencecenter.platform.entity.Settings;

/** Changes of the catalogue: those somebody may publish because others wrote them, and those that came back to them. */
@Singleton
public class ChangesNeedYou implements NeedsYou {

    /** So long whoever wrote it is told that somebody gave it up: nothing is left to do about it. */
    private static final Duration NEWS = Duration.ofDays(7);

    private final Approvals approvals;
    private final Catalog catalog;
    private final Clock clock;
    private final boolean alone;

    @Inject
    public ChangesNeedYou(Approvals approvals, Catalog catalog, Clock clock, Settings settings) {
        this(approvals, catalog, clock, settings.onePersonPublishes());
    }

    /** Without a container. @param alone a house of one person, who publishes what they wrote */
    public ChangesNeedYou(Approvals approvals, Catalog catalog, Clock clock, boolean alone) {
        this.approvals = approvals;
        this.catalog = catalog;
        this.clock = clock;
        this.alone = alone;
    }

    @Override
    public List<Due> of(Officer officer) {
        List<Due> due = new ArrayList<>();
        approvals.toPublish(officer.account(), brands(officer, Right.PUBLISH), alone).forEach(change ->
                due.add(due("needs.approval.", change, officer)));
        approvals.returned(officer.account(), brands(officer, Right.EDIT_CATALOG, Right.EDIT_BRANDS)).forEach(change ->
                due.add(due("needs.returned.", change, officer)));
        approvals.dropped(officer.account(), brands(officer, Right.EDIT_CATALOG, Right.EDIT_BRANDS), clock.instant().minus(NEWS))
                .forEach(dropped -> due.add(new Due("change", "needs.dropped." + dropped.change().kind(),
                        List.of(dropped.change().title(officer.locale()), dropped.by()), "change?id=" + dropped.change().change(),
                        dropped.change().since(), dropped.change().brand())));
        return due;
    }

    private List<Integer> brands(Officer officer, Right... any) {
        return catalog.now().brands().stream().map(Brand::id)
                .filter(brand -> java.util.Arrays.stream(any).anyMatch(right -> officer.may(right, brand))).toList();
    }

    private static Due due(String key, Waiting change, Officer officer) {
        return new Due("change", key + change.kind(), List.of(change.title(officer.locale())), "change?id=" + change.change(), change.since(),
                change.brand());
    }
}
