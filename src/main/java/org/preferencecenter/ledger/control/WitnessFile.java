package org.preferencecenter.ledger.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

import org.preferencecenter.ledger.entity.Checkpoint;
import org.preferencecenter.ledger.entity.SignedNote;

/** The file that every checkpoint is added to: what it holds last is read back, so that it is a witness and no mere copy. */
final class WitnessFile {

    /** Of its end, so many octets are read: some thousand checkpoints. */
    private static final int TAIL = 1 << 20;
    private static final int SIGNATURE = 64;
    private static final String EMPTY_LINE = "\n\n";
    private static final String DASH = "\u2014 ";

    private final Path path;

    WitnessFile(String path) {
        this.path = Path.of(path);
    }

    /** Adds one. Whatever was cut off in the middle of writing before is left as it is, and ends there. */
    void add(String note) throws IOException {
        String tail = tail(EMPTY_LINE.length());
        Files.writeString(path, (tail.isEmpty() || tail.equals(EMPTY_LINE) ? "" : EMPTY_LINE) + note + "\n", StandardOpenOption.CREATE,
                StandardOpenOption.APPEND, StandardOpenOption.SYNC);
    }

    /** The last whole checkpoint of that log, whoever signed it; nothing if there is none, or no file. @throws IOException if it cannot be read */
    Optional<SignedNote> last(String origin) throws IOException {
        String tail = tail(TAIL);
        String[] parts = tail.substring(0, Math.max(0, tail.lastIndexOf(EMPTY_LINE))).split(EMPTY_LINE);
        for (int i = parts.length - 1; i > 0; i--) {
            if (parts[i].startsWith(DASH)) {
                Optional<SignedNote> note = note(parts[i - 1].replaceFirst("^\n+", "") + EMPTY_LINE + parts[i] + "\n", origin);
                if (note.isPresent()) {
                    return note;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<SignedNote> note(String text, String origin) {
        try {
            SignedNote note = SignedNote.parse(text);
            boolean whole = note.signatures().stream().allMatch(line -> line.signature().length == SIGNATURE);
            return whole && Checkpoint.parse(note.text()).origin().equals(origin) ? Optional.of(note) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private String tail(int most) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            file.position(Math.max(0, file.size() - most));
            ByteBuffer octets = ByteBuffer.allocate((int) Math.min(most, file.size()));
            while (octets.hasRemaining() && file.read(octets) >= 0) {
                continue;
            }
            return new String(Arrays.copyOf(octets.array(), octets.position()), StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return "";
        }
    }
}
