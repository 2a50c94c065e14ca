package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.AddressAct;
import org.preferencecenter.consent.entity.AddressEntry;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.Correction;
import org.preferencecenter.consent.entity.CorrectionWaiting;
import org.preferencecenter.consent.entity.LetterKind;
import org.preferencecenter.consent.entity.OwnAddress;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.law.entity.Channel;

/** The rows of corrections, and what taking an address's place means: within the caller's transaction, under the lock. */
final class CorrectionRows {

    /** A bounce tells of a mailbox and ends with it; whatever else was said was said by a person, wherever they are reached. */
    private static final String CARRY = """
            with carried as (
                insert into suppression (hash, brand_id, channel, reason, created_at, cause)
                select ?, brand_id, channel, reason, ?, cause from suppression where hash = ? and reason <> 'BOUNCE'
                on conflict (hash, channel, brand_id) do update set reason = excluded.reason, cause = excluded.cause
                    where suppression.reason = 'BOUNCE'
                returning hash, brand_id, channel, reason, cause)
            insert into suppression_change (at, lifted, hash, brand_id, channel, reason, cause, via, account)
            select ?, false, hash, brand_id, channel, reason, cause, 'OFFICE', ? from carried""";

    private CorrectionRows() {
    }

    /** Beside a claim that was just opened: its letter is due, and an earlier one for the same address counts no more. */
    static void open(Connection connection, int claim, Correction correction, Collection<UUID> replaces, String locale, Instant now)
            throws SQLException {
        UUID[] ids = replaces.toArray(UUID[]::new);
        run(connection, """
                update confirmation c set expires_at = ? from address_correction k, address_claim a
                where a.recipient_id = ? and k.id = a.id and c.id = a.id and k.replaces && ?::uuid[] and c.used_at is null
                    and c.expires_at > ?""", utc(now), correction.recipient(), ids, utc(now));
        run(connection, "insert into address_correction (id, replaces, account, via, why) values (?, ?, ?, ?, ?)", claim, ids,
                correction.note().account(), correction.via(), correction.note().why());
        run(connection, "update confirmation set letter = ?, due_at = ?, locale = ? where id = ?", LetterKind.CORRECT.name(),
                utc(now), locale, claim);
    }

    /** Once a claim is proven: what it corrects goes. Nothing for a claim that corrects nothing. */
    static void settle(Connection connection, Recording own, Claim claim, Act act, Suppressions suppressions) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select replaces, account, why from address_correction where id = ?")) {
            select.setInt(1, claim.id());
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    AgentAct.Note note = new AgentAct.Note(row.getInt(2), AgentAct.Reason.ASKED, row.getString(3), null, 0,
                            act.at());
                    replace(connection, own, Arrays.asList((UUID[]) row.getArray(1).getArray()), claim.value(), claim.brand(),
                            act, note, suppressions);
                }
            }
        }
    }

    /**
     * Takes the old addresses away for the new one, which is theirs already, and keeps beside the ledger why. What suppresses
     * the old stays, and what the person said against being written to holds for the new one too.
     *
     * @return true if a mailbox of theirs is told
     */
    static boolean replace(Connection connection, Recording own, Collection<UUID> old, String value, int brand, Act act,
            AgentAct.Note note, Suppressions suppressions) throws SQLException {
        List<OwnAddress> all = AddressRows.of(connection, own.recipient());
        List<OwnAddress> going = all.stream().filter(a -> old.contains(a.id()) && !same(a, value)).toList();
        for (OwnAddress address : going) {
            AddressRows.remove(connection, own.recipient(), address);
            AddressEntry.write(own, address.id(), address.channel(), AddressAct.REMOVED, act);
            Optional<OwnAddress> now = all.stream().filter(a -> a.channel() == address.channel() && same(a, value)).findFirst();
            if (address.main() && now.isPresent()) {
                AddressRows.main(connection, own.recipient(), now.get());
            }
            carry(connection, suppressions.hash(address.channel(), address.value()), suppressions.hash(address.channel(), value),
                    act.at(), note.account());
        }
        if (going.isEmpty()) {
            return false;
        }
        AgentDeeds.keep(connection, own.recipient(), note.of(act.change()));
        Optional<String> mailbox = going.stream().filter(a -> a.channel() == Channel.EMAIL).findFirst()
                .or(() -> all.stream().filter(a -> a.channel() == Channel.EMAIL).findFirst())
                .map(a -> AddressForm.normal(Channel.EMAIL, a.value()));
        if (mailbox.isPresent()) {
            tell(connection, own.recipient(), brand, mailbox.get(), act);
        }
        return mailbox.isPresent();
    }

    private static boolean same(OwnAddress address, String value) {
        return AddressForm.normal(address.channel(), address.value()).equals(AddressForm.normal(address.channel(), value));
    }

    private static void carry(Connection connection, byte[] from, byte[] to, Instant at, int account) throws SQLException {
        run(connection, CARRY, to, utc(at), from, utc(at), account);
    }

    private static void tell(Connection connection, long recipient, int brand, String mailbox, Act act) throws SQLException {
        run(connection, """
                insert into confirmation (recipient_id, kind, brand_id, expires_at, letter, due_at, mailed_to, change_id)
                values (?, 'NOTICE', ?, ?, ?, ?, ?, ?)""", recipient, brand, utc(act.at().plus(Corrections.NEWS)), LetterKind.CORRECTED.name(),
                utc(act.at()), mailbox, act.change());
    }

    static List<CorrectionWaiting> waiting(Connection connection, long recipient, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select k.id, a.value, c.expires_at, k.account, k.why
                from address_claim a join address_correction k on k.id = a.id join confirmation c on c.id = a.id
                where a.recipient_id = ? and c.used_at is null and c.expires_at > ? order by k.id desc""")) {
            select.setLong(1, recipient);
            select.setObject(2, utc(now));
            List<CorrectionWaiting> waiting = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    waiting.add(new CorrectionWaiting(row.getInt(1), row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(), row.getInt(4), row.getString(5)));
                }
            }
            return waiting;
        }
    }

    /** @return false if none of this id waits */
    static boolean withdraw(Connection connection, long recipient, int claim, Instant now) throws SQLException {
        return run(connection, """
                update confirmation c set expires_at = ?, due_at = null from address_correction k, address_claim a
                where c.id = ? and k.id = c.id and a.id = c.id and a.recipient_id = ? and c.used_at is null and c.expires_at > ?""",
                utc(now), claim, recipient, utc(now)) == 1;
    }

    static boolean is(Connection connection, int claim) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select from address_correction where id = ?")) {
            select.setInt(1, claim);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static int run(Connection connection, String sql, Object... with) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < with.length; i++) {
                update.setObject(i + 1, with[i]);
            }
            return update.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
