package org.preferencecenter.office.control;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.exchange.control.Audits;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobState;
import org.preferencecenter.ledger.control.LogState;
import org.preferencecenter.office.entity.Due;

/** What is wrong with the sealed log: for who answers for the whole house. */
@Singleton
public class LogNeedsYou implements NeedsYou {

    private static final String PAGE = "log";

    private final LogState log;
    private final Audits audits;

    @Inject
    public LogNeedsYou(LogState log, Audits audits) {
        this.log = log;
        this.audits = audits;
    }

    @Override
    public List<Due> of(Officer officer) {
        List<Due> due = new ArrayList<>();
        if (!officer.mayEverywhere(Right.AUDIT)) {
            return due;
        }
        try {
            log.alarms().forEach(alarm -> due.add(new Due(PAGE, "due.log." + alarm.what(), List.of(), PAGE, alarm.since(), null)));
        } catch (SQLException away) {
            throw new IllegalStateException("SQLSTATE " + away.getSQLState(), away);
        }
        Optional<Job> stopped = audits.last().filter(job -> job.state() == JobState.FAILED);
        stopped.ifPresent(job -> due.add(new Due(PAGE, "due.log.FAILED", List.of(), "job?id=" + job.id(), job.startedAt(), null)));
        return due;
    }
}
