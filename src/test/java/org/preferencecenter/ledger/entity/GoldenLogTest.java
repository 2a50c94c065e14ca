package org.preferencecenter.ledger.entity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import org.junit.jupiter.api.Test;

/**
 * The golden log, checked without a line of the product: JSON by Jakarta, the tree by {@link Rfc6962}, note and key by hand from
 * https://c2sp.org/signed-note, the signature by Java. A script that shares nothing with either made it (make-golden.py).
 */
class GoldenLogTest {

    private static JsonObject golden() throws IOException {
        try (InputStream file = Files.newInputStream(Path.of("src/test/resources/ledger/golden/proof.json"));
                JsonReader reader = Json.createReader(file)) {
            return reader.readObject();
        }
    }

    @Test
    void every_entry_leads_to_the_root_that_was_signed() throws Exception {
        JsonObject file = golden();
        String[] note = file.getString("checkpoint").split("\n");
        int size = Integer.parseInt(note[1]);
        byte[] root = Base64.getDecoder().decode(note[2]);
        String before = "00".repeat(32);
        List<JsonObject> entries = file.getJsonArray("entries").getValuesAs(JsonObject.class);
        assertEquals(3, entries.size());
        for (JsonObject entry : entries) {
            byte[] leaf = entry.getString("leaf").getBytes(StandardCharsets.UTF_8);
            List<byte[]> path = entry.getJsonArray("path").getValuesAs(JsonString.class).stream()
                    .map(hash -> Base64.getDecoder().decode(hash.getString())).toList();
            assertArrayEquals(root, Rfc6962.rootFrom(leaf, entry.getInt("index"), size, path));
            leaf[leaf.length - 2]++;
            assertTrue(!Arrays.equals(root, Rfc6962.rootFrom(leaf, entry.getInt("index"), size, path)), "another leaf leads elsewhere");
            assertTrue(entry.getString("leaf").contains("\"prev\":\"" + before + "\""));
            before = HexFormat.of().formatHex(Rfc6962.mth(List.of(entry.getString("leaf").getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void the_root_is_signed_by_the_key_that_the_file_names() throws Exception {
        String note = golden().getString("checkpoint");
        String text = note.substring(0, note.indexOf("\n\n") + 1);
        String[] vkey = golden().getJsonArray("keys").getString(0).split("\\+", 3);
        byte[] typed = Base64.getDecoder().decode(vkey[2]);
        assertEquals(1, typed[0], "Ed25519");
        byte[] id = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(concat((vkey[0] + "\n").getBytes(StandardCharsets.UTF_8), typed)), 4);
        assertEquals(vkey[1], HexFormat.of().formatHex(id));
        String[] line = note.substring(text.length() + 1).strip().split(" ");
        byte[] signature = Base64.getDecoder().decode(line[2]);
        assertEquals(vkey[0], line[1]);
        assertArrayEquals(id, Arrays.copyOf(signature, 4));
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(concat(
                HexFormat.of().parseHex("302a300506032b6570032100"), Arrays.copyOfRange(typed, 1, 33)))));
        check.update(text.getBytes(StandardCharsets.UTF_8));
        assertTrue(check.verify(signature, 4, signature.length - 4));
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
