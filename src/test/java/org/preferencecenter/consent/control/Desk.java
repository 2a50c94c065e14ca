package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import javax.sql.DataSource;

import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.ConfirmationNeeded;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Chain;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;

/** What the tests of this room need around them: a clock that is set, recipients, and a look into the tables. */
final class Desk extends SetClock implements AutoCloseable {

    static final Duration WINDOW = Duration.ofDays(30);
    static final Duration LIFE = Duration.ofHours(48);
    /** Topics 1 to 9 under purpose 1, others under purpose 2; both of brand 1. */
    static final Reach REACH = scope -> switch (scope.kind()) {
        case TOPIC -> List.of(scope, Scope.purpose(scope.id() < 10 ? 1 : 2), Scope.brand(1), Scope.EVERYTHING);
        case PURPOSE -> List.of(scope, Scope.brand(1), Scope.EVERYTHING);
        default -> Reach.UNKNOWN.of(scope);
    };

    final DataSource database;
    final Consents consents;
    final BlockingQueue<ConfirmationNeeded> confirmations = new LinkedBlockingQueue<>();

    Desk() {
        this(TestDatabase.dataSource(), 2);
    }

    Desk(DataSource database, int writers) {
        super("2026-11-22T10:00:00.123456789Z");
        this.database = database;
        this.consents = new Consents(database, this, WINDOW, LIFE, REACH, new Ledger(), confirmations::add, writers);
    }

    static long recipient() {
        String address = UUID.randomUUID() + "@example.org";
        return new Recipients(TestDatabase.dataSource(), Clock.systemUTC()).add(new Recipient(0, Audience.CONSUMER,
                "test", "FR", "fr", null, Map.of(), List.of(new Recipient.Address(Channel.EMAIL, address)))).id();
    }

    static List<Entry> entries(long recipient) {
        return Transaction.reading(TestDatabase.dataSource(), c -> new Ledger().of(c, recipient));
    }

    /** Nothing if the chain is whole up to the recipient's head, and replaying it gives the stored choices. */
    static String flaw(long recipient) {
        List<Entry> entries = entries(recipient);
        byte[] head = Transaction.reading(TestDatabase.dataSource(), c -> {
            try (Statement select = c.createStatement();
                    ResultSet row = select.executeQuery("select ledger_head from recipient where id = " + recipient)) {
                row.next();
                return row.getBytes(1);
            }
        });
        Choices stored = Transaction.reading(TestDatabase.dataSource(), c -> ChoiceRows.load(c, recipient));
        if (!Choices.replay(entries).equals(stored)) {
            return Choices.replay(entries) + "\nis not\n" + stored;
        }
        return Chain.check(entries, head).map(Object::toString).orElse("");
    }

    static void run(String sql) {
        Transaction.reading(TestDatabase.dataSource(), c -> {
            try (Statement statement = c.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void at(Instant time) {
        set(time);
    }

    @Override
    public void close() {
        consents.close();
    }
}
