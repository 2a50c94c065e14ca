package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.AddressAct;
import org.preferencecenter.consent.entity.AddressEntry;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.OwnAddress;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.law.entity.Channel;

/**
 * A recipient's own addresses, and what its holder may do with them; {@link Claims} adds what can be proven. Nothing here
 * touches a suppression: an address that must not be contacted stays so, whoever has it. Every method throws
 * {@link DatabaseAway} if the database is.
 */
@Singleton
public class Addresses {

    private final DataSource database;
    private final Clock clock;

    @Inject
    public Addresses(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** All, the main one of each channel first; of whom the recipient was joined to if it was. */
    public List<OwnAddress> of(long recipient) {
        return Transaction.reading(database, connection -> AddressRows.of(connection, recipient));
    }

    /**
     * Keeps a postal address on the person's word: nothing proves one. Two of one household may write the same; the second
     * is found by who they are, not by that address, and neither learns of the other.
     *
     * @return false if it is theirs already, or they have too many
     */
    public boolean declare(long recipient, String postal, Origin origin) {
        if (postal.isBlank() || !AddressForm.possible(postal)) {
            throw new IllegalArgumentException("an address must not be blank, broken or endless");
        }
        Act act = act(origin);
        return change(recipient, (connection, recording, own) -> {
            String normal = AddressForm.normal(Channel.POST, postal);
            if (own.size() >= Adoption.MOST || own.stream().anyMatch(a -> a.channel() == Channel.POST
                    && AddressForm.normal(Channel.POST, a.value()).equals(normal))) {
                return false;
            }
            Optional<UUID> id = AddressRows.add(connection, recording.recipient(), Channel.POST, postal, normal, null);
            if (id.isEmpty()) {
                id = AddressRows.add(connection, recording.recipient(), Channel.POST, postal,
                        normal + " #" + recording.recipient(), null);
            }
            id.ifPresent(added -> AddressEntry.write(recording, added, Channel.POST, AddressAct.ADDED, act));
            return id.isPresent();
        });
    }

    /** Takes addresses away at once. @return false, and nothing done, if one is not theirs or no e-mail address would be left */
    public boolean remove(long recipient, Collection<UUID> ids, Origin origin) {
        Act act = act(origin);
        return change(recipient, (connection, recording, own) -> {
            List<OwnAddress> going = own.stream().filter(a -> ids.contains(a.id())).toList();
            boolean mailLeft = own.stream().anyMatch(a -> a.channel() == Channel.EMAIL && !ids.contains(a.id()));
            boolean mailGoes = going.stream().anyMatch(a -> a.channel() == Channel.EMAIL);
            if (going.isEmpty() || going.size() < ids.size() || mailGoes && !mailLeft) {
                return false;
            }
            for (OwnAddress address : going) {
                AddressRows.remove(connection, recording.recipient(), address);
                AddressEntry.write(recording, address.id(), address.channel(), AddressAct.REMOVED, act);
            }
            return true;
        });
    }

    /** Makes addresses the ones of their channels that are written to first. @return false, and nothing done, if one is not theirs */
    public boolean main(long recipient, Collection<UUID> ids, Origin origin) {
        Act act = act(origin);
        return change(recipient, (connection, recording, own) -> {
            List<OwnAddress> first = own.stream().filter(a -> ids.contains(a.id())).toList();
            if (first.isEmpty() || first.size() < ids.size()) {
                return false;
            }
            for (OwnAddress address : first) {
                AddressRows.main(connection, recording.recipient(), address);
                AddressEntry.write(recording, address.id(), address.channel(), AddressAct.MAIN, act);
            }
            return true;
        });
    }

    /** What is done under the recipient's lock. */
    @FunctionalInterface
    private interface Deed {
        boolean on(Connection connection, Recording recording, List<OwnAddress> own) throws SQLException;
    }

    private boolean change(long recipient, Deed deed) {
        return Transaction.in(database, connection -> {
            Recording recording = ChoiceRows.lock(connection, recipient).get(recipient);
            if (recording == null || !deed.on(connection, recording, AddressRows.of(connection, recording.recipient()))) {
                return false;
            }
            ChoiceStore.store(connection, List.of(recording));
            return true;
        });
    }

    private Act act(Origin origin) {
        return new Act(Reach.UNKNOWN, origin, UUID.randomUUID(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
