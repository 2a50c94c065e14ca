package org.preferencecenter.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The folder that outlives a run: database, logs, master secret. One copy of the program at a time holds it. */
public final class DataFolder {

    private final Path root;
    private FileLock lock;

    private DataFolder(Path root) {
        this.root = root;
    }

    /** Creates and locks the folder. @throws CannotStart if it cannot be written or another copy holds it */
    public static DataFolder open(Path root) {
        DataFolder folder = new DataFolder(root);
        Path lockFile = root.resolve("lock");
        try {
            Files.createDirectories(root);
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            folder.lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            folder.lock = null;
        } catch (FileAlreadyExistsException e) {
            throw new CannotStart("The data folder " + root + " is a file. Set PC_DATA_DIR to a folder.", e);
        } catch (IOException e) {
            throw new CannotStart("The data folder " + root + " cannot be written (" + e.getClass().getSimpleName()
                    + "). Make it writable or set PC_DATA_DIR to another folder.", e);
        }
        if (folder.lock == null) {
            throw new CannotStart("Preference Center is already running on the data folder " + root
                    + ". Stop that copy, or set PC_DATA_DIR and PC_HTTP_PORT for a second one.");
        }
        return folder;
    }

    /** A file or folder in it. */
    public Path path(String name) {
        return root.resolve(name);
    }

    /** The master secret of this folder, made at the first start; readable by its owner only. */
    String secret() {
        Path file = path("secret");
        try {
            if (Files.notExists(file)) {
                byte[] bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                }
                Files.writeString(file, Base64.getEncoder().encodeToString(bytes));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotStart("The secret in " + file + " cannot be read or made. Check the folder's permissions.", e);
        }
    }

    /** Remembers a child process, so that a later start can end it if this one is killed. */
    void remember(String name, ProcessHandle process) {
        try {
            Files.writeString(path(name + ".pid"), process.pid() + " " + startOf(process));
        } catch (IOException e) {
            throw new CannotStart("The file " + path(name + ".pid") + " cannot be written.", e);
        }
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(path(name + ".pid"));
        } catch (IOException stays) {
            // The next start sees that no such process lives.
        }
    }

    /** Ends what a killed run left behind; the start time guards against a number that was given to another process. */
    boolean endLeftover(String name) {
        Optional<ProcessHandle> left = leftover(path(name + ".pid"));
        left.ifPresent(process -> {
            process.destroy();
            try {
                process.onExit().get(20, TimeUnit.SECONDS);
            } catch (Exception stillThere) {
                process.destroyForcibly();
            }
        });
        forget(name);
        return left.isPresent();
    }

    private static Optional<ProcessHandle> leftover(Path pidFile) {
        try {
            String[] parts = Files.readString(pidFile).strip().split(" ");
            return ProcessHandle.of(Long.parseLong(parts[0])).filter(p -> p.isAlive() && startOf(p).equals(parts[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException nothingRemembered) {
            return Optional.empty();
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
}
