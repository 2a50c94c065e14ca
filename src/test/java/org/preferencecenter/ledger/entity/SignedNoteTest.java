package org.preferencecenter.ledger.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    /** The example of golang.org/x/mod/sumdb/note, written by Go. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String GO_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;
    private static final String CHECKPOINT = "example.org/log\n7\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=\n";

    @Test
    void what_go_signed_holds_here() {
        LogKey key = LogKey.parse(GO_KEY);
        assertEquals("c74f20a3", HexFormat.of().formatHex(key.id()));
        assertEquals(GO_KEY, key.vkey());
        SignedNote note = SignedNote.parse(GO_NOTE);
        assertTrue(note.signedBy(key));
        assertEquals(GO_NOTE, note.toString());
        assertEquals(note.toString(), SignedNote.parse(GO_NOTE.getBytes(StandardCharsets.UTF_8)).toString());
        assertFalse(SignedNote.parse(GO_NOTE.replace("answer", "Answer")).signedBy(key));
    }

    @Test
    void the_key_of_the_go_checksum_database_has_the_hash_it_is_published_with() {
        String published = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
        assertEquals(published, LogKey.parse(published).vkey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PeterNeumann", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX", "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVk",
        "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+AhpcwQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"})
    void a_key_that_is_not_exact_is_refused(String key) {
        assertThrows(IllegalArgumentException.class, () -> LogKey.parse(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text\n", "text\n\n", "text\n\n\u2014 n AAAAAAA=", "text\n\n\u2014 n AAAAAAA=\n\n",
        "text\n\n- n AAAAAAA=\n", "text\n\n\u2014 n  AAAAAAA=\n", "text\n\n\u2014  AAAAAAA=\n", "text\n\n\u2014 n AAAAAAA\n",
        "text\n\n\u2014 n AAAA\n", "text\r\n\n\u2014 n AAAAAAA=\n", "te\u0001xt\n\n\u2014 n AAAAAAA=\n", "text\n\u2014 n AAAAAAA=\n",
        "text\n\n\u2014 n AAAAAAB=\n", "text\n\n\u2014 n AAAAAAA= \n", "text\n\nmore\n\u2014 n AAAAAAA=\n"})
    void a_note_that_is_not_exact_is_refused(String note) {
        assertThrows(IllegalArgumentException.class, () -> SignedNote.parse(note));
    }

    @Test
    void a_note_that_is_not_utf_8_is_refused() {
        byte[] octets = GO_NOTE.getBytes(StandardCharsets.UTF_8);
        octets[0] = (byte) 0xff;
        assertThrows(IllegalArgumentException.class, () -> SignedNote.parse(octets));
    }

    @Test
    void a_checkpoint_reads_back() {
        Checkpoint checkpoint = Checkpoint.parse(CHECKPOINT);
        assertEquals("example.org/log", checkpoint.origin());
        assertEquals(7, checkpoint.size());
        assertEquals("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", HexFormat.of().formatHex(checkpoint.root()));
        assertEquals(CHECKPOINT, checkpoint.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n7\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=\n",
        "o\n07\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=\n", "o\n-7\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=\n",
        "o\n7\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw\n", "o\n7\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=",
        "o\n7\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=\nmore\n", "o\n9999999999999999999\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=\n",
        "o\n7\n3biL\n", "o\n 7\n3bib5AOAnjJXUNPSY814kpwpQreUKjS3fhIslZSnTIw=\n"})
    void a_checkpoint_that_is_not_exact_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Checkpoint.parse(text));
    }
}
