package org.preferencecenter.access.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads roles as a provider names them: {@code preference-center:marketing}, or, for the brand with that code,
 * {@code preference-center:marketing@theatre}.
 */
public final class ProviderRoles {

    /** What names begin with that are ours; the others are for other applications. */
    public static final String PREFIX = "preference-center:";

    private ProviderRoles() {
    }

    /**
     * What is not ours, or names a role or a brand that does not exist, gives nothing.
     *
     * @param brands the id of a brand by its code
     */
    public static List<Grant> grants(List<String> values, Function<String, Optional<Integer>> brands) {
        return values.stream().filter(value -> value.startsWith(PREFIX)).map(value -> value.substring(PREFIX.length()))
                .flatMap(value -> grant(value, brands).stream()).distinct().toList();
    }

    private static Optional<Grant> grant(String value, Function<String, Optional<Integer>> brands) {
        int at = value.indexOf('@');
        String name = (at < 0 ? value : value.substring(0, at)).toUpperCase(Locale.ROOT);
        Optional<Role> role = Arrays.stream(Role.values()).filter(each -> each.name().equals(name)).findFirst();
        return at < 0 ? role.map(found -> new Grant(found, null))
                : role.flatMap(found -> brands.apply(value.substring(at + 1)).map(brand -> new Grant(found, brand)));
    }
}
