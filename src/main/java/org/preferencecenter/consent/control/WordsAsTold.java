package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.preferencecenter.ledger.entity.Difference;
import org.preferencecenter.ledger.entity.Entry;

/**
 * Holds the words that the database has now against the digests that entries signed of them: whoever changes a notice or a script,
 * and the hash beside it, is found here. Gathers while {@link ChoicesAsTold} goes over entries, which are read once for both: of
 * each words the first entry that signs them, and of what contradicts it. The words themselves are read once for a part of the
 * people, however many named them.
 */
final class WordsAsTold {

    /** Words and what an entry says they were. */
    private record Named(int id, String digest) {
    }

    /** The first entry that said so. */
    private record Where(long recipient, int seq) {
    }

    private final Map<Named, Where> notices = new TreeMap<>(WordsAsTold::order);
    private final Map<Named, Where> scripts = new TreeMap<>(WordsAsTold::order);

    private static int order(Named one, Named other) {
        int byId = Integer.compare(one.id, other.id);
        return byId != 0 ? byId : one.digest.compareTo(other.digest);
    }

    void take(Entry entry) {
        take(entry, "notice", "shown", notices);
        take(entry, "script", "spoken", scripts);
    }

    private static void take(Entry entry, String fact, String digest, Map<Named, Where> into) {
        if (entry.facts().get(digest) instanceof String signed && entry.facts().get(fact) instanceof Integer id) {
            into.putIfAbsent(new Named(id, signed), new Where(entry.recipient(), entry.seq()));
        }
    }

    /** The first words that are not as an entry signed them. @return field {@code notice/5}, with the entry that tells otherwise */
    Optional<Difference> compare(Connection connection) throws SQLException {
        Optional<Difference> difference = compare("notice/", notices, WordRows.notices(connection, ids(notices)));
        return difference.isPresent() ? difference : compare("script/", scripts, WordRows.scripts(connection, ids(scripts)));
    }

    private static HashSet<Integer> ids(Map<Named, Where> named) {
        HashSet<Integer> ids = new HashSet<>();
        named.keySet().forEach(one -> ids.add(one.id));
        return ids;
    }

    private static Optional<Difference> compare(String field, Map<Named, Where> named, Map<Integer, String> now) {
        for (Map.Entry<Named, Where> one : named.entrySet()) {
            String is = now.get(one.getKey().id);
            if (!one.getKey().digest.equals(is)) {
                return Optional.of(new Difference(is == null ? Difference.Kind.REMOVED : Difference.Kind.CHANGED, -1, one.getValue().recipient,
                        one.getValue().seq, field + one.getKey().id, one.getKey().digest, is == null ? "-" : is, 0));
            }
        }
        return Optional.empty();
    }
}
