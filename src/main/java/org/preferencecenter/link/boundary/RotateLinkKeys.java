package org.preferencecenter.link.boundary;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.platform.control.CommandDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/**
 * The command beside the server that changes its key ring. The server need not stop: it signs with the new key within
 * a minute. It is run with the server's own environment ({@code PC_DATABASE_URL}, {@code PC_SECRET} and the others).
 *
 * <p>Without arguments it adds a key; with {@code compromised <id>} it withdraws trust from one (STANDARDS E.4).
 */
public final class RotateLinkKeys {

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
            err.println(CommandDatabase.explain(e));
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
        return new LinkKeys(CommandDatabase.of(env), new Vault(settings), Clock.systemUTC());
    }
}
