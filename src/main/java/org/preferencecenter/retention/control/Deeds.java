package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.Continuing;
import org.preferencecenter.consent.control.Renewals;
import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.Sql;
import org.preferencecenter.retention.control.ClockRows.Kept;
import org.preferencecenter.retention.entity.Counts.Key;
import org.preferencecenter.retention.entity.Counts.What;
import org.preferencecenter.retention.entity.Lapse;
import org.preferencecenter.retention.entity.Lapse.Step;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Policy.Ending;
import org.preferencecenter.retention.entity.Run;
import org.preferencecenter.retention.entity.Someone;
import org.preferencecenter.retention.entity.Timetable;
import org.preferencecenter.rights.control.Erasing;

/**
 * What is done to one person, each in one transaction with its entry in their ledger, its letter and its count, under their
 * lock: so a crash leaves nothing half done and repeats nothing, and whoever acted a moment before is left alone. Every method
 * throws {@code DatabaseAway} if the database is.
 */
@Singleton
public class Deeds {

    /** The way in of what the end of the time did. */
    public static final String VIA = "expiry";
    private static final Origin EXPIRY = new Origin(Origin.Actor.SYSTEM, VIA, null, 0, 0, null);
    /** Where somebody is to be asked. */
    static final Set<Step> ASKED = Set.of(Step.ASK, Step.LATE);
    private static final Origin ASKING = new Origin(Origin.Actor.SYSTEM, Renewals.VIA, null, 0, 0, null);

    private final Continuing continuing;
    private final Timetables timetables;
    private final Renewals renewals;
    private final Erasing erasing;

    @Inject
    public Deeds(Continuing continuing, Timetables timetables, Renewals renewals, Erasing erasing) {
        this.continuing = continuing;
        this.timetables = timetables;
        this.renewals = renewals;
        this.erasing = erasing;
    }

    /** What is known under the lock. */
    private record Held(Someone who, Timetable times, Map<Integer, Kept> kept) {

        /** Where a purpose's clock stands; WAIT if none runs. */
        Step at(int purpose, Policy policy) {
            return times.of(purpose).map(lapse -> lapse.step(Optional.ofNullable(kept.get(purpose)).map(row -> row.askedFor(lapse))
                    .orElse(null), policy, times.today())).orElse(Step.WAIT);
        }
    }

    private Optional<Held> held(Connection connection, Recording recording, long recipient, Policy policy) throws SQLException {
        Someone who = recording.recipient() != recipient ? null : Someones.read(connection, List.of(recipient)).get(recipient);
        return who == null ? Optional.empty() : Optional.of(new Held(who, timetables.one(who, policy),
                ClockRows.of(connection, List.of(recipient)).getOrDefault(recipient, Map.of())));
    }

    /**
     * Nothing is sent for the purpose any more.
     *
     * @param why EXPIRE, OLD, or BARRED: who was to be asked first, but may not be
     * @return false if its time is not over after all
     */
    boolean expire(Run run, long recipient, int purpose, What why, Policy policy) {
        return continuing.on(recipient, EXPIRY, (connection, recording, act) -> {
            Optional<Held> held = held(connection, recording, recipient, policy);
            if (held.isEmpty() || held.get().at(purpose, policy) != (why == What.BARRED ? Step.LATE : Step.EXPIRE)) {
                return false;
            }
            recording.expire(Scope.purpose(purpose), act);
            Someone after = held.get().who().with(recording.choices());
            ClockRows.store(connection, List.of(recipient), Map.of(after, timetables.one(after, policy)));
            count(connection, run, why, purpose, after);
            return true;
        }).orElse(false);
    }

    /**
     * Makes the one letter due that asks about these purposes of one brand.
     *
     * @return false if one of them is not to be asked about any more
     */
    boolean ask(Run run, long recipient, Brand brand, Set<Integer> purposes, Policy policy) {
        return continuing.on(recipient, ASKING, (connection, recording, act) -> {
            Optional<Held> held = held(connection, recording, recipient, policy);
            Map<Integer, Step> steps = new HashMap<>();
            held.ifPresent(now -> purposes.forEach(purpose -> steps.put(purpose, now.at(purpose, policy))));
            if (held.isEmpty() || !ASKED.containsAll(steps.values())) {
                return false;
            }
            Held now = held.get();
            List<Lapse> lapses = purposes.stream().map(purpose -> now.times().of(purpose).orElseThrow()).toList();
            LocalDate today = now.times().today();
            LocalDate until = lapses.stream().map(lapse -> lapse.answerBefore(today, policy)).max(LocalDate::compareTo).orElseThrow();
            renewals.open(connection, recipient, brand.id(), List.copyOf(purposes), lapses.get(0).last().day(),
                    until.atStartOfDay(now.who().zone(timetables.terms().book())).toInstant(), act.at());
            recording.renewalAsked(act);
            ClockRows.store(connection, List.of(recipient), Map.of(now.who(), now.times()));
            ClockRows.asked(connection, recipient, purposes, today);
            for (int purpose : purposes) {
                count(connection, run, steps.get(purpose) == Step.ASK ? What.ASK : What.LATE, purpose, now.who());
            }
            count(connection, run, What.LETTER, purposes.stream().min(Integer::compare).orElseThrow(), now.who());
            return true;
        }).orElse(false);
    }

    /**
     * Destroys what names the person, or archives it.
     *
     * @param waits whether the person waits for an answer of ours: asked under the lock, as they may have asked a moment ago
     * @return false if the time is not over after all, or something is to be answered first
     */
    boolean end(Run run, long recipient, Collection<Integer> brands, Policy policy, LongPredicate waits) {
        return continuing.on(recipient, EXPIRY, (connection, recording, act) -> {
            Optional<Held> held = held(connection, recording, recipient, policy);
            if (held.isEmpty() || held.get().at(Lapse.ALL, policy) != Step.END || waits.test(recipient)) {
                return false;
            }
            archive(connection, recipient, erasing.retire(connection, recording, brands, act), held.get().times().today(), policy);
            count(connection, run, What.END, Lapse.ALL, held.get().who());
            return true;
        }).orElse(false);
    }

    /** Forgets whom the archive has kept long enough: its own end does not wait for a run, nor for anybody's agreement. */
    static void forget(Connection connection, Instant now) throws SQLException {
        Sql.update(connection, "delete from retention_archive where destroy_on <= ?", Date.valueOf(LocalDate.ofInstant(now, ZoneOffset.UTC)));
    }

    private static void archive(Connection connection, long recipient, List<byte[]> hashes, LocalDate today, Policy policy)
            throws SQLException {
        if (policy.ending() == Ending.ARCHIVE) {
            Sql.update(connection, """
                    insert into retention_archive (hash, recipient_id, destroy_on)
                    select distinct hash, ?::bigint, ?::date from unnest(?::bytea[]) as n (hash)""", recipient,
                    Date.valueOf(today.plusMonths(policy.archiveMonths())), hashes.toArray(byte[][]::new));
        }
    }

    /** One person, before a run comes to them. @return false if they are not to be asked about all of these purposes now */
    public boolean ask(long recipient, Brand brand, Set<Integer> purposes, Policy policy) {
        return ask(null, recipient, brand, purposes, policy);
    }

    /** @param run null: none is under way */
    private static void count(Connection connection, Run run, What what, int purpose, Someone who) throws SQLException {
        if (run == null) {
            return;
        }
        Runs.count(connection, run, Map.of(new Key(what, purpose, ClockRows.place(who)), 1L));
    }
}
