package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.AddressAct;
import org.preferencecenter.consent.entity.AddressEntry;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Proof;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.law.entity.Channel;

/**
 * Makes a proven address a recipient's own. If it was another's, that other was the same person and is joined, with all its
 * addresses; but a telephone number alone proves nothing about a mailbox, since numbers are given to somebody new after a
 * while: from whoever has a mailbox, a number comes over alone.
 *
 * <p>All who are concerned are locked together, in the order of their ids, so that neither two joins at once nor a one-click
 * stop in between is lost. One thread's, for one address.
 */
final class Adoption {

    /** More than anybody has. */
    static final int MOST = 20;

    private final Connection connection;
    private final Recording own;
    private final Set<Channel> channels;
    private final String value;
    private final String normal;
    private final Act act;
    private final Then then;
    private final Map<Long, Recording> touched = new TreeMap<>();
    private boolean joined;

    private Adoption(Connection connection, Recording own, Set<Channel> channels, String value, Act act, Then then) {
        this.connection = connection;
        this.own = own;
        this.channels = EnumSet.copyOf(channels);
        this.value = value;
        this.normal = AddressForm.normal(channels.iterator().next(), value);
        this.act = act;
        this.then = then;
    }

    /** Somebody else got the address between reading and locking: begin again, in a new transaction. */
    static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("the address changed hands meanwhile", null, false, false);
        }
    }

    /** Guards what is adopted: asked under the locks; false ends it with nothing done. */
    @FunctionalInterface
    interface Guard {
        boolean open() throws SQLException;
    }

    /** What else becomes of it, once it is theirs and before it is stored. */
    @FunctionalInterface
    interface Then {
        void with(Recording own) throws SQLException;
    }

    /**
     * Within the caller's transaction. @param channels of one kind: all are compared in one form
     *
     * @throws Overtaken if it is to be tried anew
     */
    static Proof adopt(Connection connection, long recipient, Set<Channel> channels, String value, Act act, Guard guard,
            Then then) throws SQLException {
        String normal = AddressForm.normal(channels.iterator().next(), value);
        Set<Long> concerned = new TreeSet<>(AddressRows.owners(connection, channels, normal).values());
        concerned.add(recipient);
        Map<Long, Recording> locked = ChoiceRows.lock(connection, concerned.stream().mapToLong(Long::longValue).toArray());
        Recording own = locked.get(recipient);
        if (own == null || !guard.open()) {
            return Proof.of(Proof.Result.SPENT);
        }
        Adoption adoption = new Adoption(connection, own, channels, value, act, then);
        return adoption.adopt(locked);
    }

    private Proof adopt(Map<Long, Recording> locked) throws SQLException {
        Map<Channel, Long> owners = AddressRows.owners(connection, channels, normal);
        if (!locked.keySet().containsAll(owners.values())) {
            throw new Overtaken();
        }
        if (AddressRows.of(connection, own.recipient()).size() + channels.size() > MOST) {
            return Proof.of(Proof.Result.TOO_MANY);
        }
        touched.put(own.recipient(), own);
        for (long owner : new TreeSet<>(owners.values())) {
            if (owner != own.recipient()) {
                take(locked.get(owner), owners);
            }
        }
        for (Channel channel : channels) {
            hold(channel, owners.containsKey(channel));
        }
        then.with(own);
        ChoiceStore.store(connection, touched.values());
        return new Proof(joined ? Proof.Result.JOINED : Proof.Result.ADDED, act.change(), 0);
    }

    private void take(Recording other, Map<Channel, Long> owners) throws SQLException {
        touched.put(other.recipient(), other);
        joined = true;
        boolean mailbox = AddressRows.of(connection, other.recipient()).stream().anyMatch(a -> a.channel() == Channel.EMAIL);
        if (channels.contains(Channel.EMAIL) || !mailbox) {
            whole(other);
            return;
        }
        Set<Channel> taken = EnumSet.noneOf(Channel.class);
        owners.forEach((channel, owner) -> {
            if (owner == other.recipient()) {
                taken.add(channel);
            }
        });
        own.join(other.choices(), taken, act);
        for (Channel channel : taken) {
            Optional<UUID> moved = AddressRows.move(connection, other.recipient(), own.recipient(), channel, normal);
            moved.ifPresent(id -> {
                AddressEntry.write(other, id, channel, AddressAct.REMOVED, act);
                AddressEntry.write(own, id, channel, AddressAct.ADDED, act);
            });
        }
        contacts(other.recipient(), taken);
    }

    private void whole(Recording other) throws SQLException {
        own.join(other.choices(), Set.of(), act);
        other.joined(act);
        AddressRows.moveAll(connection, other.recipient(), own.recipient());
        contacts(other.recipient(), EnumSet.allOf(Channel.class));
        try (PreparedStatement update = connection.prepareStatement(
                "update recipient set joined_to = ? where id = ? or joined_to = ?")) {
            update.setLong(1, own.recipient());
            update.setLong(2, other.recipient());
            update.setLong(3, other.recipient());
            update.executeUpdate();
        }
        // What waits there for a yes of theirs is no longer theirs to say: a yes never comes over.
        try (PreparedStatement update = connection.prepareStatement("""
                update confirmation set used_at = now() where recipient_id = ? and kind = 'CHOICE' and used_at is null""")) {
            update.setLong(1, other.recipient());
            update.executeUpdate();
        }
    }

    /** What was sent there counts here, or caps would begin anew; of two under one sender's key, one keeps it. */
    private void contacts(long from, Set<Channel> over) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update contact c set recipient_id = ?, sender_key = case when exists (
                    select from contact k where k.recipient_id = ? and k.sender_key = c.sender_key)
                    then null else c.sender_key end
                where c.recipient_id = ? and c.channel = any(?)""")) {
            update.setLong(1, own.recipient());
            update.setLong(2, own.recipient());
            update.setLong(3, from);
            List<Short> codes = new ArrayList<>();
            over.forEach(channel -> codes.add((short) channel.code()));
            update.setObject(4, codes.toArray(Short[]::new));
            update.executeUpdate();
        }
    }

    /** On this channel it is theirs now, whoever had it. */
    private void hold(Channel channel, boolean known) throws SQLException {
        if (known) {
            AddressRows.verify(connection, own.recipient(), channel, normal, act.at())
                    .ifPresent(id -> AddressEntry.write(own, id, channel, AddressAct.VERIFIED, act));
            return;
        }
        UUID id = AddressRows.add(connection, own.recipient(), channel, value, normal, act.at()).orElseThrow(Overtaken::new);
        AddressEntry.write(own, id, channel, AddressAct.ADDED, act);
    }
}
