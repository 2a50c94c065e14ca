package org.preferencecenter.ledger.entity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Checks a proof file with nothing else at hand, step after step, up to the first that fails. */
public final class ProofCheck {

    /** What was checked. @param key of the sentence that says it; {@code said}: what belongs in its gaps */
    public record Step(String key, boolean holds, List<String> said) {
    }

    /** What lies beside the file: evidence, if it was handed over too. */
    @FunctionalInterface
    public interface Beside {

        /** Nothing does. */
        Beside NOTHING = (name, salt) -> Optional.empty();

        /** @return {@code SHA-256(salt || content)} of the file of that name; nothing if it is not there */
        Optional<byte[]> digest(String name, byte[] salt);
    }

    private static final int SALT = 32;

    private final List<Step> steps = new ArrayList<>();
    private final Beside beside;
    private final ProofFile file;
    private final List<Map<?, ?>> leaves = new ArrayList<>();

    private ProofCheck(ProofFile file, Beside beside) {
        this.file = file;
        this.beside = beside;
    }

    /**
     * Checks a file; a receipt by what a receipt can prove ({@link ReceiptCheck}).
     *
     * @param trusted the key the reader knows the log by, or several with blanks between them, after a change of keys; nothing: the file's own are taken, and the first step says so
     * @return the steps that were taken, all holding but perhaps the last
     */
    public static List<Step> of(String json, Optional<String> trusted) {
        return of(json, trusted, Beside.NOTHING);
    }

    /** As {@link #of(String, Optional)}, with the evidence that lies beside it. */
    public static List<Step> of(String json, Optional<String> trusted, Beside beside) {
        if (ReceiptCheck.fits(json)) {
            return ReceiptCheck.of(json, trusted);
        }
        ProofCheck check;
        try {
            check = new ProofCheck(ProofFile.parse(json), beside);
        } catch (IllegalArgumentException not) {
            return List.of(new Step("form", false, List.of(String.valueOf(not.getMessage()))));
        }
        check.step("form", true, ProofFile.FORMAT);
        if (check.signature(trusted) && check.chain() && check.inclusion()
                && ProofWords.check(check.file, check.leaves, check.steps) && check.evidence()) {
            check.state();
        }
        return check.steps;
    }

    private boolean step(String key, boolean holds, Object... said) {
        steps.add(new Step(key, holds, java.util.Arrays.stream(said).map(String::valueOf).toList()));
        return holds;
    }

    private boolean signature(Optional<String> trusted) {
        return signature(steps, file.checkpoint(), file.keys(), trusted);
    }

    /** Whether the checkpoint is signed by the key that is trusted, else by one of the file's own. Adds the step. */
    static boolean signature(List<Step> steps, String signed, List<String> keys, Optional<String> trusted) {
        List<String> candidates = trusted.map(known -> List.of(known.strip().split("\\s+"))).orElse(keys);
        try {
            SignedNote note = SignedNote.parse(signed);
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            String size = String.valueOf(checkpoint.size());
            for (String vkey : candidates) {
                LogKey key = LogKey.parse(vkey);
                if (key.name().equals(checkpoint.origin()) && note.signedBy(key)) {
                    steps.add(new Step("signature", true, List.of(checkpoint.origin(), size, vkey)));
                    return trusted.isPresent() || steps.add(new Step("untrusted", true, List.of(vkey)));
                }
            }
            steps.add(new Step("signature", false, List.of(checkpoint.origin(), size, String.join(" ", candidates))));
        } catch (IllegalArgumentException broken) {
            steps.add(new Step("signature", false, List.of("?", "?", String.valueOf(broken.getMessage()))));
        }
        return false;
    }

    /** Every entry is this person's, numbered without a gap, and names the hash of the one before. */
    private boolean chain() {
        String before = "00".repeat(32);
        int seq = 0;
        for (ProofFile.Proven entry : file.entries()) {
            seq++;
            byte[] octets = entry.leaf().getBytes(StandardCharsets.UTF_8);
            try {
                Map<?, ?> leaf = (Map<?, ?>) JsonText.read(entry.leaf());
                if (ProofFile.number(leaf, "recipient") != file.recipient() || ProofFile.number(leaf, "seq") != seq
                        || !before.equals(leaf.get("prev")) || ProofFile.text(leaf, "at").isEmpty()
                        || ((Map<?, ?>) leaf.get("facts")).isEmpty() && ProofFile.text(leaf, "kind").equals("choice")) {
                    return step("chain", false, seq);
                }
                leaves.add(leaf);
            } catch (IllegalArgumentException | ClassCastException | NullPointerException broken) {
                return step("chain", false, seq);
            }
            before = HexFormat.of().formatHex(MerkleTree.leaf(octets));
        }
        return step("chain", true, seq);
    }

    private boolean inclusion() {
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(file.checkpoint()).text());
        int sealed = 0;
        Set<Long> indexes = new HashSet<>();
        for (int i = 0; i < file.entries().size(); i++) {
            ProofFile.Proven entry = file.entries().get(i);
            if (entry.index() == -1) {
                continue;
            }
            byte[] hash = MerkleTree.leaf(entry.leaf().getBytes(StandardCharsets.UTF_8));
            // An entry that is not sealed yet has none sealed after it, and no leaf stands for two entries.
            if (sealed != i || !indexes.add(entry.index())
                    || !MerkleProof.includes(hash, entry.index(), checkpoint.size(), checkpoint.root(), entry.path())) {
                return step("inclusion", false, i + 1);
            }
            sealed++;
        }
        step("inclusion", true, sealed);
        return sealed == file.entries().size() || step("unsealed", true, file.entries().size() - sealed);
    }

    /** What was added and neither removed nor destroyed with the person is told, and nothing else; what lies beside is what was added. */
    private boolean evidence() {
        Map<String, String> added = new TreeMap<>();
        for (Map<?, ?> leaf : leaves) {
            Map<?, ?> facts = (Map<?, ?>) leaf.get("facts");
            if ("erasure".equals(leaf.get("kind"))) {
                added.clear();
            } else if ("evidence".equals(leaf.get("kind")) && "ADDED".equals(facts.get("act"))) {
                added.put(String.valueOf(facts.get("evidence")), facts.get("supports") + " " + facts.get("digest"));
            } else if ("evidence".equals(leaf.get("kind"))) {
                added.remove(String.valueOf(facts.get("evidence")));
            }
        }
        for (ProofFile.Attached attached : file.evidence()) {
            if (!(attached.change() + " " + attached.digest()).equals(added.remove(attached.id()))) {
                return step("evidence", false, attached.id());
            }
        }
        if (!added.isEmpty()) {
            return step("evidence", false, added.keySet().iterator().next());
        }
        return file.evidence().isEmpty() || step("evidence", true, file.evidence().size()) && contents();
    }

    /** Of 32 octets and no other length, or what begins the content could be told as the end of a salt. */
    private static Optional<byte[]> salt(String text) {
        try {
            return Optional.of(LogKey.base64(text)).filter(salt -> salt.length == SALT);
        } catch (IllegalArgumentException noSalt) {
            return Optional.empty();
        }
    }

    private boolean contents() {
        int missing = 0;
        for (ProofFile.Attached attached : file.evidence()) {
            Optional<byte[]> salt = salt(attached.salt());
            if (salt.isEmpty()) {
                return step("content", false, attached.file());
            }
            Optional<byte[]> digest = beside.digest(attached.file(), salt.get());
            if (digest.isEmpty()) {
                missing++;
            } else if (!step("content", HexFormat.of().formatHex(digest.get()).equals(attached.digest()), attached.file())) {
                return false;
            }
        }
        return missing == 0 || step("unattached", true, missing);
    }

    private boolean state() {
        Map<String, ProofFile.Standing> last = new TreeMap<>();
        List<Map<?, ?>> until = new ArrayList<>();
        for (Map<?, ?> leaf : leaves) {
            Map<?, ?> facts = (Map<?, ?>) leaf.get("facts");
            // Instants are written in one form of fixed length: their order is that of their text.
            if ("choice".equals(leaf.get("kind")) && ProofFile.text(leaf, "at").compareTo(file.asOf()) <= 0) {
                if (!(facts.get("scope") instanceof String scope && facts.get("channel") instanceof String channel
                        && facts.get("state") instanceof String state)) {
                    return step("state", false, file.asOf());
                }
                until.add(leaf);
                last.put(scope + ' ' + channel, new ProofFile.Standing(scope, channel, state, Math.toIntExact(ProofFile.number(leaf, "seq"))));
            }
        }
        if (file.purpose() != 0) {
            // About one purpose. Which topics and which brand are its own a file does not prove; what must be told is told.
            last.values().removeIf(s -> !s.scope().equals("PURPOSE:" + file.purpose()) && !s.scope().equals("EVERYTHING:0")
                    && !file.state().contains(s));
        }
        if (!new HashSet<>(file.state()).equals(new HashSet<>(last.values())) || file.state().size() != last.size()) {
            return step("state", false, file.asOf());
        }
        step("state", true, file.asOf(), file.state().size());
        ProofAnswers.tell(until, last.values(), steps);
        return true;
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
