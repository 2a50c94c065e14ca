package org.preferencecenter.ledger.boundary;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.preferencecenter.ledger.control.LogKeys;
import org.preferencecenter.platform.control.CommandDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/**
 * The command beside the server that lists the keys of the log, or adds one to sign with: {@code list}, {@code rotate}. The next
 * checkpoint is signed by the new key and the old one; the server need not stop. It is run with the server's own environment.
 */
public final class LogKeysCommand {

    private LogKeysCommand() {
    }

    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    /** @return 0, or 1 after a sentence on {@code err} that says what to do */
    static int run(String[] args, Map<String, String> env, PrintStream out, PrintStream err) {
        try {
            out.println(obey(List.of(args), env));
            return 0;
        } catch (Settings.Wrong | IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (SQLException e) {
            err.println(CommandDatabase.explain(new IllegalStateException("The keys of the log cannot be reached.", e)));
        } catch (IllegalStateException e) {
            err.println(CommandDatabase.explain(e));
        }
        return 1;
    }

    private static String obey(List<String> args, Map<String, String> env) throws SQLException {
        if (!args.equals(List.of("list")) && !args.equals(List.of("rotate"))) {
            throw new IllegalArgumentException("Say list or rotate.");
        }
        Settings settings = Settings.read(env);
        DataSource database = CommandDatabase.of(env);
        LogKeys keys = new LogKeys(settings, new Vault(settings), Clock.systemUTC());
        if (args.get(0).equals("rotate")) {
            LogKeys.Published added = keys.rotate(database);
            return "Log key " + added.id() + " signs from the next checkpoint on, which the old one signs too. Tell your witnesses:"
                    + System.lineSeparator() + added.key().vkey();
        }
        try (Connection connection = database.getConnection()) {
            List<LogKeys.Published> all = keys.list(connection);
            return all.isEmpty() ? "There is no key yet: the first is made when the server seals for the first time."
                    : all.stream().map(key -> key.id() + "  since " + key.since() + "  " + key.key().vkey())
                            .collect(Collectors.joining(System.lineSeparator()));
        }
    }
}
