package org.preferencecenter.link.boundary;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

import org.postgresql.ds.PGSimpleDataSource;

import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/**
 * The command beside the server that changes its key ring. The server need not stop: it signs with the new key within
 * a minute. It is run with the server's own environment ({@code PC_DATABASE_URL}, {@code PC_SECRET} and the others).
 *
 * <p>Without arguments it adds a key; with {@code compromised <id>} it withdraws trust from one (STANDARDS E.4).
 */
public final class RotateLinkKeys {

    private static final int CONNECT_SECONDS = 10;

    private RotateLinkKeys() {
    }

    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    /** @return 0, or 1 after a sentence on {@code err} that says what to do */
    static int run(String[] args, Map<String, String> env, PrintStream out, PrintStream err) {
        try {
            out.println(obey(args, env));
            return 0;
        } catch (Settings.Wrong | IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (IllegalStateException e) {
            err.println(explain(e));
        }
        return 1;
    }

    private static String obey(String[] args, Map<String, String> env) {
        if (args.length == 0) {
            return "Link key " + keys(env).rotate() + " signs from now on; all earlier keys keep verifying.";
        }
        if (args.length == 2 && args[0].equals("compromised") && args[1].matches("\\d{1,3}")) {
            int id = Integer.parseInt(args[1]);
            keys(env).compromised(id);
            return "Links signed with key " + id + " still stop messages, and do nothing else from now on.";
        }
        throw new IllegalArgumentException("Give no argument to add a key, or 'compromised' and a key's id.");
    }

    private static LinkKeys keys(Map<String, String> env) {
        Settings settings = Settings.read(env);
        return new LinkKeys(database(env), new Vault(settings), Clock.systemUTC());
    }

    private static PGSimpleDataSource database(Map<String, String> env) {
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

    /** By SQLSTATE class, PostgreSQL manual, appendix A. */
    private static String explain(IllegalStateException broken) {
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
            return "This database has no link keys yet: start the server once, it lays the tables.";
        }
        return broken.getMessage() + " The database says: " + cause.getMessage();
    }
}
