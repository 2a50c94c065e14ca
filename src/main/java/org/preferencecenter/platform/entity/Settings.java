package org.preferencecenter.platform.entity;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything the operator can set, read once from {@code PC_*} variables and checked at start.
 *
 * @param demo        loads the demo brand and serves /demo
 * @param demoSink    the demo's own SMTP sink is the next hop
 * @param baseUrl     where recipients reach the pages, without trailing slash
 * @param oneClickUrl base of the URI in List-Unsubscribe: always https (RFC 8058 §3.1); differs from baseUrl only in the demo
 * @param secret      master secret: seals link and DKIM keys, keys the suppression hashes
 * @param apiKey      the operator's key of the REST API; nothing: only keys that were made open it, and in the demo all may call
 * @param smtpHost    the next hop
 * @param smtpPort    1 to 65535
 * @param undoWindow  how long a stop can be undone through a mailed link
 * @param confirmLife how long a confirmation link works
 * @param writers     how many group-commit writers record one-click stops, 1 to 16
 * @param decisionsKept how long the log of decisions reaches back
 * @param lawFolder   folder with the operator's own rule files; nothing: only what ships holds
 * @param smsGateway  where texts are handed to: an https address, or a mail address with {@code {number}} in it; nothing: none
 *                    can be sent, and in the demo a pretended telephone gets them
 * @param smsToken    the bearer token for an https gateway
 * @param onePersonPublishes a house of one person: who wrote a change of the catalogue may publish it (W-15 asks for two)
 * @param admin       the mail address of the office's first administrator; nothing: admin@ the base address's host
 */
public record Settings(boolean demo, boolean demoSink, URI baseUrl, URI oneClickUrl, Secret secret,
        Optional<Secret> apiKey, String smtpHost, int smtpPort, Duration undoWindow, Duration confirmLife, int writers,
        Duration decisionsKept, Optional<String> lawFolder, Optional<String> smsGateway, Optional<Secret> smsToken,
        boolean onePersonPublishes, Optional<String> admin) {

    /** Says every wrong variable at once: its name, what is wrong with it and an example. */
    public static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Wrong(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
        }
    }

    /**
     * Reads and checks the variables.
     *
     * @param env the process's environment
     * @throws Wrong naming each wrong variable
     */
    public static Settings read(Map<String, String> env) {
        Reader in = new Reader(env);
        boolean demo = in.flag("PC_DEMO", false);
        int httpPort = in.number("PC_HTTP_PORT", 8080, 1, 65535);
        int httpsPort = in.number("PC_HTTPS_PORT", 8443, 1, 65535);
        int managementPort = in.number("PC_MANAGEMENT_PORT", 9990, 1, 65535);
        if (httpPort == httpsPort || httpPort == managementPort || httpsPort == managementPort) {
            in.wrong("PC_MANAGEMENT_PORT", "and PC_HTTP_PORT and PC_HTTPS_PORT must be three different ports", "9990");
        }
        in.number("PC_DATABASE_POOL", 20, 2, 1000);
        in.flag("PC_BEHIND_PROXY", false);
        if (in.present("PC_DATABASE_URL") && !env.get("PC_DATABASE_URL").startsWith("jdbc:postgresql:")) {
            in.wrong("PC_DATABASE_URL", "must be the JDBC address of a PostgreSQL",
                    "jdbc:postgresql://db.example.org:5432/preference");
        }
        URI base = in.value("PC_BASE_URL", demo ? "http://localhost:" + httpPort : null,
                "is the address recipients reach, such as https://preferences.example.org", Reader::address);
        URI oneClick = base;
        if (base != null && !"https".equals(base.getScheme())) {
            if (demo) {
                // RFC 8058 §3.1 asks for https in the header; the server's own demo certificate serves it.
                oneClick = URI.create("https://" + base.getHost() + ":" + httpsPort);
            } else {
                in.wrong("PC_BASE_URL", "must start with https:// (RFC 8058 §3.1: one-click links are https)",
                        "https://preferences.example.org");
            }
        }
        Secret secret = in.value("PC_SECRET", null,
                "must be 32 random bytes in base64, such as the output of: openssl rand -base64 32", Reader::secret);
        Optional<Secret> apiKey = in.present("PC_API_KEY")
                ? Optional.ofNullable(in.value("PC_API_KEY", null,
                        "must be at least 20 characters without spaces, such as the output of: openssl rand -hex 24",
                        Reader::apiKey))
                : Optional.empty();
        boolean ownHop = in.present("PC_SMTP_HOST");
        if (!ownHop && !demo) {
            in.wrong("PC_SMTP_HOST", "is missing: it names the mail server that messages are handed to",
                    "smtp.example.org");
        }
        String smtpHost = ownHop ? env.get("PC_SMTP_HOST").strip() : "127.0.0.1";
        int smtpPort = in.number("PC_SMTP_PORT", ownHop ? 25 : 2525, 1, 65535);
        Duration undo = Duration.ofHours(in.number("PC_UNDO_HOURS", 24, 1, 24 * 30));
        Duration confirm = Duration.ofHours(in.number("PC_CONFIRM_HOURS", 72, 1, 72));
        int writers = in.number("PC_ONE_CLICK_WRITERS", 1, 1, 16);
        Duration decisions = Duration.ofDays(in.number("PC_DECISION_DAYS", 400, 1, 3650));
        Optional<String> lawFolder = in.present("PC_LAW_FOLDER") ? Optional.of(env.get("PC_LAW_FOLDER").strip()) : Optional.empty();
        Optional<String> smsGateway = in.present("PC_SMS_GATEWAY")
                ? Optional.ofNullable(in.value("PC_SMS_GATEWAY", null,
                        "must be an https address, or a mail address with {number} in it, such as {number}@sms.example.org",
                        Reader::gateway))
                : Optional.empty();
        Optional<Secret> smsToken = in.present("PC_SMS_TOKEN")
                ? Optional.ofNullable(in.value("PC_SMS_TOKEN", null, "must have no spaces and 1 to 4096 characters", Reader::token))
                : Optional.empty();
        Optional<String> admin = in.present("PC_ADMIN")
                ? Optional.ofNullable(in.value("PC_ADMIN", null, "must be a mail address, such as admin@example.org",
                        text -> text.matches("[^\\s@]+@[^\\s@]+") ? Optional.of(text) : Optional.empty()))
                : Optional.empty();
        boolean alone = in.flag("PC_ONE_PERSON_PUBLISHES", false);
        in.finish();
        return new Settings(demo, demo && !ownHop, base, oneClick, secret, apiKey, smtpHost, smtpPort, undo, confirm,
                writers, decisions, lawFolder, smsGateway, smsToken, alone, admin);
    }

    /** Reads one variable after the other and remembers what is wrong. */
    private static final class Reader {

        private final Map<String, String> env;
        private final List<String> problems = new ArrayList<>();

        Reader(Map<String, String> env) {
            this.env = env;
        }

        boolean present(String name) {
            String text = env.get(name);
            return text != null && !text.isBlank();
        }

        void wrong(String name, String problem, String example) {
            problems.add(name + " " + problem + "; for example " + name + "=" + example);
        }

        boolean flag(String name, boolean unless) {
            if (!present(name)) {
                return unless;
            }
            String text = env.get(name).strip();
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return Boolean.parseBoolean(text);
            }
            wrong(name, "is '" + text + "', but must be true or false", "true");
            return unless;
        }

        int number(String name, int unless, int least, int most) {
            if (!present(name)) {
                return unless;
            }
            String text = env.get(name).strip();
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // said below, as for a number out of range
            }
            wrong(name, "is '" + text + "', but must be a whole number from " + least + " to " + most,
                    Integer.toString(unless));
            return unless;
        }

        /** A value never repeated in the message: it may be a secret. */
        <T> T value(String name, String unless, String rule, Function<String, Optional<T>> parse) {
            String text = present(name) ? env.get(name).strip() : unless;
            if (text == null) {
                problems.add(name + " is missing: it " + rule);
                return null;
            }
            Optional<T> value = parse.apply(text);
            if (value.isEmpty()) {
                problems.add(name + " cannot be used: it " + rule);
            }
            return value.orElse(null);
        }

        static Optional<URI> address(String text) {
            try {
                URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
                boolean whole = uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null
                        && uri.getUserInfo() == null && uri.getPath().isEmpty()
                        && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
                return whole ? Optional.of(uri) : Optional.empty();
            } catch (IllegalArgumentException notAnAddress) {
                return Optional.empty();
            }
        }

        static Optional<Secret> secret(String text) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text);
                return bytes.length == 32 ? Optional.of(new Secret(bytes)) : Optional.empty();
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }

        static Optional<Secret> apiKey(String text) {
            return text.length() >= 20 && text.chars().allMatch(c -> c > 32 && c < 127)
                    ? Optional.of(new Secret(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                    : Optional.empty();
        }

        static Optional<String> gateway(String text) {
            boolean mail = text.contains("{number}") && text.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
            return mail || text.startsWith("https://") && address(text.replaceFirst("(https://[^/?#]*).*", "$1")).isPresent()
                    ? Optional.of(text) : Optional.empty();
        }

        static Optional<Secret> token(String text) {
            return text.length() <= 4096 && text.chars().allMatch(c -> c > 32 && c < 127)
                    ? Optional.of(new Secret(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII))) : Optional.empty();
        }

        void finish() {
            if (!problems.isEmpty()) {
                throw new Wrong(problems);
            }
        }
    }
}
