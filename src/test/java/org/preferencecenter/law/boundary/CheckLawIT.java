package org.preferencecenter.law.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it lies beside the provisioned server: it finds its program and the server's YAML library. */
class CheckLawIT {

    @TempDir
    private Path folder;

    private String command(int exit) throws Exception {
        Process process = new ProcessBuilder("sh", System.getProperty("pc.server.home") + "/bin/preference-center.sh", "check-law",
                folder.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(exit, process.waitFor(), said);
        assertFalse(said.contains("Exception"), said);
        return said;
    }

    @Test
    void it_reads_a_folder_and_tells_its_mistakes() throws Exception {
        assertTrue(command(0).contains("No rule differs from what ships."));
        Files.writeString(folder.resolve("x.yaml"), "jurisdiction: FR\nrules:\n  - id: FR-99\n    effect: forbit\n");
        assertTrue(command(1).contains("x.yaml, line 4, rule FR-99: 'forbit' is no effect; the nearest is 'forbid'."));
    }
}
