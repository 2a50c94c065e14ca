package org.preferencecenter.ledger.entity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds the answers that a file tells against those its entries lead to. */
final class ProofState {

    private final List<ProofCheck.Step> steps;
    private final ProofFile file;

    ProofState(List<ProofCheck.Step> steps, ProofFile file) {
        this.steps = steps;
        this.file = file;
    }

    /** The last answer on each scope and channel until then is told, and nothing else. */
    boolean check(List<Map<?, ?>> leaves) {
        Map<String, ProofFile.Standing> last = new TreeMap<>();
        List<Map<?, ?>> until = new ArrayList<>();
        for (Map<?, ?> leaf : leaves) {
            Map<?, ?> facts = (Map<?, ?>) leaf.get("facts");
            // Instants are written in one form of fixed length: their order is that of their text.
            if ("choice".equals(leaf.get("kind")) && ProofFile.text(leaf, "at").compareTo(file.asOf()) <= 0) {
                if (!(facts.get("scope") instanceof String scope && facts.get("channel") instanceof String channel
                        && facts.get("state") instanceof String state)) {
                    return ProofCheck.step(steps, "state", false, file.asOf());
                }
                until.add(leaf);
                last.put(scope + ' ' + channel, new ProofFile.Standing(scope, channel, state, Math.toIntExact(ProofFile.number(leaf, "seq"))));
            }
        }
        List<ProofFile.Standing> others = last.values().stream().filter(s -> ofAnother(s.scope()) && !file.state().contains(s)).toList();
        last.values().removeAll(others);
        // Of a time after the head was signed nothing is known.
        boolean known = file.head().isEmpty() || file.asOf().compareTo(file.made()) <= 0;
        if (!known || !new HashSet<>(file.state()).equals(new HashSet<>(last.values())) || file.state().size() != last.size()) {
            return ProofCheck.step(steps, "state", false, file.asOf());
        }
        ProofCheck.step(steps, "state", true, file.asOf(), file.state().size());
        if (file.purpose() != 0) {
            ProofCheck.step(steps, "about", true, file.purpose());
        }
        ProofAnswers.tell(until, last.values(), others, entry -> file.entries().get(entry - 1).index() >= 0, steps);
        return true;
    }

    /**
     * Of a file about one purpose: whether this may be something else. Which topics are its own a file does not prove, nor which brand;
     * so whatever may end an answer of the purpose from without has to be told.
     */
    private boolean ofAnother(String scope) {
        return file.purpose() != 0 && !scope.equals("PURPOSE:" + file.purpose()) && (scope.startsWith("PURPOSE:") || scope.startsWith("TOPIC:"));
    }
}
