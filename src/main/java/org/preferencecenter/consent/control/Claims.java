package org.preferencecenter.consent.control;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.AddressClaimed;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.CodeNeeded;
import org.preferencecenter.consent.entity.JoinRules;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Proof;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;

/**
 * Addresses that somebody says are theirs, until they prove it: by a single-use link mailed there, or by a code sent there.
 * Whoever claims an address is told nothing about whose it is before it is proven. Every method throws {@link DatabaseAway}
 * if the database is.
 */
@Singleton
public class Claims {

    private static final System.Logger LOG = System.getLogger(Claims.class.getName());
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PER_HOUR = 3;
    private static final int PER_HOUR_AND_NETWORK = 20;
    private static final int ATTEMPTS = 5;

    private final DataSource database;
    private final Clock clock;
    private final Throttle throttle;
    private final byte[] key;
    private final Consumer<AddressClaimed> links;
    private final Consumer<CodeNeeded> codes;
    private final Suppressions suppressions;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public Claims(DataSource database, Clock clock, Vault vault, Throttle throttle, Event<AddressClaimed> links,
            Event<CodeNeeded> codes) {
        this(database, clock, vault, throttle, links::fire, codes::fire);
    }

    /** Without a container. */
    public Claims(DataSource database, Clock clock, Vault vault, Throttle throttle, Consumer<AddressClaimed> links,
            Consumer<CodeNeeded> codes) {
        this.database = database;
        this.clock = clock;
        this.throttle = throttle;
        this.key = vault.derive("address-claim");
        this.suppressions = new Suppressions(database, clock, vault);
        this.links = links;
        this.codes = codes;
    }

    /**
     * Claims a mail address: a link is mailed there.
     *
     * @param network the visitor's, see {@link org.preferencecenter.platform.entity.Network}
     * @return the claim; nothing if too many were asked for in the last hour by this person, for this address or from there
     */
    public OptionalInt mail(long recipient, int brand, String address, String network, String locale) {
        if (limited("claim.mail", recipient, AddressForm.normal(Channel.EMAIL, address), network)) {
            return OptionalInt.empty();
        }
        int id = Transaction.in(database, connection -> ClaimRows.open(connection, recipient, brand, Set.of(Channel.EMAIL),
                address, null, now(), Claim.LINK));
        tell(() -> links.accept(new AddressClaimed(recipient, id, brand, address, locale)));
        return OptionalInt.of(id);
    }

    /**
     * Claims a telephone number: a code is sent there; an earlier one no longer counts.
     *
     * @param channels what it is to be used for, one or more of those a telephone has
     * @param e164     as ITU-T E.164 writes it
     * @param shown    as it is kept and shown
     * @return as {@link #mail}
     */
    public OptionalInt number(long recipient, int brand, Set<Channel> channels, String e164, String shown, String network,
            String locale) {
        if (limited("claim.code", recipient, e164, network)) {
            return OptionalInt.empty();
        }
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
        int id = Transaction.in(database, connection -> ClaimRows.open(connection, recipient, brand, channels, shown,
                claim -> hash(claim + ":" + code), now(), Claim.CODE));
        tell(() -> codes.accept(new CodeNeeded(brand, e164, code, locale)));
        return OptionalInt.of(id);
    }

    /** The numbers somebody typed on a form for this recipient, to which no code was sent yet; the newest first. */
    public List<Claim> noted(long recipient) {
        Instant now = now();
        return Transaction.reading(database, connection ->
                ClaimRows.noted(connection, Joined.target(connection, recipient), now));
    }

    /**
     * Claims a number that was noted: as {@link #number}, for all it was noted for. Nothing if none of this id is.
     */
    public OptionalInt send(long recipient, int noted, String network, String locale) {
        Optional<Claim> claim = noted(recipient).stream().filter(c -> c.id() == noted).findFirst();
        Optional<String> e164 = claim.flatMap(c -> TelephoneNumber.e164(c.value(), null));
        return e164.isEmpty() ? OptionalInt.empty()
                : number(recipient, claim.get().brand(), claim.get().channels(), e164.get(), claim.get().value(), network, locale);
    }

    /** Forgets a number that was noted, and a code on its way there. @return false if none of this id is */
    public boolean forget(long recipient, int noted) {
        Optional<Claim> claim = noted(recipient).stream().filter(c -> c.id() == noted).findFirst();
        claim.ifPresent(c -> Transaction.in(database, connection -> {
            ClaimRows.drop(connection, c);
            return null;
        }));
        return claim.isPresent();
    }

    /** A claim of the recipient's, open or not. */
    public Optional<Claim> find(long recipient, int id) {
        return Transaction.reading(database, connection -> ClaimRows.find(connection, recipient, id));
    }

    /** The newest claim of the recipient's that a code can still prove. */
    public Optional<Claim> waiting(long recipient) {
        Instant now = now();
        return Transaction.reading(database, connection -> ClaimRows.newest(connection, recipient)).filter(c -> c.open(now));
    }

    /** Proves what a link was mailed for, once. @param claim as it was found by its link */
    public Proof prove(Claim claim, Origin origin) {
        return !claim.code() && claim.open(now()) ? adopt(claim, origin) : Proof.of(Proof.Result.SPENT);
    }

    /**
     * Proves a number by the code sent there, once. Every try counts before it is looked at, so that no crowd of them gets
     * through at once; after {@link Claim#TRIES} the code is dead.
     */
    public Proof prove(long recipient, int id, String code, Origin origin) {
        Instant now = now();
        Optional<Claim> claim = find(recipient, id).filter(c -> c.code() && c.open(now));
        Optional<byte[]> sent = claim.isEmpty() ? Optional.empty()
                : Transaction.in(database, connection -> ClaimRows.attempt(connection, id, Claim.TRIES, now));
        if (sent.isEmpty()) {
            return Proof.of(Proof.Result.SPENT);
        }
        if (!MessageDigest.isEqual(sent.get(), hash(id + ":" + code))) {
            int left = find(recipient, id).map(Claim::triesLeft).orElse(0);
            return left == 0 ? Proof.of(Proof.Result.SPENT) : new Proof(Proof.Result.WRONG, null, left);
        }
        return adopt(claim.get(), origin);
    }

    private Proof adopt(Claim claim, Origin origin) {
        Act act = new Act(Reach.UNKNOWN, new Origin(origin.actor(), JoinRules.VIA, null, 0, 0, origin.locale()),
                UUID.randomUUID(), now());
        for (int attempt = 1;; attempt++) {
            try {
                return Transaction.in(database, connection -> {
                    Proof proof = Adoption.adopt(connection, claim.recipient(), claim.channels(), claim.value(), act,
                            () -> ClaimRows.use(connection, claim.id(), act.at()), own -> CorrectionRows.settle(connection, own,
                                    claim, act, suppressions));
                    if (claim.code() && Set.of(Proof.Result.ADDED, Proof.Result.JOINED).contains(proof.result())) {
                        ClaimRows.settle(connection, claim);
                    }
                    return proof;
                });
            } catch (Adoption.Overtaken | DatabaseAway again) {
                // Two joins that cross: one of them waits, or is told to begin again, and finds the other done.
                if (attempt == ATTEMPTS || again instanceof DatabaseAway away && !away.crossed()) {
                    throw again;
                }
            }
        }
    }

    /** Counted in this order, so that nobody uses up a number's limit by asking beyond their own. */
    boolean limited(String what, long recipient, String address, String network) {
        return throttle.wait(what + ".person", Long.toString(recipient), PER_HOUR, HOUR).isPresent()
                || throttle.wait(what + ".network", network, PER_HOUR_AND_NETWORK, HOUR).isPresent()
                || throttle.wait(what + ".address", UUID.nameUUIDFromBytes(hash(address)).toString(), PER_HOUR, HOUR).isPresent();
    }

    private byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The claim stands whatever becomes of its message, and asking again sends another. */
    static void tell(Runnable message) {
        try {
            message.run();
        } catch (RuntimeException broken) {
            LOG.log(System.Logger.Level.WARNING, "something was claimed but its message failed: " + broken.getClass().getName());
        }
    }
}
