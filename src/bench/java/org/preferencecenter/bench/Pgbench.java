package org.preferencecenter.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static double singleRowCommits(PGSimpleDataSource database, Path work, int clients, int seconds, int recipients)
            throws IOException, InterruptedException {
        Path script = work.resolve("single-row.sql");
        Files.writeString(script, "\\set r random(1, " + recipients + ")\n"
                + "insert into bench_row (recipient_id, note) values (:r, 'one row, one commit');\n");
        URI uri = URI.create(database.getURL().substring("jdbc:".length()));
        ProcessBuilder command = new ProcessBuilder(program(), "-n", "-M", "prepared", "-f", script.toString(),
                "-c", Integer.toString(clients), "-j", "2", "-T", Integer.toString(seconds),
                "-h", uri.getHost(), "-p", Integer.toString(uri.getPort()), "-U", "postgres", "postgres");
        command.environment().put("PGPASSWORD", "postgres");
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher tps = TPS.matcher(output);
        if (process.waitFor() != 0 || !tps.find()) {
            throw new IOException("pgbench failed: " + output);
        }
        return Double.parseDouble(tps.group(1));
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
