package org.preferencecenter.platform.control;

import java.sql.SQLException;
import java.util.Map;

import org.postgresql.ds.PGSimpleDataSource;

/** The database of a command that runs beside the server, found in the server's own environment. */
public final class CommandDatabase {

    private static final int CONNECT_SECONDS = 10;

    private CommandDatabase() {
    }

    /** @throws IllegalArgumentException naming the variable that is missing or wrong, with an example */
    public static PGSimpleDataSource of(Map<String, String> env) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        try {
            database.setURL(needed(env, "PC_DATABASE_URL", "jdbc:postgresql://localhost:5432/preferences"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("PC_DATABASE_URL cannot be used: it must look like"
                    + " jdbc:postgresql://localhost:5432/preferences", e);
        }
        database.setUser(needed(env, "PC_DATABASE_USER", "preferences"));
        database.setPassword(env.get("PC_DATABASE_PASSWORD"));
        database.setConnectTimeout(CONNECT_SECONDS);
        return database;
    }

    private static String needed(Map<String, String> env, String name, String example) {
        String text = env.get(name);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(name + " is missing: give this command the server's environment;"
                    + " for example " + name + "=" + example);
        }
        return text.strip();
    }

    /** What broke, in a sentence that says what to do; by SQLSTATE class, PostgreSQL manual, appendix A. */
    public static String explain(IllegalStateException broken) {
        if (!(broken.getCause() instanceof SQLException cause)) {
            return broken.getMessage();
        }
        String state = String.valueOf(cause.getSQLState());
        if (state.startsWith("08")) {
            return "The database of PC_DATABASE_URL does not answer: check the address and that it runs.";
        }
        if (state.startsWith("28")) {
            return "The database refuses PC_DATABASE_USER with PC_DATABASE_PASSWORD: check both.";
        }
        if (state.equals("3D000")) {
            return "The database named in PC_DATABASE_URL does not exist: check its name.";
        }
        if (state.equals("42P01")) {
            return "This database has no tables yet: start the server once, it lays them.";
        }
        return broken.getMessage() + " The database says: " + cause.getMessage();
    }
}
