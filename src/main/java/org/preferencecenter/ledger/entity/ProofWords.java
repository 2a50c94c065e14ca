package org.preferencecenter.ledger.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds the words in a proof file against the entries that name them. An entry signs the digest of its words ({@link Wording}); one
 * of before that was done signs a number alone, and then nothing shows that the words in the file are those: told as not checked.
 */
final class ProofWords {

    private final List<Map<?, ?>> leaves;
    private final List<ProofCheck.Step> steps;

    private ProofWords(List<Map<?, ?>> leaves, List<ProofCheck.Step> steps) {
        this.leaves = leaves;
        this.steps = steps;
    }

    /** Adds what was checked. @return false if words are missing, are others, or were put in */
    static boolean check(ProofFile file, List<Map<?, ?>> leaves, List<ProofCheck.Step> steps) {
        ProofWords words = new ProofWords(leaves, steps);
        Map<Long, String> notices = new TreeMap<>();
        for (ProofFile.Shown one : file.notices()) {
            if (!ProofCheck.sha256(one.wording()).equals(one.sha256()) || notices.put((long) one.id(), digest(() -> Wording.shown(one.id(),
                    one.purpose(), one.version(), one.locale(), one.published(), one.wording()))) != null) {
                return words.step("notices", false, one.id());
            }
        }
        if (!words.named("notices", "notice", "shown", notices)) {
            return false;
        }
        Map<Long, String> scripts = new TreeMap<>();
        for (ProofFile.Script one : file.scripts()) {
            if (!ProofCheck.sha256(one.wording()).equals(one.sha256()) || scripts.put((long) one.id(), digest(() -> Wording.spoken(one.id(),
                    one.version(), one.locale(), one.published(), one.wording()))) != null) {
                return words.step("scripts", false, one.id());
            }
        }
        return words.named("scripts", "script", "spoken", scripts);
    }

    static String digest(java.util.function.Supplier<String> wording) {
        try {
            return wording.get();
        } catch (IllegalArgumentException noForm) {
            return "none";
        }
    }

    /** Each of these that an entry names is there once, as that entry signed it, and nothing is there that none names. */
    private boolean named(String key, String fact, String digest, Map<Long, String> there) {
        Set<Long> signed = new TreeSet<>();
        Set<Long> unsigned = new TreeSet<>();
        for (Map<?, ?> leaf : leaves) {
            if (leaf.get("facts") instanceof Map<?, ?> facts && facts.get(fact) instanceof Long id && id > 0) {
                Object told = facts.get(digest);
                if (!there.containsKey(id) || told != null && !told.equals(there.get(id))) {
                    return step(key, false, id);
                }
                (told == null ? unsigned : signed).add(id);
            }
        }
        for (Long id : there.keySet()) {
            if (!signed.contains(id) && !unsigned.contains(id)) {
                return step(key, false, id);
            }
        }
        // That no notice is named is said; of scripts there are mostly none.
        if (!signed.isEmpty() || unsigned.isEmpty() && key.equals("notices")) {
            step(key, true, signed.size());
        }
        return unsigned.isEmpty() || step(key + ".unsigned", true, list(unsigned));
    }

    static String list(Iterable<?> ids) {
        List<String> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(String.valueOf(id)));
        return String.join(", ", texts);
    }

    private boolean step(String key, boolean holds, Object said) {
        steps.add(new ProofCheck.Step(key, holds, List.of(String.valueOf(said))));
        return holds;
    }
}
