package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import javax.sql.DataSource;

import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recording;

/**
 * Continues a person's history with what is no choice of theirs, under their lock and in one transaction with whatever another
 * room writes beside it: both are durable, or neither is. Throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class Continuing {

    private final DataSource database;
    private final Clock clock;

    @Inject
    public Continuing(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is written while the person is locked; {@code recording} belongs to whoever they were joined to. */
    @FunctionalInterface
    public interface Deed<T> {
        T on(Connection connection, Recording recording, Act act) throws SQLException;
    }

    /** @return what the deed answers; nothing for an unknown recipient: then nothing was done */
    public <T> Optional<T> on(long recipient, Origin origin, Deed<T> deed) {
        Act act = new Act(Reach.UNKNOWN, origin, UUID.randomUUID(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return Transaction.in(database, connection -> {
            Recording recording = ChoiceRows.lock(connection, recipient).get(recipient);
            if (recording == null) {
                return Optional.empty();
            }
            T answer = deed.on(connection, recording, act);
            ChoiceStore.store(connection, List.of(recording));
            return Optional.ofNullable(answer);
        });
    }
}
