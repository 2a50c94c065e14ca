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
    /** Which answers may be told by which kind of event in which kind of record: no other, so that neither a yes nor a no is bent. */
    private static final Map<String, Set<String>> TOLD_BY = Map.ofEntries(
            Map.entry("dpv:ConsentRecord dpv:ConsentGiven", Set.of("GRANTED")),
            Map.entry("dpv:ConsentRecord dpv:RenewedConsentGiven", Set.of("GRANTED")),
            Map.entry("dpv:ConsentRecord dpv:ConsentRequested", Set.of("PENDING")),
            Map.entry("dpv:ConsentRecord dpv:ConsentRefused", Set.of("REFUSED")),
            Map.entry("dpv:ConsentRecord dpv:ConsentWithdrawn", Set.of("WITHDRAWN")),
            Map.entry("dpv:ConsentRecord dpv:ConsentExpired", Set.of("EXPIRED")),
            Map.entry("dpv:ConsentRecord dpv:ConsentUnknown", Set.of("NONE")),
            Map.entry("dpv:RightExerciseRecord dpv:RequestFulfilled", Set.of("OBJECTED", "REFUSED", "WITHDRAWN")),
            Map.entry("dpv:DataProcessingRecord dpv:ActivityCompleted", Set.of("GRANTED", "PENDING", "EXPIRED", "NONE")));

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
        boolean sealed = !note.isEmpty();
        if ((!sealed || ProofCheck.signature(steps, note, keys, trusted).isPresent() && inclusion(note, entries))
                && told(entries, parts) && notices(parts) && !sealed) {
            step("sealed", false);   // that a receipt fits itself proves nothing: anybody can write one
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
        String kind = (String) part.get("@type");
        String status = "dpv:ConsentRecord".equals(kind) ? "dpv:hasConsentStatus" : "dpv:hasStatus";
        Map<?, ?> event = (Map<?, ?>) part.get(status);
        boolean yes = VALID.contains(event.get("@type"));
        boolean both = part.containsKey("dpv:hasConsentStatus") && part.containsKey("dpv:hasStatus");
        Object since = facts.containsKey("since") ? facts.get("since") : leaf.get("at");
        return String.valueOf(leaf.get("recipient")).equals(person.get("dct:identifier")) && hash.equals(told.get("hash"))
                && Objects.equals(leaf.get("seq"), told.get("seq")) && Objects.equals(leaf.get("at"), told.get("at"))
                && Objects.equals(facts.get("scope"), told.get("scope")) && Objects.equals(facts.get("channel"), told.get("channel"))
                && Objects.equals(facts.get("state"), told.get("state")) && since.equals(event.get("dpv:isIndicatedAtTime"))
                && leaf.get("at").equals(event.get("pc:recordedAtTime"))
                && (!facts.containsKey("notice") || !told.containsKey("notice") || facts.get("notice").equals(told.get("notice")))
                && !both && TOLD_BY.getOrDefault(kind + " " + event.get("@type"), Set.of()).contains(String.valueOf(facts.get("state")))
                && Objects.equals(part.get("pc:validForProcessing"), yes) && by(facts, event);
    }

    /** By whom and how, as the entry has it. */
    private static boolean by(Map<?, ?> facts, Map<?, ?> event) {
        return Objects.equals(facts.get("actor"), event.get("pc:actor")) && ("pc:" + facts.get("via")).equals(event.get("dpv:hasIndicationMethod"));
    }

    private boolean notices(List<?> parts) {
        int words = 0;
        for (int i = 0; i < parts.size(); i++) {
            for (Object one : (List<?>) ((Map<?, ?>) parts.get(i)).get("dpv:hasNotice")) {
                if (one instanceof Map<?, ?> notice && notice.containsKey("pc:wording")) {
                    if (!ProofCheck.sha256(ProofFile.text(notice, "pc:wording")).equals(notice.get("pc:sha256"))) {
                        return step("notices", false, notice.get("dct:identifier"));
                    }
                    words++;
                }
            }
        }
        return step("notices", true, words);
    }

    private boolean step(String key, boolean holds, Object... said) {
        steps.add(new ProofCheck.Step(key, holds, java.util.Arrays.stream(said).map(String::valueOf).toList()));
        return holds;
    }
}
