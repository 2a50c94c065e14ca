package org.preferencecenter.decision;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A file of golden cases.
 *
 * @param name  {@code fr.cases.yaml}
 * @param path  where it lies
 * @param cases in their order
 */
record GoldenFile(String name, Path path, List<GoldenCase> cases) {

    /** Every word is text: no date, number or "no" is anything else. */
    private static final class Words extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None.
        }
    }

    static List<GoldenFile> all() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/law"))) {
            return files.filter(file -> file.toString().endsWith(".cases.yaml")).sorted().map(GoldenFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static GoldenFile read(Path path) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Yaml yaml = new Yaml(new SafeConstructor(options), new Representer(new DumperOptions()), new DumperOptions(), options,
                new Words());
        String name = path.getFileName().toString();
        try (Reader reader = Files.newBufferedReader(path)) {
            Map<String, Object> file = yaml.load(reader);
            Map<String, Object> usual = (Map<String, Object>) file.get("unless-said");
            Map<String, Map<String, String>> people =
                    (Map<String, Map<String, String>>) file.getOrDefault("people", Map.of());
            return new GoldenFile(name, path, ((List<Map<String, Object>>) file.get("cases")).stream().map(words -> {
                Map<String, Object> all = new HashMap<>(usual);
                all.putAll(words);
                return new GoldenCase(all, people);
            }).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }
}
