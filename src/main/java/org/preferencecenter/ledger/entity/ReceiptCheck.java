package org.preferencecenter.ledger.entity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
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
                && told(entries, parts) && notices(entries, parts) && !sealed) {
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
                && sameNotice(facts, told.get("notice"))
                && !both && TOLD_BY.getOrDefault(kind + " " + event.get("@type"), Set.of()).contains(String.valueOf(facts.get("state")))
                && Objects.equals(part.get("pc:validForProcessing"), yes) && by(facts, event);
    }

    /** By whom and how, as the entry has it. */
    private static boolean by(Map<?, ?> facts, Map<?, ?> event) {
        return Objects.equals(facts.get("actor"), event.get("pc:actor")) && ("pc:" + facts.get("via")).equals(event.get("dpv:hasIndicationMethod"));
    }

    /** The number its entry names; of an answer to an older one (confirmed, or only set otherwise) the older one's, which is not here. */
    private static boolean sameNotice(Map<?, ?> facts, Object told) {
        return facts.containsKey("notice") ? facts.get("notice").equals(told)
                : told == null || facts.containsKey("confirms") || facts.containsKey("stands");
    }

    /** The words of each record are those its entry signed; where it signed none, or they are left out, that is said. */
    private boolean notices(List<?> entries, List<?> parts) {
        int signed = 0;
        Set<Object> unsigned = new LinkedHashSet<>();
        Set<Object> untold = new LinkedHashSet<>();
        for (int i = 0; i < parts.size(); i++) {
            Map<?, ?> part = (Map<?, ?>) parts.get(i);
            Object id = ((Map<?, ?>) part.get("pc:entry")).get("notice");
            List<Map<?, ?>> words = new ArrayList<>();
            for (Object one : (List<?>) part.get("dpv:hasNotice")) {
                if (one instanceof Map<?, ?> notice && notice.containsKey("pc:wording")) {
                    words.add(notice);
                }
            }
            if (words.isEmpty()) {
                if (id != null) {
                    untold.add(id);
                }
                continue;
            }
            Map<?, ?> leaf = (Map<?, ?>) JsonText.read(ProofFile.text((Map<?, ?>) entries.get(i), "leaf"));
            Object digest = ((Map<?, ?>) leaf.get("facts")).get("shown");
            Map<?, ?> notice = words.get(0);
            if (id == null || words.size() > 1 || !ProofCheck.sha256(ProofFile.text(notice, "pc:wording")).equals(notice.get("pc:sha256"))
                    || digest != null && !digest.equals(digest((Long) id, notice))) {
                return step("notices", false, id == null ? notice.get("dct:identifier") : id);
            }
            if (digest == null) {
                unsigned.add(id);
            } else {
                signed++;
            }
        }
        if (signed > 0 || unsigned.isEmpty() && untold.isEmpty()) {
            step("notices", true, signed);
        }
        if (!unsigned.isEmpty()) {
            step("notices.unsigned", true, ProofWords.list(unsigned));
        }
        if (!untold.isEmpty()) {
            step("notices.untold", true, ProofWords.list(untold));
        }
        return true;
    }

    /** A record names its notice by purpose, version and language in one word. */
    private static String digest(long id, Map<?, ?> notice) {
        String name = ProofFile.text(notice, "dct:identifier");
        long version = ProofFile.number(notice, "pc:version");
        String locale = ProofFile.text(notice, "dct:language");
        String end = "/" + version + "/" + locale;
        return !name.endsWith(end) ? "none" : ProofWords.digest(() -> Wording.shown(id, name.substring(0, name.length() - end.length()),
                version, locale, ProofFile.text(notice, "dct:issued"), ProofFile.text(notice, "pc:wording")));
    }

    private boolean step(String key, boolean holds, Object... said) {
        steps.add(new ProofCheck.Step(key, holds, java.util.Arrays.stream(said).map(String::valueOf).toList()));
        return holds;
    }
}
