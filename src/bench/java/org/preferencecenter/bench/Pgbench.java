package org.preferencecenter.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.postgresql.ds.PGSimpleDataSource;

/** The limit in the same run: how many single-row transactions a second PostgreSQL itself commits. */
final class Pgbench {

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    private Pgbench() {
    }

    /** As many as it can, all clients at once. @return commits a second */
    static double singleRowCommits(PGSimpleDataSource database, Path work, int clients, int seconds, int recipients)
            throws IOException, InterruptedException {
        String output = run(database, work, clients, seconds, recipients, List.of());
        Matcher tps = TPS.matcher(output);
        if (!tps.find()) {
            throw new IOException("pgbench failed: " + output);
        }
        return Double.parseDouble(tps.group(1));
    }

    /**
     * At a rate that is given, each commit counted from the moment it was due: what the disk and the machine add to the waits
     * of anything that commits on them.
     *
     * @param share of all commits, 0.99 for the 99th percentile
     * @return milliseconds that this share took at most
     */
    static double millisAt(double rate, double share, PGSimpleDataSource database, Path work, int clients, int seconds, int recipients)
            throws IOException, InterruptedException {
        Path log = work.resolve("pgbench-at-rate");
        String output = run(database, work, clients, seconds, recipients, List.of("-R", Long.toString(Math.round(rate)),
                "-l", "--log-prefix=" + log));
        List<Double> millis = new ArrayList<>();
        try (Stream<Path> logs = Files.list(work)) {
            for (Path part : logs.filter(p -> p.getFileName().toString().startsWith("pgbench-at-rate.")).toList()) {
                try (Stream<String> lines = Files.lines(part)) {
                    lines.forEach(line -> millis.add(Long.parseLong(line.split(" ")[2]) / 1000.0));
                }
                Files.delete(part);
            }
        }
        if (millis.isEmpty()) {
            throw new IOException("pgbench failed: " + output);
        }
        millis.sort(null);
        return millis.get((int) Math.min(millis.size() - 1L, Math.round(millis.size() * share)));
    }

    private static String run(PGSimpleDataSource database, Path work, int clients, int seconds, int recipients, List<String> more)
            throws IOException, InterruptedException {
        Path script = work.resolve("single-row.sql");
        Files.writeString(script, "\\set r random(1, " + recipients + ")\n"
                + "insert into bench_row (recipient_id, note) values (:r, 'one row, one commit');\n");
        URI uri = URI.create(database.getURL().substring("jdbc:".length()));
        List<String> words = new ArrayList<>(List.of(program(), "-n", "-M", "prepared", "-f", script.toString(),
                "-c", Integer.toString(clients), "-j", "2", "-T", Integer.toString(seconds),
                "-h", uri.getHost(), "-p", Integer.toString(uri.getPort()), "-U", "postgres"));
        words.addAll(more);
        words.add("postgres");
        ProcessBuilder command = new ProcessBuilder(words);
        command.environment().put("PGPASSWORD", "postgres");
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("pgbench failed: " + output);
        }
        return output;
    }

    /** On the path, or where Debian keeps it. */
    private static String program() throws IOException {
        for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, "pgbench"))) {
                return Path.of(folder, "pgbench").toString();
            }
        }
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                List<Path> found = versions.map(v -> v.resolve("bin/pgbench")).filter(Files::isExecutable).toList();
                if (!found.isEmpty()) {
                    return found.get(found.size() - 1).toString();
                }
            }
        }
        throw new IOException("pgbench is not installed; on Debian: apt-get install postgresql");
    }
}
