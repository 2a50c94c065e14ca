package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.preferencecenter.platform.FreePort;

/**
 * A Postfix of a test's own: configuration, queue and data in a folder of its own, free ports of the loopback address, every
 * message to one next hop. Nothing of the machine's Postfix is read or written.
 */
final class Postfix implements AutoCloseable {

    private static final List<String> SERVICES = List.of("pickup unix n - n 1 1 pickup", "cleanup unix n - n - 0 cleanup",
            "qmgr unix n - n 1 1 qmgr", "rewrite unix - - n - - trivial-rewrite", "bounce unix - - n - 0 bounce",
            "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce", "verify unix - - n - 1 verify",
            "flush unix n - n 1000? 0 flush", "proxymap unix - - n - - proxymap", "proxywrite unix - - n - 1 proxymap",
            "smtp unix - - n - 1 smtp", "relay unix - - n - 1 smtp", "error unix - - n - - error",
            "retry unix - - n - - error",
            "discard unix - - n - - discard", "anvil unix - - n - 1 anvil", "scache unix - - n - 1 scache",
            "tlsmgr unix - - n 1000? 1 tlsmgr", "postlog unix-dgram n - n - 1 postlogd");

    final Path folder;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    /** @return why there can be none here, or null */
    static String missing() {
        if (!Files.isExecutable(Path.of("/usr/sbin/postfix"))) {
            return "Postfix is missing: apt-get install postfix";
        }
        return "root".equals(System.getProperty("user.name")) ? null : "Postfix starts for root only";
    }

    /** A folder that Postfix's own user may pass through. */
    static Path folder() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("postfix-test");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        run("install", "-d", "-o", "root", "-g", "postfix", "-m", "2750", folder.resolve("milter").toString());
        return folder;
    }

    /**
     * Starts.
     *
     * @param milters  the milters of each smtpd, by a name of the test's choice, as Postfix writes them
     * @param notSmtpd the milters of what comes by sendmail(1)
     */
    Postfix(Path folder, int nextHop, Map<String, String> milters, String notSmtpd) throws IOException,
            InterruptedException {
        this(folder, nextHop, options("smtpd_milters", milters), List.of(), "non_smtpd_milters = " + notSmtpd);
    }

    /**
     * One whose smtpds hand what they take to content filters.
     *
     * @param filters  of each smtpd, by a name of the test's choice, as Postfix writes them
     * @param services further lines of master.cf
     * @param main     further lines of main.cf
     */
    static Postfix filtering(Path folder, int nextHop, Map<String, String> filters, List<String> services, String main)
            throws IOException, InterruptedException {
        return new Postfix(folder, nextHop, options("content_filter", filters), services, main);
    }

    private static Map<String, String> options(String name, Map<String, String> values) {
        Map<String, String> options = new LinkedHashMap<>();
        values.forEach((smtpd, value) -> options.put(smtpd, "-o " + name + "=" + value));
        return options;
    }

    private Postfix(Path folder, int nextHop, Map<String, String> smtpds, List<String> services, String main) throws IOException,
            InterruptedException {
        this.folder = folder;
        run("install", "-d", "-o", "root", folder.resolve("etc").toString(), folder.resolve("queue").toString());
        run("install", "-d", "-o", "postfix", folder.resolve("data").toString());
        List<String> master = new ArrayList<>(SERVICES);
        master.addAll(services);
        for (Map.Entry<String, String> smtpd : smtpds.entrySet()) {
            ports.put(smtpd.getKey(), FreePort.next());
            master.add("127.0.0.1:" + ports.get(smtpd.getKey()) + " inet n - n - - smtpd " + smtpd.getValue());
        }
        Files.write(folder.resolve("etc/master.cf"), master);
        Files.writeString(folder.resolve("etc/main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file_prefixes = %1$s
                maillog_file = %1$s/mail.log
                myhostname = relay.example.org
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                relayhost = [127.0.0.1]:%2$d
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtpd_authorized_xclient_hosts = 127.0.0.0/8
                smtp_dns_support_level = disabled
                smtp_host_lookup = native
                smtp_tls_security_level = none
                smtp_connection_cache_on_demand = no
                alias_maps =
                local_recipient_maps =
                smtpd_peername_lookup = no
                milter_default_action = tempfail
                %3$s
                """.formatted(folder, nextHop, main));
        run("postfix", "-c", folder.resolve("etc").toString(), "start");
    }

    int port(String smtpd) {
        return ports.get(smtpd);
    }

    /** What Postfix has written down; for a test that fails. */
    String log() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("mail.log"))) {
            return lines.collect(Collectors.joining("\n"));
        }
    }

    /** What waits, one line of JSON a message, with the reason of each recipient. */
    String queue() throws IOException, InterruptedException {
        return run("postqueue", "-c", folder.resolve("etc").toString(), "-j");
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        try {
            run("postfix", "-c", folder.resolve("etc").toString(), "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
