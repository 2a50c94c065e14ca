package org.preferencecenter.retention.control;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.retention.control.ClockRows.Kept;
import org.preferencecenter.retention.entity.Lapse;
import org.preferencecenter.retention.entity.Someone;
import org.preferencecenter.retention.entity.Timetable;

/** Whose day comes when, for the office. Every method throws {@code DatabaseAway} if the database is. */
@Singleton
public class DueList {

    private final DataSource database;
    private final Timetables timetables;
    private final Suppressions suppressions;

    @Inject
    public DueList(DataSource database, Timetables timetables, Suppressions suppressions) {
        this.database = database;
        this.timetables = timetables;
        this.suppressions = suppressions;
    }

    /**
     * Somebody whose day comes.
     *
     * @param address one of theirs, as they wrote it: to be masked; empty: none
     * @param asked   when they were asked, or null
     */
    public record Due(long recipient, String address, String jurisdiction, Lapse lapse, LocalDate asked) {
    }

    /** Where a page goes on. */
    public record Place(LocalDate day, long recipient) {
    }

    /** @param next null: this is the last page */
    public record Page(List<Due> people, Place next) {
    }

    /**
     * The next of a purpose, the earliest day first, until a day. Who acted since their clock was set is not shown.
     *
     * @param after null: the first page
     */
    public Page page(int purpose, LocalDate until, Place after, int most) {
        return Turn.in(database, connection -> {
            List<Kept> kept = ClockRows.due(connection, purpose, until, after == null ? null : after.day(),
                    after == null ? 0 : after.recipient(), most);
            List<Long> ids = kept.stream().map(Kept::recipient).toList();
            Map<Long, Someone> people = Someones.read(connection, ids);
            Map<Someone, Timetable> times = timetables.all(connection, people.values(), Policies.read(connection).policy());
            Map<Long, String> addresses = new HashMap<>();
            Sql.select(connection, "select recipient_id, value from address where recipient_id = any(?)"
                    + " order by recipient_id, channel = 'EMAIL', main, normal desc",
                    row -> addresses.put(row.getLong(1), row.getString(2)), connection.createArrayOf("bigint", ids.toArray()));
            List<Due> due = new ArrayList<>();
            for (Kept one : kept) {
                Someone who = people.get(one.recipient());
                Optional<Lapse> lapse = who == null ? Optional.empty() : times.get(who).of(purpose).filter(l -> !l.due().isAfter(until));
                lapse.ifPresent(l -> due.add(new Due(one.recipient(), addresses.getOrDefault(one.recipient(), ""),
                        ClockRows.place(who), l, one.askedFor(l))));
            }
            return new Page(due, kept.size() < most ? null : new Place(kept.get(most - 1).due(), kept.get(most - 1).recipient()));
        });
    }

    /** Whether anybody's time is over, or nearly: what a run would look at first. */
    public boolean anybody(LocalDate until) {
        return Turn.in(database, connection -> {
            for (int purpose : new TreeSet<>(timetables.catalogue().purposes().stream().map(p -> p.id()).toList())) {
                if (!ClockRows.due(connection, purpose, until, null, 0, 1).isEmpty()) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Who was archived under this very address: the numbers that the ledger knows them by. */
    public List<Long> archived(Channel channel, String address) {
        byte[] hash = suppressions.hash(channel, address);
        return Turn.in(database, connection -> Sql.select(connection,
                "select recipient_id from retention_archive where hash = ? order by recipient_id", row -> row.getLong(1), hash));
    }
}
