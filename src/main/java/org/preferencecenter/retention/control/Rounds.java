package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Renewals;
import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.retention.control.Askable.Candidate;
import org.preferencecenter.retention.control.ClockRows.Kept;
import org.preferencecenter.retention.entity.Counts.Key;
import org.preferencecenter.retention.entity.Counts.What;
import org.preferencecenter.retention.entity.Lapse;
import org.preferencecenter.retention.entity.Lapse.Step;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Run;
import org.preferencecenter.retention.entity.Run.State;
import org.preferencecenter.retention.entity.Someone;
import org.preferencecenter.retention.entity.Timetable;
import org.preferencecenter.rights.control.RightsRequests;

/**
 * Runs over everybody whose day has come, a slice at a time: reads them by the index of their day, looks at each anew, and does
 * or counts what is to be done. One node at a time; a run goes on where the last slice left it. Every method throws
 * {@code DatabaseAway} if the database is.
 */
@Singleton
public class Rounds {

    /** How many people one slice looks at. */
    static final int SLICE = 100;
    /** So many letters that ask may wait for the mail server: what people asked for themselves is not to stand behind a million. */
    static final int LETTERS = 200;
    /** Runs of the schedule begin once a day, by this clock. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final DataSource database;
    private final Timetables timetables;
    private final Deeds deeds;
    private final Askable askable;
    private final Renewals renewals;
    private final RightsRequests rights;

    @Inject
    public Rounds(DataSource database, Timetables timetables, Deeds deeds, Askable askable, Renewals renewals, RightsRequests rights) {
        this.database = database;
        this.timetables = timetables;
        this.deeds = deeds;
        this.askable = askable;
        this.renewals = renewals;
        this.rights = rights;
    }

    /** The next slice of the run under way, or the beginning of the day's run. @return true if there is more to do at once */
    public boolean next() {
        return Turn.locked(database, connection -> {
            boolean acting = Policies.look(connection, timetables.now(), timetables.told());
            Optional<Run> run = Runs.current(connection);
            if (run.isEmpty()) {
                return acting && begin(connection);
            }
            if (!run.get().dry() && !acting) {
                Runs.end(connection, run.get(), State.STOPPED, timetables.now());
                return false;
            }
            return slice(connection, run.get(), Policies.read(connection).policy());
        }).orElse(false);
    }

    private boolean begin(Connection connection) throws SQLException {
        LocalDate today = LocalDate.ofInstant(timetables.now(), ZONE);
        boolean done = Runs.lastReal(connection).filter(last -> !LocalDate.ofInstant(last, ZONE).isBefore(today)).isPresent();
        return !done && Runs.begin(connection, false, 0, 0, Policies.read(connection).policy().version(), timetables.now()).isPresent();
    }

    private boolean slice(Connection connection, Run run, Policy policy) throws SQLException {
        List<Integer> order = Stream.concat(Stream.of(Lapse.ALL), timetables.catalogue().purposes().stream().map(Purpose::id)).sorted()
                .toList();
        Optional<Integer> purpose = order.stream().filter(id -> id >= run.purpose()).findFirst();
        if (purpose.isEmpty()) {
            finish(connection, run);
            return true;
        }
        boolean begun = purpose.get() == run.purpose();
        // It is tomorrow somewhere already: each is looked at by their own calendar.
        LocalDate until = LocalDate.ofInstant(timetables.now(), ZoneOffset.UTC).plusDays(1L + (purpose.get() == Lapse.ALL ? 0 : policy.askDays()));
        List<Kept> due = ClockRows.due(connection, purpose.get(), until, begun ? run.due() : null, begun ? run.recipient() : 0, SLICE);
        Map<Key, Long> counted = new HashMap<>();
        if (!due.isEmpty() && !new Slice(connection, run, policy, purpose.get(), due, counted).work()) {
            return false;
        }
        boolean more = due.size() == SLICE;
        Runs.move(connection, run, more ? purpose.get() : purpose.get() + 1, more ? due.get(SLICE - 1).due() : null,
                more ? due.get(SLICE - 1).recipient() : 0, counted);
        return true;
    }

    private void finish(Connection connection, Run run) throws SQLException {
        Instant now = timetables.now();
        if (!run.dry()) {
            Sql.update(connection, "delete from retention_archive where destroy_on <= ?",
                    Date.valueOf(LocalDate.ofInstant(now, ZoneOffset.UTC)));
            Runs.end(connection, run, State.DONE, now);
        } else if (run.about() == 0) {
            Runs.end(connection, run, State.DONE, now);
        } else {
            boolean grown = Runs.counts(connection, run.id()).exceeds(Runs.counts(connection, run.about()));
            Runs.end(connection, run, grown ? State.REFUSED : State.DONE, now);
            if (grown) {
                Sql.update(connection, "update retention_policy set confirmed_run = null, confirmed_by = null, confirmed_at = null");
            } else {
                Policies.begin(connection, run.version());
                Runs.begin(connection, false, run.id(), run.account(), run.version(), now);
            }
        }
    }

    /** Some of the people whose day has come for one purpose. */
    private final class Slice {

        private final Connection connection;
        private final Run run;
        private final Policy policy;
        private final int purpose;
        private final List<Kept> due;
        private final Map<Key, Long> counted;
        private final List<Candidate> candidates = new ArrayList<>();
        private Map<Long, Someone> people = Map.of();

        Slice(Connection connection, Run run, Policy policy, int purpose, List<Kept> due, Map<Key, Long> counted) {
            this.connection = connection;
            this.run = run;
            this.policy = policy;
            this.purpose = purpose;
            this.due = due;
            this.counted = counted;
        }

        /** @return false if the rest has to wait: this slice comes again */
        boolean work() throws SQLException {
            List<Long> ids = due.stream().map(Kept::recipient).toList();
            people = Someones.read(connection, ids);
            Map<Someone, Timetable> times = timetables.all(connection, people.values(), policy);
            Map<Long, Map<Integer, Kept>> kept = ClockRows.of(connection, ids);
            Set<Long> waiting = purpose == Lapse.ALL ? rights.waiting(ids) : Set.of();
            if (!run.dry()) {
                // In a transaction of its own: what is done to each of them below is done by others.
                Turn.in(database, own -> {
                    ClockRows.store(own, ids, times);
                    return ids;
                });
            }
            for (Someone who : people.values()) {
                Optional<Lapse> lapse = times.get(who).of(purpose);
                if (lapse.isPresent()) {
                    step(who, times.get(who), kept.getOrDefault(who.id(), Map.of()), lapse.get(), waiting.contains(who.id()));
                }
            }
            return ask();
        }

        private Step stepOf(Lapse lapse, Timetable times, Map<Integer, Kept> kept) {
            return lapse.step(Optional.ofNullable(kept.get(lapse.purpose())).map(row -> row.askedFor(lapse)).orElse(null), policy,
                    times.today());
        }

        private void step(Someone who, Timetable times, Map<Integer, Kept> kept, Lapse lapse, boolean waits) {
            switch (stepOf(lapse, times, kept)) {
                case WAIT -> { }
                case AWAIT -> {
                    // With another purpose of the same brand, a moment ago: counted as asked.
                    if (run.dry() || !times.today().equals(kept.get(purpose).asked())) {
                        count(What.AWAIT, who);
                    }
                }
                case EXPIRE -> {
                    if (run.dry()) {
                        count(What.EXPIRE, who);
                    } else {
                        attempt(who, () -> deeds.expire(run, who.id(), purpose, policy));
                    }
                }
                case END -> {
                    if (waits) {
                        count(What.HELD, who);
                    } else if (run.dry()) {
                        count(What.END, who);
                    } else {
                        attempt(who, () -> deeds.end(run, who.id(), timetables.catalogue().brands().stream().map(Brand::id).toList(),
                                policy));
                    }
                }
                case ASK -> candidates.add(candidate(who, times, kept));
            }
        }

        /** With whatever else of the same brand they are to be asked about: one letter. */
        private Candidate candidate(Someone who, Timetable times, Map<Integer, Kept> kept) {
            int brand = brand(purpose);
            return new Candidate(who.id(), brand, times.lapses().stream().filter(lapse -> lapse.purpose() != Lapse.ALL
                    && brand(lapse.purpose()) == brand && stepOf(lapse, times, kept) == Step.ASK).map(Lapse::purpose)
                    .collect(Collectors.toUnmodifiableSet()));
        }

        private int brand(int of) {
            return timetables.catalogue().purpose(of).orElseThrow().brand().id();
        }

        private boolean ask() {
            if (candidates.isEmpty()) {
                return true;
            }
            if (!run.dry() && renewals.waiting(LETTERS) >= LETTERS) {
                return false;
            }
            Set<Candidate> allowed = askable.of(candidates, !run.dry());
            for (Candidate one : candidates) {
                Someone who = people.get(one.recipient());
                if (!allowed.contains(one)) {
                    count(What.NOT_ASKED, who);
                } else if (run.dry()) {
                    count(What.ASK, who);
                    if (purpose == one.purposes().stream().min(Integer::compare).orElseThrow()) {
                        count(What.LETTER, who);
                    }
                } else {
                    attempt(who, () -> deeds.ask(run, one.recipient(), timetables.catalogue().brand(one.brand()).orElseThrow(),
                            one.purposes(), policy));
                }
            }
            return true;
        }

        /** What fails for one person fails for that one alone, and is counted; without a database the slice comes again. */
        private void attempt(Someone who, BooleanSupplier deed) {
            try {
                deed.getAsBoolean();
            } catch (DatabaseAway away) {
                throw away;
            } catch (RuntimeException broken) {
                count(What.FAILED, who);
            }
        }

        private void count(What what, Someone who) {
            counted.merge(new Key(what, purpose, ClockRows.place(who)), 1L, Long::sum);
        }
    }
}
