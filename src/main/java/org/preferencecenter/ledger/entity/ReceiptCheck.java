package org.preferencecenter.ledger.entity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a receipt (JSON-LD) with nothing else at hand: its answers are those of entries that are in the signed log, and the words
 * are those of their hashes. A receipt holds single entries and not the history: that nothing came after, only a proof file shows.
 */
final class ReceiptCheck {

    static final String FORMAT = "preference-center-receipt/1";
    private static final Set<String> VALID = Set.of("dpv:ConsentGiven", "dpv:RenewedConsentGiven");

    private final List<ProofCheck.Step> steps = new ArrayList<>();
    private final Map<?, ?> receipt;

    private ReceiptCheck(Map<?, ?> receipt) {
        this.receipt = receipt;
    }

    /** Whether it calls itself a receipt. */
    static boolean fits(String json) {
        try {
            return JsonText.read(json) instanceof Map<?, ?> file && FORMAT.equals(file.get("pc:format"));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** As {@link ProofCheck#of}. */
    static List<ProofCheck.Step> of(String json, Optional<String> trusted) {
        ReceiptCheck check = new ReceiptCheck((Map<?, ?>) JsonText.read(json));
        try {
            check.run(trusted);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException strange) {
            check.steps.add(new ProofCheck.Step("form", false, List.of(FORMAT)));
        }
        return check.steps;
    }

    private void run(Optional<String> trusted) {
        Map<?, ?> proof = (Map<?, ?>) receipt.get("pc:proof");
        List<?> entries = (List<?>) proof.get("entries");
        List<?> parts = (List<?>) receipt.get("dct:hasPart");
        if (entries.isEmpty() || entries.size() != parts.size()) {
            step("form", false, FORMAT);
            return;
        }
        step("receipt.form", true, FORMAT, parts.size());
        String note = ProofFile.text(proof, "checkpoint");
        List<String> keys = ((List<?>) proof.get("keys")).stream().map(String.class::cast).toList();
        if (note.isEmpty() ? step("unsealed", true, entries.size())
                : ProofCheck.signature(steps, note, keys, trusted) && inclusion(note, entries)) {
            if (told(entries, parts)) {
                notices(parts);
            }
        }
    }

    private boolean inclusion(String note, List<?> entries) {
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
        for (int i = 0; i < entries.size(); i++) {
            Map<?, ?> entry = (Map<?, ?>) entries.get(i);
            List<byte[]> path = ((List<?>) entry.get("path")).stream().map(hash -> LogKey.base64((String) hash)).toList();
            if (!MerkleProof.includes(hash(entry), ProofFile.number(entry, "index"), checkpoint.size(), checkpoint.root(), path)) {
                return step("inclusion", false, i + 1);
            }
        }
        return step("inclusion", true, entries.size());
    }

    private static byte[] hash(Map<?, ?> entry) {
        return MerkleTree.leaf(ProofFile.text(entry, "leaf").getBytes(StandardCharsets.UTF_8));
    }

    /** What each record says is what its entry says. */
    private boolean told(List<?> entries, List<?> parts) {
        for (int i = 0; i < parts.size(); i++) {
            Map<?, ?> entry = (Map<?, ?>) entries.get(i);
            if (!same((Map<?, ?>) JsonText.read(ProofFile.text(entry, "leaf")), (Map<?, ?>) parts.get(i), HexFormat.of().formatHex(hash(entry)))) {
                return step("receipt.told", false, i + 1);
            }
        }
        return step("receipt.told", true, parts.size());
    }

    private boolean same(Map<?, ?> leaf, Map<?, ?> part, String hash) {
        Map<?, ?> facts = (Map<?, ?>) leaf.get("facts");
        Map<?, ?> told = (Map<?, ?>) part.get("pc:entry");
        Map<?, ?> person = (Map<?, ?>) receipt.get("dpv:hasDataSubject");
        Map<?, ?> event = (Map<?, ?>) (part.containsKey("dpv:hasConsentStatus") ? part.get("dpv:hasConsentStatus") : part.get("dpv:hasStatus"));
        boolean yes = VALID.contains(event.get("@type"));
        Object since = facts.containsKey("since") ? facts.get("since") : leaf.get("at");
        return String.valueOf(leaf.get("recipient")).equals(person.get("dct:identifier")) && hash.equals(told.get("hash"))
                && Objects.equals(leaf.get("seq"), told.get("seq")) && Objects.equals(leaf.get("at"), told.get("at"))
                && Objects.equals(facts.get("scope"), told.get("scope")) && Objects.equals(facts.get("channel"), told.get("channel"))
                && Objects.equals(facts.get("state"), told.get("state")) && since.equals(event.get("dpv:isIndicatedAtTime"))
                && leaf.get("at").equals(event.get("pc:recordedAtTime"))
                && (!facts.containsKey("notice") || !told.containsKey("notice") || facts.get("notice").equals(told.get("notice")))
                // Only a yes is told as a consent in force.
                && (!yes || "GRANTED".equals(facts.get("state"))) && Objects.equals(part.get("pc:validForProcessing"), yes);
    }

    private void notices(List<?> parts) {
        int words = 0;
        for (int i = 0; i < parts.size(); i++) {
            for (Object one : (List<?>) ((Map<?, ?>) parts.get(i)).get("dpv:hasNotice")) {
                if (one instanceof Map<?, ?> notice && notice.containsKey("pc:wording")) {
                    if (!ProofCheck.sha256(ProofFile.text(notice, "pc:wording")).equals(notice.get("pc:sha256"))) {
                        step("notices", false, notice.get("dct:identifier"));
                        return;
                    }
                    words++;
                }
            }
        }
        step("notices", true, words);
    }

    private boolean step(String key, boolean holds, Object... said) {
        steps.add(new ProofCheck.Step(key, holds, java.util.Arrays.stream(said).map(String::valueOf).toList()));
        return holds;
    }
}
