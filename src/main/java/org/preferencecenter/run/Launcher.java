package org.preferencecenter.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import org.preferencecenter.platform.entity.RelaySettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * The run command: starts the database, then the server, prints the address, and stops both on Ctrl-C.
 * For trying and developing; production starts the server alone (README).
 */
public final class Launcher {

    private final Path project;
    private final Path serverHome;
    private final Map<String, String> env = new HashMap<>(System.getenv());

    private Launcher(Path project, Path serverHome) {
        this.project = project;
        this.serverHome = serverHome;
    }

    /** @param args the project's folder and the provisioned server's */
    public static void main(String[] args) {
        try {
            int exit = new Launcher(Path.of(args[0]), Path.of(args[1])).run();
            if (exit != 0) {
                System.exit(exit);
            }
        } catch (CannotStart refusal) {
            say("");
            say(refusal.getMessage());
            System.exit(1);
        } catch (InterruptedException ctrlC) {
            Thread.currentThread().interrupt();
        }
    }

    private int run() throws InterruptedException {
        env.putIfAbsent("PC_DEMO", "true");
        Path folder = Path.of(env.getOrDefault("PC_DATA_DIR", project.resolve("data").toString())).toAbsolutePath();
        DataFolder data = DataFolder.open(folder);
        if (env.getOrDefault("PC_SECRET", "").isBlank()) {
            env.put("PC_SECRET", data.secret());
        }
        if (Boolean.parseBoolean(env.get("PC_DEMO").strip())) {
            // Somebody outside who holds the log's checkpoints: a file beside the database, a mailbox of the demo's.
            env.putIfAbsent("PC_ANCHOR_FILE", folder.resolve("checkpoints").toString());
            env.putIfAbsent("PC_ANCHOR_MAIL", "temoin@cabinet-duval.example");
        }
        useOwnRules(data.path("law"));
        if (data.endLeftover("server")) {
            say("An earlier run was killed and had left its server behind; it has been ended.");
        }
        choosePorts();
        checkSettings();
        LocalPostgres postgres = database(data);
        ServerProcess server;
        Path log = data.path("log").resolve("server.log");
        env.put("PC_LOG_DIR", log.getParent().toString());
        try {
            say("Starting the server …");
            // A base of its own: two copies of the program on one base would take each other's deployment down.
            server = ServerProcess.start(serverHome, ServerProcess.copyOfBase(serverHome, data.path("server")), env, log);
        } catch (CannotStart e) {
            stop(postgres);
            throw e;
        } catch (IOException e) {
            stop(postgres);
            throw new CannotStart("The server cannot be laid out in " + data.path("server") + " ("
                    + e.getClass().getSimpleName() + "). Is the disk full, or the folder somebody else's?", e);
        }
        data.remember("server", server.handle());
        Thread stopping = new Thread(() -> {
            server.stop();
            stop(postgres);
            data.forget("server");
            say("Stopped. Your data stays in " + folder);
        }, "stopping");
        Runtime.getRuntime().addShutdownHook(stopping);
        server.awaitStarted(log);
        greet(folder);
        int exit = server.await();
        if (stopping.isAlive()) {
            // Asked to stop: the other thread ends what is left and says so.
            stopping.join();
            return 0;
        }
        say("The server ended by itself (code " + exit + "); its log is " + log);
        return exit;
    }

    /** Somebody's own rule files: those of PC_LAW_FOLDER, else those in the data folder, if there are any. */
    private void useOwnRules(Path inData) {
        String named = env.getOrDefault("PC_LAW_FOLDER", "").strip();
        if (named.isEmpty() && Files.isDirectory(inData)) {
            env.put("PC_LAW_FOLDER", inData.toString());
        } else if (!named.isEmpty() && !Files.isReadable(Path.of(named))) {
            throw new CannotStart("PC_LAW_FOLDER is '" + named + "', but there is no such folder that can be read. Make it,"
                    + " or unset PC_LAW_FOLDER.");
        }
    }

    private LocalPostgres database(DataFolder data) {
        if (!env.getOrDefault("PC_DATABASE_URL", "").isBlank()) {
            checkDatabase();
            return null;
        }
        say("Starting PostgreSQL in " + data.path("postgres") + " …");
        LocalPostgres postgres = LocalPostgres.start(data);
        env.put("PC_DATABASE_URL", postgres.url());
        env.put("PC_DATABASE_USER", "postgres");
        env.put("PC_DATABASE_PASSWORD", "postgres");
        return postgres;
    }

    private static void stop(LocalPostgres postgres) {
        if (postgres != null) {
            try {
                postgres.close();
            } catch (Exception e) {
                say("PostgreSQL did not stop by itself: " + e.getMessage());
            }
        }
    }

    /** The port people type must be the one they asked for; the others move aside if nobody asked for them. */
    private void choosePorts() {
        need("PC_HTTP_PORT", 8080);
        needOrMove("PC_HTTPS_PORT", 8443);
        needOrMove("PC_MANAGEMENT_PORT", 9990);
        if (env.getOrDefault("PC_SMTP_HOST", "").isBlank()) {
            needOrMove("PC_SMTP_PORT", 2525);
        }
        if (Boolean.parseBoolean(env.getOrDefault("PC_DEMO", "").strip()) || !env.getOrDefault("PC_RELAY_PORT", "").isBlank()) {
            needOrMove("PC_RELAY_PORT", 2587);
        }
        if (Boolean.parseBoolean(env.getOrDefault("PC_DEMO", "").strip()) || !env.getOrDefault("PC_INBOUND_PORT", "").isBlank()) {
            needOrMove("PC_INBOUND_PORT", 2526);
        }
    }

    private void needOrMove(String name, int usual) {
        if (!env.getOrDefault(name, "").isBlank()) {
            need(name, usual);
        } else if (free(usual)) {
            env.put(name, Integer.toString(usual));
        } else {
            try (ServerSocket any = new ServerSocket(0)) {
                env.put(name, Integer.toString(any.getLocalPort()));
            } catch (IOException e) {
                throw new CannotStart("No free port is left on this machine.", e);
            }
        }
    }

    private void need(String name, int usual) {
        String text = env.getOrDefault(name, "").isBlank() ? Integer.toString(usual) : env.get(name).strip();
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException saidByTheSettings) {
            return;
        }
        if (port > 0 && port < 65536 && !free(port)) {
            throw new CannotStart("Port " + port + " is in use by another program. Stop that program, or set " + name
                    + " to a free port, for example " + name + "=" + (port + 10) + ".");
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private void checkSettings() {
        try {
            Settings.read(env);
        } catch (Settings.Wrong wrong) {
            throw new CannotStart(wrong.getMessage(), wrong);
        }
        checkAddress();
        if (!Files.isRegularFile(serverHome.resolve("jboss-modules.jar"))) {
            throw new CannotStart("There is no server in " + serverHome + ". Run mvn -Prun.");
        }
    }

    private void checkAddress() {
        String address = env.getOrDefault("PC_BIND_ADDRESS", "127.0.0.1");
        try {
            if (NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null
                    || InetAddress.getByName(address).isAnyLocalAddress()) {
                return;
            }
        } catch (IOException saidBelow) {
            // no such name
        }
        throw new CannotStart("PC_BIND_ADDRESS is '" + address + "', but must be an address of this machine; for example "
                + "PC_BIND_ADDRESS=127.0.0.1, or 0.0.0.0 for all of them.");
    }

    /** Somebody's own database is tried first: the server would tell of a wrong password in many lines. */
    private void checkDatabase() {
        try {
            DriverManager.setLoginTimeout(10);
            DriverManager.getConnection(env.get("PC_DATABASE_URL"), env.get("PC_DATABASE_USER"),
                    env.get("PC_DATABASE_PASSWORD")).close();
        } catch (SQLException e) {
            throw new CannotStart("The database of PC_DATABASE_URL cannot be used: " + e.getMessage() + System.lineSeparator()
                    + "Check PC_DATABASE_URL, PC_DATABASE_USER and PC_DATABASE_PASSWORD; for example "
                    + "PC_DATABASE_URL=jdbc:postgresql://localhost:5432/preference, or unset all three.", e);
        }
    }

    private void greet(Path folder) {
        Settings settings = Settings.read(env);
        say("");
        say("  Preference Center is running:  " + settings.baseUrl() + (settings.demo() ? "/demo/inbox" : "/"));
        RelaySettings relay = settings.doors().relay();
        if (relay.port() != 0) {
            say("  Senders hand mail to the relay: " + (relay.open() ? "localhost" : relay.address()) + ":" + relay.port()
                    + (relay.open() ? "  (SMTP, from this machine without a login)" : "  (SMTP)"));
        }
        say("");
        say("  Data and logs: " + folder + "   Stop: Ctrl-C");
        say("");
    }

    @SuppressWarnings("java:S106") // a command line program speaks on standard output
    private static void say(String line) {
        System.out.println(line);
    }
}
