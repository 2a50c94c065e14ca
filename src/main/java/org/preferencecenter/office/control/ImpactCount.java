package org.preferencecenter.office.control;

import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.DraftJson;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Change;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.control.Census;
import org.preferencecenter.office.entity.Impact;

/** Fetches whom a change of a purpose would touch. */
@Singleton
public class ImpactCount {

    private final Census census;

    @Inject
    public ImpactCount(Census census) {
        this.census = census;
    }

    /** @return nothing if it could not be told in time */
    public Optional<Impact> of(Catalogue catalogue, Change change) {
        Optional<PurposeDraft> live = change.purpose().flatMap(catalogue::purpose).map(p -> PurposeDraft.of(p, catalogue));
        PurposeDraft draft = change.kind() == Change.Kind.RETIRE ? null : DraftJson.draft(change.contents());
        boolean renews = change.covers().filter(covers -> !covers).isPresent();
        return census.around(change.brand(), change.purpose().orElse(0), change.purpose().flatMap(catalogue::purpose)
                .map(purpose -> purpose.topics().stream().map(Topic::id).toList()).orElse(java.util.List.of()))
                .map(counted -> Impact.of(counted.crowds(), counted.whole(), live.orElse(null), draft, renews));
    }
}
