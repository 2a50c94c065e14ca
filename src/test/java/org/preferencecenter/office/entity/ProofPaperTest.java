package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.control.OfficePhrases;
import org.preferencecenter.proof.entity.Spectator;

/** The paper a judge reads, of a yes that was said at a desk, with the form that was signed there. */
class ProofPaperTest {

    private static final Path GOLDEN = Path.of("src/test/resources/ledger/golden");
    private final OfficePhrases phrases = new OfficePhrases();

    private String paper(String file, String language, Optional<ProofPaper.Who> who) throws Exception {
        return paper(ProofFile.parse(Files.readString(GOLDEN.resolve(file))), language, who);
    }

    private String paper(ProofFile proof, String language, Optional<ProofPaper.Who> who) throws Exception {
        return text(proof, language, who, Catalogue.EMPTY);
    }

    private String paper(ProofFile proof, Catalogue catalogue) throws Exception {
        return text(proof, "fr", Optional.empty(), catalogue);
    }

    private String text(ProofFile proof, String language, Optional<ProofPaper.Who> who, Catalogue catalogue) throws Exception {
        String xhtml = ProofPaper.of(proof, new PersonWords(phrases.in(language), catalogue, Map.of(4, "Agathe <Morel>"),
                ZoneId.of("Europe/Paris")), who, "Denise & Co");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xhtml)))
                .getDocumentElement().getElementsByTagName("body").item(0).getTextContent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void it_tells_who_what_was_read_what_was_answered_when_how_by_whom_and_how_it_is_checked(String language) throws Exception {
        String text = paper("oral.json", language, Optional.empty());
        for (String told : List.of("Agathe <Morel>", "Denise & Co", "Guichet", "Le théâtre peut-il vous écrire par e-mail ?",
                "Je souhaite recevoir le programme du théâtre par e-mail.", "evidence/01-form.pdf", "golden.example/log", "+01:00", "21:00:13",
                "verifier", phrases.in(language).say("person.state.GRANTED"), phrases.in(language).say("person.told.EVIDENCE.REMOVED"))) {
            assertTrue(text.contains(told), told + " in\n" + text);
        }
        assertFalse(text.contains("{0}") || text.contains("paper.") || text.contains("null"), text);
        ProofFile file = ProofFile.parse(Files.readString(GOLDEN.resolve("oral.json")));
        for (String hash : List.of(file.scripts().get(0).sha256(), file.notices().get(0).sha256(), file.evidence().get(0).digest(),
                file.evidence().get(0).salt(), file.keys().get(0))) {
            assertTrue(text.contains(hash), hash);
        }
        Entry yes = Entry.of(file.entries().get(0).leaf().getBytes(StandardCharsets.US_ASCII));
        assertTrue(text.contains(yes.facts().get("shown").toString()) && text.contains(yes.facts().get("spoken").toString()), text);
    }

    /** A yes to the purpose by e-mail, and everything stopped afterwards: the stop counts, whatever the yes was. */
    @Test
    void a_yes_that_a_wider_stop_ended_is_not_in_force_and_the_raw_list_says_what_it_is() throws Exception {
        String text = paper("older.json", "en", Optional.empty());
        String force = text.substring(text.indexOf("Decided by"), text.indexOf("Last answer on each scope"));
        assertFalse(force.contains(phrases.in("en").say("person.state.GRANTED")), force);
        assertEquals(2, force.split(phrases.in("en").say("person.state.WITHDRAWN"), -1).length - 1, force);
        assertTrue(force.contains("entry 2: " + phrases.in("en").say("person.everything")), force);
        assertTrue(text.substring(text.indexOf("Last answer on each scope")).contains(phrases.in("en").say("person.state.GRANTED")), text);
        assertTrue(text.contains("sign their number alone") && text.contains("every purpose"), text);
    }

    @Test
    void a_paper_about_one_purpose_says_which_and_what_counted_for_each_of_its_channels() throws Exception {
        Spectator said = new Spectator();
        said.agrees(Scope.topic(21));
        ProofFile all = ProofFile.parse(Files.readString(GOLDEN.resolve("proof.json")));
        List<ProofFile.Proven> entries = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            entries = said.entries().stream().map(entry -> new ProofFile.Proven(-1, new String(entry.leaf(), StandardCharsets.US_ASCII),
                    List.of())).toList();
            String text = paper(new ProofFile("2026-11-22T21:00:00.000000Z", 4711, 11, "2026-11-22T20:59:59.000000Z", all.keys(), all.checkpoint(),
                    entries, List.of(), List.of(), List.of()), said.catalogue);
            String force = text.substring(text.indexOf("Décidé par"), text.indexOf("Dernière réponse"));
            assertTrue(text.contains("Notre lettre") && !force.contains("Films"), text);
            // The topic by e-mail; the purpose itself by each of its channels, of which nobody said anything.
            assertEquals(i == 0, force.contains(phrases.in("fr").say("person.state.GRANTED")), force);
            assertEquals(i == 0 ? 0 : 3, force.split(phrases.in("fr").say("person.state.WITHDRAWN"), -1).length - 1, force);
            said.stopsEverything();
        }
    }

    @Test
    void it_names_nobody_unless_whoever_hands_it_over_does() throws Exception {
        assertFalse(paper("oral.json", "fr", Optional.empty()).contains("Zoé"));
        String named = paper("oral.json", "fr", Optional.of(new ProofPaper.Who("Zoé Martin", List.of("e-mail : zoe@example.org"))));
        assertTrue(named.contains("Zoé Martin") && named.contains("zoe@example.org"));
    }

    @Test
    void it_tells_as_many_lines_as_there_are_entries_and_that_there_is_no_evidence_where_there_is_none() throws Exception {
        String text = paper("proof.json", "en", Optional.empty());
        assertTrue(text.contains("All 3 entries") && text.contains(phrases.in("en").say("paper.evidence.none")), text);
        assertEquals(1, text.split("withdrawn", -1).length > 1 ? 1 : 0, text);
    }

    @Test
    void of_a_history_longer_than_a_paper_it_tells_the_newest_and_says_so() throws Exception {
        ProofFile few = ProofFile.parse(Files.readString(GOLDEN.resolve("proof.json")));
        List<ProofFile.Proven> many = new ArrayList<>();
        for (int i = 0; i <= ProofPaper.MOST_TOLD; i += few.entries().size()) {
            many.addAll(few.entries());
        }
        String text = paper(new ProofFile(few.made(), few.recipient(), few.purpose(), few.asOf(), few.keys(), few.checkpoint(), many,
                few.state(), few.notices(), few.points()), "en", Optional.empty());
        assertTrue(text.contains("All " + many.size() + " entries") || text.contains("All 1,002 entries"), text);
        assertTrue(text.contains(phrases.in("en").say("paper.history.newest", ProofPaper.MOST_TOLD)), text);
    }
}
