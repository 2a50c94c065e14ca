package org.preferencecenter.law.entity;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where rules hold.
 *
 * @param code    ISO 3166-1 alpha-2, {@code EU} for what its members share, or {@link #WORLD} for the floor under all
 * @param name    by language
 * @param zones   time zones people live in there; where a person's own is not known, all of them count
 * @param members codes of those where these rules hold too, after their own: of a union its members, of a country its
 *                territories with a code of their own; else empty
 */
public record Jurisdiction(String code, Map<String, String> name, List<ZoneId> zones, Set<String> members) {

    /** The floor under all jurisdictions. */
    public static final String WORLD = "*";

    /** What its members share; nobody lives there without living in one of them. */
    public static final String UNION = "EU";

    public Jurisdiction {
        name = java.util.Collections.unmodifiableMap(new TreeMap<>(name));
        zones = List.copyOf(zones);
        members = java.util.Collections.unmodifiableSet(new TreeSet<>(members));
    }
}
