package org.preferencecenter.access.boundary;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.preferencecenter.access.control.ApiKeys;
import org.preferencecenter.access.entity.ApiKey;
import org.preferencecenter.access.entity.KeyChange;
import org.preferencecenter.access.entity.KeyOrder;
import org.preferencecenter.access.entity.Permission;
import org.preferencecenter.platform.control.CommandDatabase;

/**
 * The command beside the server that makes, lists, rotates and revokes API keys: {@code list}, {@code create NAME
 * PERMISSIONS [BRAND] [DAYS]}, {@code rotate ID [DAYS]}, {@code revoke ID}. It asks the server's database and needs
 * nothing else of its environment; the server follows within seconds.
 */
public final class KeysCommand {

    private static final String EVERY_BRAND = "-";
    private static final String USAGE = "Say list, create NAME PERMISSIONS [BRAND] [DAYS], rotate ID [DAYS] or revoke ID;"
            + " for example: api-keys create shop ASK,REPORT";

    private KeysCommand() {
    }

    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.out, System.err));
    }

    /** @return 0, or 1 after a sentence on {@code err} that says what to do */
    static int run(String[] args, Map<String, String> env, PrintStream out, PrintStream err) {
        try {
            out.println(obey(List.of(args), new ApiKeys(CommandDatabase.of(env), Clock.systemUTC())));
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
        } catch (IllegalStateException e) {
            err.println(CommandDatabase.explain(e));
        }
        return 1;
    }

    private static String obey(List<String> args, ApiKeys keys) {
        String what = args.isEmpty() ? "" : args.get(0);
        if (what.equals("list") && args.size() == 1) {
            return list(keys);
        }
        if (what.equals("create") && args.size() >= 3 && args.size() <= 5) {
            return create(args, keys);
        }
        if (what.equals("rotate") && (args.size() == 2 || args.size() == 3)) {
            Duration grace = args.size() == 3 ? days(args.get(2)) : ApiKeys.USUAL_GRACE;
            return said(keys.rotate(args.get(1), OptionalInt.empty(), grace), args.get(1), keys.now());
        }
        if (what.equals("revoke") && args.size() == 2) {
            return said(keys.revoke(args.get(1), OptionalInt.empty()), args.get(1), keys.now());
        }
        throw new IllegalArgumentException(USAGE);
    }

    private static String create(List<String> args, ApiKeys keys) {
        OptionalInt brand = OptionalInt.empty();
        if (args.size() > 3 && !args.get(3).equals(EVERY_BRAND)) {
            brand = keys.brand(args.get(3));
            if (brand.isEmpty()) {
                throw new IllegalArgumentException("There is no brand '" + args.get(3) + "': give a brand's code, or "
                        + EVERY_BRAND + " for every brand.");
            }
        }
        Instant expires = args.size() > 4 ? keys.now().plus(days(args.get(4))) : null;
        return said(keys.create(new KeyOrder(args.get(1), Permission.named(List.of(args.get(2).split(","))), brand,
                KeyOrder.USUAL_PER_MINUTE, expires)), "", keys.now());
    }

    private static Duration days(String text) {
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("'" + text + "' is not a number of days, such as 365.");
        }
        return Duration.ofDays(Integer.parseInt(text));
    }

    private static String said(KeyChange change, String id, Instant now) {
        if (change instanceof KeyChange.Made made) {
            return "Key " + line(made.key(), now) + System.lineSeparator() + made.text().shownOnce() + System.lineSeparator()
                    + "It is shown this once: give it to its owner and keep no copy.";
        }
        if (change instanceof KeyChange.NotPossible not) {
            throw new IllegalArgumentException(not.why());
        }
        if (change instanceof KeyChange.Unknown) {
            throw new IllegalArgumentException("There is no key " + id + ": see api-keys list.");
        }
        return "Key " + id + " is refused on every node within ten seconds.";
    }

    private static String list(ApiKeys keys) {
        StringBuilder lines = new StringBuilder();
        List<ApiKey> page = keys.list(OptionalInt.empty(), null);
        while (!page.isEmpty()) {
            page.forEach(key -> lines.append(line(key, keys.now())).append(System.lineSeparator()));
            page = page.size() < ApiKeys.PAGE ? List.of() : keys.list(OptionalInt.empty(), page.get(page.size() - 1).id());
        }
        return lines.isEmpty() ? "There is no key yet: make one with api-keys create." : lines.toString().stripTrailing();
    }

    private static String line(ApiKey key, Instant now) {
        String permissions = key.permissions().stream().sorted().map(Permission::name).collect(Collectors.joining(","));
        return key.id() + "  " + key.state(now) + "  " + permissions + "  brand " + (key.brandCode() == null ? EVERY_BRAND
                : key.brandCode()) + "  \"" + key.name() + "\"  made " + key.created()
                + (key.expires() == null ? "" : "  expires " + key.expires())
                + (key.revoked() == null ? "" : "  revoked " + key.revoked())
                + "  last used " + (key.used() == null ? "never" : key.used());
    }
}
