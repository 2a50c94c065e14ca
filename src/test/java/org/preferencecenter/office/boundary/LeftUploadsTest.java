package org.preferencecenter.office.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftUploadsTest {

    @TempDir
    private Path folder;

    @Test
    void what_was_being_uploaded_when_a_server_died_is_gone_and_nothing_else_is() throws IOException {
        Path upload = Files.createTempFile(folder, "undertow", "upload");
        Path other = Files.createFile(folder.resolve("upload.txt"));
        assertEquals(1, LeftUploads.delete(folder));
        assertFalse(Files.exists(upload));
        assertTrue(Files.exists(other));
        assertEquals(0, LeftUploads.delete(folder));
        assertEquals(0, LeftUploads.delete(folder.resolve("none")));
    }
}
