package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Renewals;
import org.preferencecenter.retention.control.Askable.Answer;
import org.preferencecenter.retention.control.Askable.Candidate;
import org.preferencecenter.retention.control.ClockRows.Kept;
import org.preferencecenter.retention.entity.Counts.Key;
import org.preferencecenter.retention.entity.Counts.What;
import org.preferencecenter.retention.entity.Lapse;
import org.preferencecenter.retention.entity.Lapse.Step;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Run;
import org.preferencecenter.retention.entity.Someone;
import org.preferencecenter.retention.entity.Timetable;
import org.preferencecenter.rights.control.RightsRequests;

/** Some of the people whose day has come for one purpose: what is done to each, or counted. */
@Singleton
public class Slices {

    /** So many letters that ask may wait for the mail server: what people asked for themselves is not to stand behind a million. */
    static final int LETTERS = 200;

    private final DataSource database;
    private final Timetables timetables;
    private final Deeds deeds;
    private final Askable askable;
    private final Renewals renewals;
    private final RightsRequests rights;

    @Inject
    public Slices(DataSource database, Timetables timetables, Deeds deeds, Askable askable, Renewals renewals, RightsRequests rights) {
        this.database = database;
        this.timetables = timetables;
        this.deeds = deeds;
        this.askable = askable;
        this.renewals = renewals;
        this.rights = rights;
    }

    /**
     * Does what is to be done to these people now; of a dry run, counts it.
     *
     * @param counted is added to; what is done counts itself
     * @return false if the rest has to wait: this slice comes again
     */
    boolean work(Connection connection, Run run, Policy policy, int purpose, List<Kept> due, Map<Key, Long> counted)
            throws SQLException {
        return new Slice(run, policy, purpose, counted).work(connection, due.stream().map(Kept::recipient).toList());
    }

    /** One of them. */
    private record Person(Someone who, Timetable times, Map<Integer, Kept> kept) {

        Step step(Lapse lapse, Policy policy) {
            return lapse.step(asked(lapse), policy, times.today());
        }

        LocalDate asked(Lapse lapse) {
            return Optional.ofNullable(kept.get(lapse.purpose())).map(row -> row.askedFor(lapse)).orElse(null);
        }
    }

    private final class Slice {

        private final Run run;
        private final Policy policy;
        private final int purpose;
        private final Map<Key, Long> counted;
        private final Map<Candidate, Person> candidates = new LinkedHashMap<>();

        Slice(Run run, Policy policy, int purpose, Map<Key, Long> counted) {
            this.run = run;
            this.policy = policy;
            this.purpose = purpose;
            this.counted = counted;
        }

        boolean work(Connection connection, List<Long> ids) throws SQLException {
            Map<Someone, Timetable> times = timetables.all(connection, Someones.read(connection, ids).values(), policy);
            Map<Long, Map<Integer, Kept>> kept = ClockRows.of(connection, ids);
            Set<Long> waiting = purpose == Lapse.ALL ? rights.waiting(ids) : Set.of();
            if (!run.dry()) {
                // In a transaction of its own: what is done to each of them below is done by others.
                Turn.in(database, own -> {
                    ClockRows.store(own, ids, times);
                    return ids;
                });
            }
            times.forEach((who, timetable) -> timetable.of(purpose).ifPresent(lapse -> step(lapse,
                    new Person(who, timetable, kept.getOrDefault(who.id(), Map.of())), waiting.contains(who.id()))));
            return ask();
        }

        private void step(Lapse lapse, Person person, boolean waits) {
            switch (person.step(lapse, policy)) {
                case WAIT -> { }
                case AWAIT -> {
                    // With another purpose of the same brand, a moment ago: counted as asked.
                    if (run.dry() || !person.times().today().equals(person.asked(lapse))) {
                        count(What.AWAIT, person);
                    }
                }
                case ASK, LATE -> candidates.put(candidate(person), person);
                case EXPIRE -> expire(person, person.asked(lapse) == null ? What.OLD : What.EXPIRE);
                case END -> {
                    if (waits) {
                        count(What.HELD, person);
                    } else {
                        attempt(What.END, person, () -> deeds.end(run, person.who().id(),
                                timetables.catalogue().brands().stream().map(Brand::id).toList(), policy,
                                id -> rights.waiting(List.of(id)).contains(id)));
                    }
                }
            }
        }

        /** With whatever else of the same brand they are to be asked about: one letter. */
        private Candidate candidate(Person person) {
            int brand = brand(purpose);
            return new Candidate(person.who().id(), brand, person.times().lapses().stream().filter(lapse -> lapse.purpose() != Lapse.ALL
                    && brand(lapse.purpose()) == brand && Deeds.ASKED.contains(person.step(lapse, policy))).map(Lapse::purpose)
                    .collect(Collectors.toUnmodifiableSet()));
        }

        private int brand(int of) {
            return timetables.catalogue().purpose(of).orElseThrow().brand().id();
        }

        /** Asks whoever may be asked; whose time is over and who may not be, ends. */
        private boolean ask() {
            if (candidates.isEmpty()) {
                return true;
            }
            if (!run.dry() && renewals.waiting(LETTERS) >= LETTERS) {
                return false;
            }
            Map<Candidate, Answer> answers = askable.of(new ArrayList<>(candidates.keySet()), !run.dry());
            candidates.forEach((one, person) -> {
                boolean late = person.step(person.times().of(purpose).orElseThrow(), policy) == Step.LATE;
                switch (answers.get(one)) {
                    case YES -> ask(one, person, late ? What.LATE : What.ASK);
                    case LATER -> count(What.LATER, person);
                    case UNKNOWN -> count(What.FAILED, person);
                    case NO -> {
                        if (late) {
                            expire(person, What.BARRED);
                        } else {
                            count(What.NOT_ASKED, person);
                        }
                    }
                }
            });
            return true;
        }

        private void ask(Candidate one, Person person, What what) {
            attempt(what, person, () -> deeds.ask(run, one.recipient(), timetables.catalogue().brand(one.brand()).orElseThrow(),
                    one.purposes(), policy));
            if (run.dry() && purpose == one.purposes().stream().min(Integer::compare).orElseThrow()) {
                count(What.LETTER, person);
            }
        }

        private void expire(Person person, What why) {
            attempt(why, person, () -> deeds.expire(run, person.who().id(), purpose, why, policy));
        }

        /**
         * Does it, or of a dry run counts it. What fails for one person fails for that one alone, and is counted; without a
         * database the slice comes again.
         */
        private void attempt(What what, Person person, BooleanSupplier deed) {
            if (run.dry()) {
                count(what, person);
                return;
            }
            try {
                deed.getAsBoolean();
            } catch (DatabaseAway away) {
                throw away;
            } catch (RuntimeException broken) {
                count(What.FAILED, person);
            }
        }

        private void count(What what, Person person) {
            counted.merge(new Key(what, purpose, ClockRows.place(person.who())), 1L, Long::sum);
        }
    }
}
