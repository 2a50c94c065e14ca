package org.preferencecenter.law.entity;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What tells a desk's address from a person's.
 *
 * @param roles    local parts of role addresses, lower case: {@code contact}, {@code info} (S-14)
 * @param personal domains that give addresses to private persons, lower case: an address there is nobody's work address
 */
public record AddressWords(Set<String> roles, Set<String> personal) {

    public static final AddressWords NONE = new AddressWords(Set.of(), Set.of());

    public AddressWords {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
        personal = Collections.unmodifiableSet(new TreeSet<>(personal));
    }

    /** True for {@code info@firm.example}; false for a role at a private domain, which some person has taken. */
    public boolean role(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || personal(address)) {
            return false;
        }
        String local = address.substring(0, at).strip().toLowerCase(Locale.ROOT);
        int plus = local.indexOf('+');
        return roles.contains(plus > 0 ? local.substring(0, plus) : local);
    }

    public boolean personal(String address) {
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return false;
        }
        String domain = address.substring(at + 1).strip().toLowerCase(Locale.ROOT);
        // With the dot of the root at its end it is the same domain (RFC 1034 3.1).
        return personal.contains(domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain);
    }
}
