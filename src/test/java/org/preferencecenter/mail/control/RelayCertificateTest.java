package org.preferencecenter.mail.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayCertificateTest {

    @TempDir
    private Path folder;

    private static String pem(String what, byte[] octets) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(octets) + "\n-----END "
                + what + "-----\n";
    }

    @Test
    void pkcs12_and_pem_files_are_read_and_others_named() throws Exception {
        Path store = folder.resolve("relay.p12");
        Process tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                "a", "-keyalg", "EC", "-dname", "CN=relay", "-keystore", store.toString(), "-storepass", "changeit").start();
        assertEquals(0, tool.waitFor());
        assertNotNull(RelayCertificate.of(store.toString(), "changeit".toCharArray()));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        String certificate = pem("CERTIFICATE", keys.getCertificate("a").getEncoded());
        String key = pem("PRIVATE KEY", keys.getKey("a", "changeit".toCharArray()).getEncoded());
        for (String text : new String[] {certificate + key, key + certificate}) {
            Path file = Files.writeString(folder.resolve("relay.pem"), text);
            assertNotNull(RelayCertificate.of(file.toString(), new char[0]));
        }
        for (String text : new String[] {certificate, key, "", "nonsense"}) {
            Path file = Files.writeString(folder.resolve("bad.pem"), text);
            IllegalStateException bad = assertThrows(IllegalStateException.class,
                    () -> RelayCertificate.of(file.toString(), new char[0]));
            assertTrue(bad.getMessage().contains("PC_RELAY_CERTIFICATE names " + file), bad.getMessage());
        }
        assertThrows(IllegalStateException.class, () -> RelayCertificate.of(store.toString(), "wrong".toCharArray()));
        assertThrows(IllegalStateException.class, () -> RelayCertificate.of(folder.resolve("none.p12").toString(), new char[0]));
    }
}
