package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Attempt;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Frequency;

/** What is true of a recipient while its row is locked, on the connection that holds the lock. */
public final class UnderLock {

    private static final int MOST = 200;

    private final Connection connection;
    private final long recipient;
    private final Stream stream;
    private final Instant at;

    UnderLock(Connection connection, long recipient, Stream stream, Instant at) {
        this.connection = connection;
        this.recipient = recipient;
        this.stream = stream;
        this.at = at;
    }

    public Choices choices() {
        return reading(() -> ChoiceRows.load(connection, recipient));
    }

    /** When the cap lets the next message through; null if it does at once. Free once the n-th latest is a period old. */
    public Instant nextFree(Frequency frequency) {
        return frequency.kind() == Frequency.Kind.EVERY_MESSAGE ? null : reading(() -> freeFrom(frequency));
    }

    private Instant freeFrom(Frequency frequency) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select at from contact
                where recipient_id = ? and scope_kind = ? and scope_id = ? and channel = ? and (sent or at > ?)
                order by at desc offset ? limit 1""")) {   // the offset is a cap, 99 at most
            select.setLong(1, recipient);
            select.setShort(2, (short) stream.scope().kind().code());
            select.setInt(3, stream.scope().id());
            select.setShort(4, (short) stream.channel().code());
            select.setObject(5, lapse());
            select.setInt(6, frequency.limit() - 1);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                Instant free = row.getObject(1, OffsetDateTime.class).atZoneSameInstant(ZoneOffset.UTC)
                        .plus(frequency.per().length()).toInstant();
                return free.isAfter(at) ? free : null;
            }
        }
    }

    /** Contacts on the stream's channel that rules may count, by whatever brand, newest first. */
    public List<Attempt> attempts() {
        return reading(() -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select stream_id, at, outcome = 4 from contact
                    where recipient_id = ? and channel = ? and at > ? and (sent or at > ?) order by at desc limit ?""")) {
                select.setLong(1, recipient);
                select.setShort(2, (short) stream.channel().code());
                select.setObject(3, at.atOffset(ZoneOffset.UTC).minus(ContactCounts.ATTEMPTS));
                select.setObject(4, lapse());
                select.setInt(5, MOST);
                List<Attempt> attempts = new ArrayList<>(4);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        attempts.add(new Attempt(row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getBoolean(3)));
                    }
                }
                return attempts;
            }
        });
    }

    private OffsetDateTime lapse() {
        return at.minus(ContactHistory.RESERVED).atOffset(ZoneOffset.UTC);
    }

    /** One reading. */
    private interface Reading<T> {
        T read() throws SQLException;
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }
}
