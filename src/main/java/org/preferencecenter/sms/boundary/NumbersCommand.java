package org.preferencecenter.sms.boundary;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.platform.control.CommandDatabase;
import org.preferencecenter.sms.control.SmsNumbers;

/**
 * The command beside the server that says which brand each of our numbers and short codes writes for: {@code list}, {@code add
 * NUMBER BRAND [COUNTRY]}, {@code remove NUMBER [COUNTRY]}. It asks the server's database; the server knows at once.
 */
public final class NumbersCommand {

    private static final String USAGE = "Say list, add NUMBER BRAND [COUNTRY] or remove NUMBER [COUNTRY];"
            + " for example: sms-numbers add +33639989999 theatre";

    private NumbersCommand() {
    }

    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    /** @return 0, or 1 after a sentence on {@code err} that says what to do */
    static int run(String[] args, Map<String, String> env, PrintStream out, PrintStream err) {
        try {
            out.println(obey(List.of(args), new SmsNumbers(CommandDatabase.of(env))));
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (DatabaseAway e) {
            err.println(CommandDatabase.explain(new IllegalStateException(e.getMessage(), e.getCause())));
        }
        return 1;
    }

    private static String obey(List<String> args, SmsNumbers numbers) {
        String what = args.isEmpty() ? "" : args.get(0);
        if (what.equals("list") && args.size() == 1) {
            String all = numbers.all().stream().map(one -> one.number() + (one.country() == null ? "" : " " + one.country())
                    + "  brand " + one.brand()).collect(Collectors.joining(System.lineSeparator()));
            return all.isEmpty() ? "There is no number yet: say one with sms-numbers add." : all;
        }
        if (what.equals("add") && (args.size() == 3 || args.size() == 4)) {
            numbers.put(args.get(1), country(args, 3), args.get(2));
            return "Who texts to " + args.get(1) + " texts to the brand " + args.get(2) + ".";
        }
        if (what.equals("remove") && (args.size() == 2 || args.size() == 3)) {
            if (!numbers.remove(args.get(1), country(args, 2))) {
                throw new IllegalArgumentException("There is no such number: see sms-numbers list.");
            }
            return "The number " + args.get(1) + " is no brand's any more.";
        }
        throw new IllegalArgumentException(USAGE);
    }

    private static String country(List<String> args, int at) {
        return args.size() > at ? args.get(at).toUpperCase(Locale.ROOT) : null;
    }
}
