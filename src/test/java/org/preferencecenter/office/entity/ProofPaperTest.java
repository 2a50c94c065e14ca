package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
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
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.office.control.OfficePhrases;

/** The paper a judge reads, of a yes that was said at a desk, with the form that was signed there. */
class ProofPaperTest {

    private static final Path GOLDEN = Path.of("src/test/resources/ledger/golden");
    private final OfficePhrases phrases = new OfficePhrases();

    private String paper(String file, String language, Optional<ProofPaper.Who> who) throws Exception {
        return paper(ProofFile.parse(Files.readString(GOLDEN.resolve(file))), language, who);
    }

    private String paper(ProofFile proof, String language, Optional<ProofPaper.Who> who) throws Exception {
        String xhtml = ProofPaper.of(proof, new PersonWords(phrases.in(language), Catalogue.EMPTY, Map.of(4, "Agathe <Morel>"),
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
