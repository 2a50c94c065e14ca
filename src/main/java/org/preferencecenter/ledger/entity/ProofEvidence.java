package org.preferencecenter.ledger.entity;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the evidence that a file tells of against its entries, and what lies beside the file against what was added then. */
final class ProofEvidence {

    private static final int SALT = 32;

    private final List<ProofCheck.Step> steps;
    private final ProofFile file;
    private final ProofCheck.Beside beside;
    /** By their ids, what the entries say was added and is still there. */
    private final Map<String, String> added = new TreeMap<>();
    /** The same of what was added before these entries were closed: what became of it the entries of another record tell. */
    private final Map<String, String> carried = new TreeMap<>();

    ProofEvidence(List<ProofCheck.Step> steps, ProofFile file, ProofCheck.Beside beside) {
        this.steps = steps;
        this.file = file;
        this.beside = beside;
    }

    /** What was added and neither removed nor destroyed with the person is told, and nothing else; what lies beside is what was added. */
    boolean check(List<Map<?, ?>> leaves) {
        leaves.forEach(this::follow);
        for (ProofFile.Attached attached : file.evidence()) {
            String told = attached.change() + " " + attached.digest();
            if (!told.equals(added.remove(attached.id())) && !told.equals(carried.remove(attached.id()))) {
                return ProofCheck.step(steps, "evidence", false, attached.id());
            }
        }
        if (!added.isEmpty()) {
            return ProofCheck.step(steps, "evidence", false, added.keySet().iterator().next());
        }
        if (!file.evidence().isEmpty()) {
            ProofCheck.step(steps, "evidence", true, file.evidence().size());
        }
        return (carried.isEmpty() || ProofCheck.step(steps, "elsewhere", true, carried.size()))
                && (file.evidence().isEmpty() || contents());
    }

    private void follow(Map<?, ?> leaf) {
        Map<?, ?> facts = (Map<?, ?>) leaf.get("facts");
        if ("erasure".equals(leaf.get("kind"))) {
            added.clear();
            carried.clear();
        } else if (joined(leaf)) {
            carried.putAll(added);
            added.clear();
        } else if ("evidence".equals(leaf.get("kind"))) {
            String id = String.valueOf(facts.get("evidence"));
            carried.remove(id);
            if ("ADDED".equals(facts.get("act"))) {
                added.put(id, facts.get("supports") + " " + facts.get("digest"));
            } else {
                added.remove(id);
            }
        }
    }

    /** Whether with this entry somebody became part of another record, where all that follows is told. */
    static boolean joined(Map<?, ?> leaf) {
        return "join".equals(leaf.get("kind")) && "JOINED".equals(((Map<?, ?>) leaf.get("facts")).get("side"));
    }

    /** Of 32 octets and no other length, or what begins the content could be told as the end of a salt. */
    private static Optional<byte[]> salt(String text) {
        return Optional.of(LogKey.base64(text)).filter(salt -> salt.length == SALT);
    }

    private boolean contents() {
        int missing = 0;
        for (ProofFile.Attached attached : file.evidence()) {
            Optional<byte[]> salt = salt(attached.salt());
            if (salt.isEmpty()) {
                return ProofCheck.step(steps, "content", false, attached.file());
            }
            Optional<byte[]> digest = beside.digest(attached.file(), salt.get());
            if (digest.isEmpty()) {
                missing++;
            } else if (!ProofCheck.step(steps, "content", HexFormat.of().formatHex(digest.get()).equals(attached.digest()), attached.file())) {
                return false;
            }
        }
        return missing == 0 || ProofCheck.step(steps, "unattached", true, missing);
    }
}
