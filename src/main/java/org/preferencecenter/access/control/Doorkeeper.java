package org.preferencecenter.access.control;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.entity.Admission;
import org.preferencecenter.access.entity.Admission.Why;
import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.Caller;
import org.preferencecenter.access.entity.KeyText;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.platform.entity.Settings;

/**
 * Answers who calls, from memory: no request waits for the database. The keys are read again every few seconds
 * ({@link #refresh}), so one that was revoked on another node stops within that time; while the database is away, those
 * read before go on until they expire. PC_API_KEY is the operator's own key: it may do everything, for every brand,
 * without limit, and is in no list.
 *
 * <p>A wrong key costs one SHA-256 and a comparison in constant time (ASVS 5.0 11.2.4), takes no lock, asks no database
 * and uses up nobody's limit: however many come, good keys are not slowed down by them.
 */
@Singleton
public class Doorkeeper {

    private static final Caller OPERATOR = everything("operator", "PC_API_KEY");
    private static final Caller VISITOR = everything("demo", "demo");
    private static final int PERIOD = 60;
    /** Compared with when there is no such key, so that an unknown id takes the way of a known one. */
    private static final byte[] NOBODY = new byte[32];

    /** A live key. It outlasts a refresh, with its bucket and its last use. */
    private static final class Known {

        private final byte[] hash;
        private final Bucket bucket;
        private volatile ApiKey key;
        private volatile Instant used;

        Known(KeyTable.Row row, Bucket bucket) {
            this.key = row.key();
            this.hash = row.hash();
            this.bucket = bucket;
        }
    }

    private final ApiKeys keys;
    private final Clock clock;
    private final boolean demo;
    private final Optional<byte[]> operator;
    private volatile Map<String, Known> known = Map.of();
    private volatile boolean blind = true;
    /** What was last written down, by key; the writing thread's alone. */
    private volatile Map<String, Instant> written = Map.of();

    @Inject
    public Doorkeeper(ApiKeys keys, Settings settings, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.demo = settings.demo();
        this.operator = settings.apiKey().map(secret -> KeyText.hash(secret.bytes()));
    }

    /**
     * Who calls with this header, or why not. Never waits and never fails.
     *
     * @param authorization the request's Authorization header, or null
     */
    public Admission admit(String authorization) {
        Optional<String> given = KeyText.bearer(authorization);
        if (given.isPresent() && operator.isPresent()
                && MessageDigest.isEqual(operator.get(), KeyText.hash(KeyText.octets(given.get())))) {
            return new Admission.Admitted(OPERATOR);
        }
        // In the demo without PC_API_KEY anybody may try; who shows a key of ours is held to it.
        if (demo && operator.isEmpty() && given.filter(KeyText::isMeantAsOne).isEmpty()) {
            return new Admission.Admitted(VISITOR);
        }
        Map<String, Known> now = known;
        if (!demo && operator.isEmpty() && now.isEmpty() && !blind) {
            return new Admission.Refused(Why.CLOSED, 0);
        }
        if (given.isEmpty()) {
            return new Admission.Refused(authorization == null ? Why.KEY_MISSING : Why.KEY_WRONG, 0);
        }
        return KeyText.read(given.get()).map(text -> admit(text, now.get(text.id())))
                .orElseGet(() -> new Admission.Refused(Why.KEY_WRONG, 0));
    }

    private Admission admit(KeyText text, Known found) {
        boolean right = MessageDigest.isEqual(found == null ? NOBODY : found.hash, text.hash());
        if (found == null) {
            // Perhaps it was made on another node since the database went away: wrong is more than we know.
            return blind ? new Admission.Refused(Why.CANNOT_TELL, 5) : new Admission.Refused(Why.KEY_WRONG, 0);
        }
        Instant now = clock.instant();
        if (!right || found.key.state(now) != ApiKey.State.LIVE) {
            return new Admission.Refused(Why.KEY_WRONG, 0);
        }
        found.used = now;
        ConsumptionProbe probe = found.bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
            return new Admission.Refused(Why.TOO_OFTEN, (int) Math.min(seconds, PERIOD));
        }
        return new Admission.Admitted(found.key.caller());
    }

    /**
     * Reads the keys.
     *
     * @throws IllegalStateException if the database is away; the keys read before go on
     */
    public synchronized void refresh() {
        try {
            Map<String, Known> read = new HashMap<>();
            Map<String, Known> before = known;
            for (KeyTable.Row row : keys.live()) {
                Known met = before.get(row.key().id());
                if (met != null && met.key.perMinute() == row.key().perMinute()) {
                    met.key = row.key();
                    read.put(row.key().id(), met);
                } else {
                    read.put(row.key().id(), new Known(row, bucket(row.key().perMinute())));
                }
            }
            known = read;
            blind = false;
        } catch (IllegalStateException e) {
            blind = true;
            throw e;
        }
    }

    /**
     * Writes down when keys were last used, for those used since the last time. For one thread, apart from the one that
     * refreshes: a slow write must not hold up the news that a key was revoked.
     *
     * @throws IllegalStateException if the database is away; it will be written the next time
     */
    public void writeUses() {
        Map<String, Instant> uses = new HashMap<>();
        for (Known one : known.values()) {
            if (one.used != null) {
                uses.put(one.key.id(), one.used);
            }
        }
        Map<String, Instant> changed = new HashMap<>(uses);
        changed.entrySet().removeIf(use -> use.getValue().equals(written.get(use.getKey())));
        if (!changed.isEmpty()) {
            keys.used(changed);
        }
        written = uses;
    }

    private static Caller everything(String key, String name) {
        return new Caller(key, name, Set.of(Permission.ADMIN), OptionalInt.empty());
    }

    private Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofSeconds(PERIOD)))
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return clock.millis() * 1_000_000;
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return true;
                    }
                }).build();
    }
}
