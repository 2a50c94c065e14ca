package org.preferencecenter.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A real PostgreSQL in the data folder, for people who have none. Reuses the one a killed run left behind. */
public final class LocalPostgres implements AutoCloseable {

    private final int port;
    private final AutoCloseable stop;

    private LocalPostgres(int port, AutoCloseable stop) {
        this.port = port;
        this.stop = stop;
    }

    /** @throws CannotStart if it does not start */
    public static LocalPostgres start(DataFolder data) {
        Path cluster = data.path("postgres");
        LocalPostgres running = running(cluster);
        if (running != null) {
            return running;
        }
        try {
            // The library switches fsync off for tests; here a choice acknowledged is a choice kept.
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setOverrideWorkingDirectory(data.path("postgres-program").toFile())
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "4GB")
                    .setServerConfig("checkpoint_timeout", "15min")
                    .setServerConfig("max_connections", "200")
                    .start();
            return new LocalPostgres(postgres.getPort(), postgres);
        } catch (IOException | RuntimeException e) {
            throw new CannotStart("The database in " + cluster + " does not start: " + e.getMessage()
                    + System.lineSeparator() + "Its log is above. If the folder came from another version, move it away; "
                    + "or use your own PostgreSQL with PC_DATABASE_URL, PC_DATABASE_USER and PC_DATABASE_PASSWORD.", e);
        }
    }

    /** The JDBC URL; user and password are {@code postgres}. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() throws Exception {
        stop.close();
    }

    /** PostgreSQL writes its process id (line 1) and port (line 4) into the cluster's folder. */
    private static LocalPostgres running(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            ProcessHandle process = ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElse(null);
            if (process == null || !process.isAlive() || !process.info().command().orElse("").contains("postgres")) {
                return null;
            }
            // SIGINT would be its fast shutdown; SIGTERM, which Java sends, is the smart one: it waits for connections,
            // and the server, the only client, is gone by then.
            return new LocalPostgres(Integer.parseInt(lines.get(3).strip()), process::destroy);
        } catch (IOException | RuntimeException notRunning) {
            return null;
        }
    }
}
