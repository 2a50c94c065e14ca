package org.preferencecenter.office.control;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.office.entity.Due;
import org.preferencecenter.retention.control.DueList;
import org.preferencecenter.retention.control.Policies;

/** People's time is over and nobody has let the schedule run; or it stopped by itself. */
@Singleton
public class RetentionNeedsYou implements NeedsYou {

    private final Policies policies;
    private final DueList due;
    private final Clock clock;

    @Inject
    public RetentionNeedsYou(Policies policies, DueList due, Clock clock) {
        this.policies = policies;
        this.due = due;
        this.clock = clock;
    }

    @Override
    public List<Due> of(Officer officer) {
        if (!officer.mayEverywhere(Right.ANSWER_RIGHTS)) {
            return List.of();
        }
        Policies.Standing now = policies.now();
        LocalDate soon = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(now.policy().askDays());
        String key = now.held() ? "due.retention.held" : now.running() || !due.anybody(soon) ? null : "due.retention.off";
        return key == null ? List.of() : List.of(new Due("retention", key, List.of(), "retention", null, null));
    }
}
