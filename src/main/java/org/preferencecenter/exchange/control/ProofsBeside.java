package org.preferencecenter.exchange.control;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.DeskScripts;
import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.consent.control.PersonFiles;
import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.ProofFile;

/** What proves choices besides the entries: the words that were read aloud, what agents wrote down, and evidence. */
@Singleton
public class ProofsBeside {

    /** The folder of evidence, in a ZIP and when it is unpacked. */
    static final String FOLDER = "evidence/";

    private final DeskScripts scripts;
    private final PersonFiles people;
    private final EvidenceFiles evidence;

    @Inject
    public ProofsBeside(DeskScripts scripts, PersonFiles people, EvidenceFiles evidence) {
        this.scripts = scripts;
        this.people = people;
        this.evidence = evidence;
    }

    List<ProofFile.Script> scripts(Collection<Integer> ids) {
        return ids.stream().map(scripts::find).flatMap(Optional::stream).map(script -> new ProofFile.Script(script.id(), script.version(),
                script.locale(), Entry.text(script.publishedAt()), sha256(script.wording()), script.wording())).toList();
    }

    /** Where and why, of the changes in these entries; never what an agent typed freely, which may name somebody. */
    List<ProofFile.Act> acts(long recipient, List<Entry> entries) {
        Set<UUID> changes = new LinkedHashSet<>();
        entries.forEach(entry -> Optional.ofNullable(entry.facts().get("change")).map(id -> UUID.fromString((String) id))
                .ifPresent(changes::add));
        Map<UUID, AgentAct> acts = people.acts(recipient, changes);
        return changes.stream().filter(acts::containsKey).map(acts::get).map(act -> new ProofFile.Act(act.change().toString(),
                act.place() == null ? "" : act.place(), act.reason().name())).toList();
    }

    /** Of that very recipient, the oldest first; within the transaction that read the entries. */
    List<ProofFile.Attached> evidence(Connection connection, long recipient) throws SQLException {
        List<Evidence> theirs = sorted(evidence.of(connection, recipient), recipient);
        List<ProofFile.Attached> attached = new ArrayList<>();
        for (int i = 0; i < theirs.size(); i++) {
            Evidence one = theirs.get(i);
            attached.add(new ProofFile.Attached(one.id().toString(), one.change().toString(), one.medium().name(),
                    one.type() == null ? "text/plain" : one.type().mediaType(), one.size(), FOLDER + one.neutralName(i + 1),
                    Base64.getEncoder().encodeToString(one.salt()), one.digestText(), HexFormat.of().formatHex(one.sha256())));
        }
        return attached;
    }

    private static List<Evidence> sorted(List<Evidence> all, long recipient) {
        return all.stream().filter(one -> one.recipient() == recipient)
                .sorted(Comparator.comparing(Evidence::at).thenComparing(Evidence::id)).toList();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
