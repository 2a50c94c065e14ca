package org.preferencecenter.ledger.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.preferencecenter.ledger.entity.ProofCheck;

/** A proof file and the evidence that came with it: in a ZIP, or unpacked. Reads nothing but those. */
final class ProofParcel implements ProofCheck.Beside, AutoCloseable {

    /** What the proof file is called in a ZIP. */
    static final String PROOF = "proof.json";

    /** No name leads out of the folder of evidence. */
    private static final Pattern NAME = Pattern.compile("evidence/[0-9a-z][0-9a-z.-]{0,80}");
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private final ZipFile zip;
    private final Path file;

    private ProofParcel(ZipFile zip, Path file) {
        this.zip = zip;
        this.file = file;
    }

    /** @throws IOException if it cannot be read, or two files in it have one name: nobody would know which is meant */
    static ProofParcel open(Path file) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(ZIP.length);
        }
        if (!java.util.Arrays.equals(first, ZIP)) {
            return new ProofParcel(null, file);
        }
        ZipFile zip = new ZipFile(file.toFile());
        if (zip.getEntry(PROOF) == null || zip.stream().map(ZipEntry::getName).distinct().count() != zip.size()) {
            zip.close();
            throw new IOException("no proof file in it, or two of one name");
        }
        return new ProofParcel(zip, file);
    }

    String proof() throws IOException {
        if (zip == null) {
            return Files.readString(file);
        }
        try (InputStream in = zip.getInputStream(zip.getEntry(PROOF))) {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();   // refuses what is none
        }
    }

    @Override
    public Optional<byte[]> digest(String name, byte[] salt) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream content = content(name)) {
            if (content == null) {
                return Optional.empty();
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            byte[] part = new byte[1 << 16];
            for (int read = content.read(part); read >= 0; read = content.read(part)) {
                digest.update(part, 0, read);
            }
            return Optional.of(digest.digest());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Null: it is not there. */
    private InputStream content(String name) throws IOException {
        if (zip != null) {
            ZipEntry entry = zip.getEntry(name);
            return entry == null ? null : zip.getInputStream(entry);
        }
        Path there = file.resolveSibling(name);
        return Files.isRegularFile(there) ? Files.newInputStream(there) : null;
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
