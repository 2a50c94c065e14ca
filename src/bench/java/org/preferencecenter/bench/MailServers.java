package org.preferencecenter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Postfix and an OpenDKIM of a measurement's own, in a folder of their own: what the relay is measured against. Nothing of
 * the machine's own is read or written.
 */
final class MailServers implements AutoCloseable {

    private static final List<String> SERVICES = List.of("pickup unix n - n 60 1 pickup", "cleanup unix n - n - 0 cleanup",
            "qmgr unix n - n 300 1 qmgr", "rewrite unix - - n - - trivial-rewrite", "bounce unix - - n - 0 bounce",
            "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce", "verify unix - - n - 1 verify",
            "flush unix n - n 1000? 0 flush", "proxymap unix - - n - - proxymap", "proxywrite unix - - n - 1 proxymap",
            "smtp unix - - n - - smtp", "relay unix - - n - - smtp", "error unix - - n - - error", "retry unix - - n - - error",
            "discard unix - - n - - discard", "anvil unix - - n - 1 anvil", "scache unix - - n - 1 scache",
            "tlsmgr unix - - n 1000? 1 tlsmgr", "postlog unix-dgram n - n - 1 postlogd");

    private final Path folder;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private Process openDkim;

    MailServers() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("mail-bench");
        // Postfix's own user must be able to pass through, and to open what its milters listen on.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        run("install", "-d", "-o", "root", "-g", "postfix", "-m", "2750", folder.resolve("milter").toString());
    }

    /** @return what is missing here, or null */
    static String missing() {
        for (String program : List.of("postfix", "smtp-source", "smtp-sink", "opendkim")) {
            if (!Files.isExecutable(Path.of("/usr/sbin", program))) {
                return program + " is missing: apt-get install postfix opendkim";
            }
        }
        return "root".equals(System.getProperty("user.name")) ? null : "Postfix starts for root only";
    }

    /** Where a milter listens, as Postfix writes it. */
    String socket(String name) {
        return "unix:" + folder.resolve("milter").resolve(name);
    }

    /** Signs as the relay's first signature is made: RSA-2048, relaxed/relaxed, both fields of one-click. */
    void startOpenDkim(String domain) throws IOException, GeneralSecurityException, InterruptedException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        Path key = folder.resolve("key.pem");
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path configuration = folder.resolve("opendkim.conf");
        Files.writeString(configuration, """
                Mode s
                Domain %s
                Selector bench
                KeyFile %s
                RequireSafeKeys no
                Canonicalization relaxed/relaxed
                SignHeaders *,+List-Unsubscribe,+List-Unsubscribe-Post
                Socket local:%s
                UMask 007
                Syslog no
                """.formatted(domain, key, folder.resolve("milter/opendkim")));
        openDkim = new ProcessBuilder("/usr/sbin/opendkim", "-f", "-x", configuration.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("opendkim.log").toFile()).start();
        while (!Files.exists(folder.resolve("milter/opendkim"))) {
            if (openDkim.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException(Files.readString(folder.resolve("opendkim.log")));
            }
        }
    }

    /** @param milters of each smtpd, by name; all deliver to the same next hop, as many at a time as come in */
    void startPostfix(int nextHop, Map<String, String> milters) throws IOException, InterruptedException {
        run("install", "-d", "-o", "root", folder.resolve("etc").toString(), folder.resolve("queue").toString());
        run("install", "-d", "-o", "postfix", folder.resolve("data").toString());
        List<String> master = new ArrayList<>(SERVICES);
        for (Map.Entry<String, String> smtpd : milters.entrySet()) {
            int port = FreePort.any();
            ports.put(smtpd.getKey(), port);
            master.add("127.0.0.1:" + port + " inet n - n - - smtpd"
                    + (smtpd.getValue().isEmpty() ? "" : " -o smtpd_milters=" + smtpd.getValue()));
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
                smtp_dns_support_level = disabled
                smtp_host_lookup = native
                smtp_tls_security_level = none
                alias_maps =
                local_recipient_maps =
                smtpd_peername_lookup = no
                smtpd_client_connection_count_limit = 0
                in_flow_delay = 0
                initial_destination_concurrency = 20
                default_destination_concurrency_limit = 64
                milter_default_action = tempfail
                non_smtpd_milters =
                """.formatted(folder, nextHop));
        run("postfix", "-c", folder.resolve("etc").toString(), "start");
    }

    int port(String smtpd) {
        return ports.get(smtpd);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (!ports.isEmpty()) {
                run("postfix", "-c", folder.resolve("etc").toString(), "stop");
            }
            if (openDkim != null) {
                openDkim.destroy();
                openDkim.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Folders.delete(folder);
    }
}
