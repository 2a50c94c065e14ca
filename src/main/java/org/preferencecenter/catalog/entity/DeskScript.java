package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an agent reads out before somebody agrees by word of mouth: one version in one language (S-44). Immutable, as a
 * {@link Notice}: the choice stands on the words that were heard.
 *
 * @param point   id of the collection point
 * @param version 1, 2, 3 … in each language
 * @param locale  BCP 47
 */
public record DeskScript(int id, int point, int version, String locale, String wording, Instant publishedAt) {

    /** The shortest and longest one may be, in characters: a sentence, and what can be listened to. */
    public static final int SHORTEST = 20;
    public static final int LONGEST = 4_000;

    /** What stands against publishing wordings at a place: they are read aloud at desks only, and are whole. */
    public static List<Flaw> review(CollectionPoint point, Map<String, String> wordings) {
        List<Flaw> flaws = new ArrayList<>();
        if (point.kind() != CollectionPoint.Kind.DESK) {
            flaws.add(Flaw.Rule.SCRIPT_KIND.in(point.code(), point.kind()));
        }
        if (point.retired()) {
            flaws.add(Flaw.Rule.RETIRED.in(point.code(), point.code()));
        }
        new TreeMap<>(wordings).forEach((locale, wording) -> {
            flaws.addAll(Review.tag(point.code(), locale));
            int length = wording == null ? 0 : wording.strip().length();
            if (length < SHORTEST || length > LONGEST || wording.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
                flaws.add(Flaw.Rule.SCRIPT.in(point.code(), locale, SHORTEST, LONGEST));
            }
        });
        return flaws;
    }
}
