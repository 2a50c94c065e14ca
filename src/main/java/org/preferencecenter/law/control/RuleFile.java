package org.preferencecenter.law.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of rules, not read yet.
 *
 * @param name as mistakes name it
 * @param own  an operator's, which may replace what ships; else one that ships
 */
public record RuleFile(String name, byte[] bytes, boolean own) {

    /** What ships, on the class path under {@code law/}. */
    public static final List<String> SHIPPED = List.of("world.yaml", "eu.yaml", "fr.yaml", "de.yaml", "gb.yaml", "es.yaml",
            "it.yaml", "nl.yaml", "be.yaml", "ch.yaml", "us.yaml", "ca.yaml", "au.yaml", "br.yaml",
            // Where French law holds, at another hour.
            "gp.yaml", "mq.yaml", "gf.yaml", "re.yaml", "yt.yaml", "mf.yaml", "bl.yaml", "pm.yaml");

    /** Larger ones are not read: the largest that ships is a hundredth of it. */
    static final int MOST_BYTES = 1 << 20;

    /** The files that ship. */
    public static List<RuleFile> shipped() {
        return SHIPPED.stream().map(RuleFile::ofClassPath).toList();
    }

    /**
     * An operator's files, by name: those that end in {@code .yaml} or {@code .yml}; nothing else in the folder is read.
     *
     * @throws UncheckedIOException if the folder or a file cannot be read
     */
    public static List<RuleFile> of(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches("(?i).*\\.ya?ml")).sorted().map(RuleFile::ofFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuleFile ofClassPath(String name) {
        try (InputStream in = RuleFile.class.getResourceAsStream("/law/" + name)) {
            if (in == null) {
                throw new IllegalStateException("law/" + name + " is missing from the program");
            }
            return new RuleFile(name, in.readAllBytes(), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuleFile ofFile(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            // One byte more than is allowed tells a file that is too large, without reading it all.
            return new RuleFile(file.toString(), in.readNBytes(MOST_BYTES + 1), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
