package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.AddressAct;
import org.preferencecenter.consent.entity.AddressClaimed;
import org.preferencecenter.consent.entity.AddressEntry;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.Correction;
import org.preferencecenter.consent.entity.Correction.Outcome;
import org.preferencecenter.consent.entity.Correction.Result;
import org.preferencecenter.consent.entity.CorrectionWaiting;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.OwnAddress;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.law.entity.Channel;

/**
 * Corrects an address for a person who tells somebody of ours (GDPR 16): by a link that proves the new mailbox, or at once, on
 * the word of whoever was told. Either way the old mailbox is told, and no suppression is lost: what lies on the old one stays
 * there, and all of it but bounces holds for the new one too. Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class Corrections {

    /** So long a notice is tried to be mailed; later it is no news. */
    public static final Duration NEWS = Duration.ofDays(7);

    private final DataSource database;
    private final Clock clock;
    private final Claims claims;
    private final Suppressions suppressions;
    private final Consumer<AddressClaimed> links;

    @Inject
    public Corrections(DataSource database, Clock clock, Claims claims, Suppressions suppressions, Event<AddressClaimed> links) {
        this(database, clock, claims, suppressions, links::fire);
    }

    /** Without a container. */
    public Corrections(DataSource database, Clock clock, Claims claims, Suppressions suppressions, Consumer<AddressClaimed> links) {
        this.database = database;
        this.clock = clock;
        this.claims = claims;
        this.suppressions = suppressions;
        this.links = links;
    }

    /**
     * Mails a link to the new mailbox; the old address stays until it is followed. An earlier link for the same address counts
     * no more.
     *
     * @param locale of the letter, or null: the person's
     * @throws IllegalArgumentException if it is no mail address that is corrected
     */
    public Outcome ask(Correction correction, String locale) {
        String normal = AddressForm.normal(Channel.EMAIL, correction.value());
        if (!suppressions.reasons(Channel.EMAIL, correction.value(), correction.brand()).isEmpty()) {
            return Outcome.of(Result.SUPPRESSED);
        }
        if (claims.limited("claim.mail", correction.recipient(), normal, "office " + correction.note().account())) {
            return Outcome.of(Result.OFTEN);
        }
        Instant now = now();
        int[] claim = new int[1];
        Outcome outcome = Transaction.in(database, connection -> {
            List<OwnAddress> old = concerned(AddressRows.of(connection, correction.recipient()), correction);
            if (old.isEmpty() || same(old, correction)) {
                return Outcome.of(old.isEmpty() ? Result.GONE : Result.SAME);
            }
            if (old.get(0).channel() != Channel.EMAIL) {
                throw new IllegalArgumentException("a link proves a mailbox");
            }
            claim[0] = ClaimRows.open(connection, correction.recipient(), correction.brand(), Set.of(Channel.EMAIL),
                    correction.value(), null, now, Claim.LINK);
            CorrectionRows.open(connection, claim[0], correction, ids(old), locale, now);
            return new Outcome(Result.ASKED, null, true);
        });
        if (outcome.result() == Result.ASKED) {
            Claims.tell(() -> links.accept(new AddressClaimed(correction.recipient(), claim[0], correction.brand(),
                    correction.value(), locale)));
        }
        return outcome;
    }

    /** Replaces it at once, on the word of whoever was told; nothing proved the new one, and nothing says it did. */
    public Outcome record(Correction correction) {
        Act act = new Act(Reach.UNKNOWN, Origin.agent(correction.note().account(), correction.via(), null, 0, null),
                UUID.randomUUID(), now());
        try {
            return Transaction.in(database, connection -> record(connection, correction, act));
        } catch (Adoption.Overtaken taken) {
            return Outcome.of(Result.TAKEN);
        }
    }

    private Outcome record(Connection connection, Correction correction, Act act) throws SQLException {
        Recording own = ChoiceRows.lock(connection, correction.recipient()).get(correction.recipient());
        List<OwnAddress> all = own == null ? List.of() : AddressRows.of(connection, own.recipient());
        List<OwnAddress> old = concerned(all, correction);
        if (old.isEmpty() || same(old, correction)) {
            return Outcome.of(old.isEmpty() ? Result.GONE : Result.SAME);
        }
        Set<Channel> channels = EnumSet.copyOf(old.stream().map(OwnAddress::channel).toList());
        String normal = AddressForm.normal(old.get(0).channel(), correction.value());
        Map<Channel, Long> owners = AddressRows.owners(connection, channels, normal);
        for (Channel channel : channels) {
            if (!owners.containsKey(channel) || channel == Channel.POST) {
                add(connection, own, channel, correction.value(), normal, all, act);
            } else if (owners.get(channel) != own.recipient()) {
                throw new Adoption.Overtaken();
            }
        }
        boolean told = CorrectionRows.replace(connection, own, ids(old), correction.value(), correction.brand(), act,
                correction.note(), suppressions);
        ChoiceStore.store(connection, List.of(own));
        return new Outcome(Result.REPLACED, act.change(), told);
    }

    /** Two of one household may have the same postal address, as {@link Addresses#declare}. */
    private static void add(Connection connection, Recording own, Channel channel, String value, String normal, List<OwnAddress> all,
            Act act) throws SQLException {
        if (all.stream().anyMatch(a -> a.channel() == channel && AddressForm.normal(channel, a.value()).equals(normal))) {
            return;
        }
        Optional<UUID> id = AddressRows.add(connection, own.recipient(), channel, value, normal, null);
        if (id.isEmpty() && channel == Channel.POST) {
            id = AddressRows.add(connection, own.recipient(), channel, value, normal + " #" + own.recipient(), null);
        }
        AddressEntry.write(own, id.orElseThrow(Adoption.Overtaken::new), channel, AddressAct.ADDED, act);
    }

    /** The address, and whatever else the same number is used for. */
    private static List<OwnAddress> concerned(List<OwnAddress> all, Correction correction) {
        return all.stream().filter(a -> a.id().equals(correction.address())).findFirst().map(one -> all.stream()
                .filter(a -> a.id().equals(one.id()) || TelephoneNumber.serves(a.channel()) && TelephoneNumber.serves(one.channel())
                        && AddressForm.normal(a.channel(), a.value()).equals(AddressForm.normal(one.channel(), one.value())))
                .toList()).orElse(List.of());
    }

    private static boolean same(List<OwnAddress> old, Correction correction) {
        Channel channel = old.get(0).channel();
        return AddressForm.normal(channel, old.get(0).value()).equals(AddressForm.normal(channel, correction.value()));
    }

    private static Set<UUID> ids(List<OwnAddress> addresses) {
        return addresses.stream().map(OwnAddress::id).collect(Collectors.toSet());
    }

    /** Those of the recipient's that wait for their link to be followed, the newest first. */
    public List<CorrectionWaiting> waiting(long recipient) {
        Instant now = now();
        return Transaction.reading(database, connection -> CorrectionRows.waiting(connection, recipient, now));
    }

    /** Its link no longer works. @return false if none of this id waits */
    public boolean withdraw(long recipient, int claim) {
        Instant now = now();
        return Transaction.in(database, connection -> CorrectionRows.withdraw(connection, recipient, claim, now));
    }

    /** Whether a claim is one that somebody of ours was told of. */
    public boolean corrects(Claim claim) {
        return Transaction.reading(database, connection -> CorrectionRows.is(connection, claim.id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
