package org.preferencecenter.ledger.entity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    private final List<Step> steps = new ArrayList<>();
    private final ProofFile file;
    private final List<Map<?, ?>> leaves = new ArrayList<>();

    private ProofCheck(ProofFile file) {
        this.file = file;
    }

    /**
     * Checks a file; a receipt by what a receipt can prove ({@link ReceiptCheck}).
     *
     * @param trusted the key the reader knows the log by, or several with blanks between them, after a change of keys; nothing: the file's own are taken, and the first step says so
     * @return the steps that were taken, all holding but perhaps the last; what they come to, {@link ProofVerdict} says
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
            check = new ProofCheck(ProofFile.parse(json));
        } catch (IllegalArgumentException not) {
            return List.of(new Step("form", false, List.of(String.valueOf(not.getMessage()))));
        }
        check.step("form", true, ProofFile.FORMAT);
        Optional<LogKey> key = signature(check.steps, check.file.checkpoint(), check.file.keys(), trusted);
        if (key.isPresent() && check.chain() && check.inclusion() && check.head(key.get())
                && ProofWords.check(check.file, check.leaves, check.steps) && new ProofEvidence(check.steps, check.file, beside).check(check.leaves)) {
            new ProofState(check.steps, check.file).check(check.leaves);
        }
        return check.steps;
    }

    private boolean step(String key, boolean holds, Object... said) {
        return step(steps, key, holds, said);
    }

    static boolean step(List<Step> steps, String key, boolean holds, Object... said) {
        steps.add(new Step(key, holds, Arrays.stream(said).map(String::valueOf).toList()));
        return holds;
    }

    /** The key that signed the checkpoint: one that is trusted, else one of the file's own. Adds the step. */
    static Optional<LogKey> signature(List<Step> steps, String signed, List<String> keys, Optional<String> trusted) {
        List<String> candidates = trusted.map(known -> List.of(known.strip().split("\\s+"))).orElse(keys);
        try {
            SignedNote note = SignedNote.parse(signed);
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            String size = String.valueOf(checkpoint.size());
            for (String vkey : candidates) {
                LogKey key = LogKey.parse(vkey);
                if (key.name().equals(checkpoint.origin()) && note.signedBy(key)) {
                    steps.add(new Step("signature", true, List.of(checkpoint.origin(), size, vkey)));
                    if (trusted.isEmpty()) {
                        steps.add(new Step("untrusted", true, List.of(vkey)));
                    }
                    return Optional.of(key);
                }
            }
            steps.add(new Step("signature", false, List.of(checkpoint.origin(), size, String.join(" ", candidates))));
        } catch (IllegalArgumentException broken) {
            steps.add(new Step("signature", false, List.of("?", "?", String.valueOf(broken.getMessage()))));
        }
        return Optional.empty();
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
                        || !before.equals(leaf.get("prev")) || !ProofFile.instant(ProofFile.text(leaf, "at"))
                        || ((Map<?, ?>) leaf.get("facts")).isEmpty() & ProofFile.text(leaf, "kind").equals("choice")) {
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
        if (sealed == 0 && (file.head().isEmpty() || !file.entries().isEmpty())) {
            return step("sealed", false);   // anybody can write entries that nobody signed
        }
        return sealed == file.entries().size() || step("unsealed", true, file.entries().size() - sealed);
    }

    /** The last entry is the one that the log, by the key that signed the checkpoint, said was the last when the file was made. */
    private boolean head(LogKey key) {
        int seq = leaves.size();
        if (file.head().isEmpty()) {
            step("unended", true, seq);   // as files were before heads were signed, or as whoever cuts off the end leaves them
        } else if (!step("head", signed(key, seq), seq, file.made())) {
            return false;
        }
        return seq == 0 || !ProofEvidence.joined(leaves.get(seq - 1)) || step("joined", true, leaves.get(seq - 1).get("at"));
    }

    private boolean signed(LogKey key, int seq) {
        byte[] hash = seq == 0 ? new byte[Leaf.HASH_BYTES] : MerkleTree.leaf(file.entries().get(seq - 1).leaf().getBytes(StandardCharsets.UTF_8));
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(file.checkpoint()).text());
        ProofHead head = new ProofHead(checkpoint.origin(), file.recipient(), seq, hash, checkpoint.size(), file.made());
        try {
            SignedNote note = SignedNote.parse(file.head());
            return note.text().equals(head.text()) && note.signedBy(key);
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
