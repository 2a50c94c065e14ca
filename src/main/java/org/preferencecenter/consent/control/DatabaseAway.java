package org.preferencecenter.consent.control;

import java.sql.SQLException;

/** The database could not take or tell what was asked; nothing was acknowledged. The boundary answers 503. */
public class DatabaseAway extends RuntimeException {

    public DatabaseAway(String what) {
        super(what);
    }

    public DatabaseAway(SQLException cause) {
        super("the database did not answer as it should (SQLSTATE " + cause.getSQLState() + ")", cause);
    }

    /** True if it was two pieces of work that waited for each other: the database ended one, which may be tried again. */
    boolean crossed() {
        return getCause() instanceof SQLException sql && "40P01".equals(sql.getSQLState());   // deadlock_detected
    }

    /** True if the connection is of no further use, so that trying the same work again on it is idle. */
    static boolean lost(SQLException broken) {
        String state = broken.getSQLState();
        // 08 connection, 53 resources (disk, memory), 57P shutdown, 58 system; none: the pool or driver itself gave up.
        // 25006: a standby after fail-over takes no writes.
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")
                || state.startsWith("58") || state.equals("25006");
    }
}
