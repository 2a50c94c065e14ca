package org.preferencecenter.platform.entity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param doors       how mail comes in and goes on
 * @param anchors     who outside is given the ledger's checkpoints
 * @param evidence    how much is kept as evidence of choices
 * @param oidc        where people of the office sign in beside their local accounts; nothing: nowhere
 */
public record Settings(boolean demo, boolean demoSink, URI baseUrl, URI oneClickUrl, Secret secret,
        Optional<Secret> apiKey, String smtpHost, int smtpPort, Duration undoWindow, Duration confirmLife, int writers,
        Duration decisionsKept, Optional<String> lawFolder, Optional<String> smsGateway, Optional<Secret> smsToken,
        boolean onePersonPublishes, Optional<String> admin, MailDoors doors, AnchorSettings anchors,
        EvidenceSettings evidence, Optional<OidcSettings> oidc) {

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
        SettingsReader in = new SettingsReader(env);
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
                "is the address recipients reach, such as https://preferences.example.org", SettingsReader::address);
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
                "must be 32 random bytes in base64, such as the output of: openssl rand -base64 32", SettingsReader::secret);
        Optional<Secret> apiKey = in.present("PC_API_KEY")
                ? Optional.ofNullable(in.value("PC_API_KEY", null,
                        "must be at least 20 characters without spaces, such as the output of: openssl rand -hex 24",
                        SettingsReader::apiKey))
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
                        SettingsReader::gateway))
                : Optional.empty();
        Optional<Secret> smsToken = in.present("PC_SMS_TOKEN")
                ? Optional.ofNullable(in.value("PC_SMS_TOKEN", null, "must have no spaces and 1 to 4096 characters", SettingsReader::token))
                : Optional.empty();
        Optional<String> admin = in.present("PC_ADMIN")
                ? Optional.ofNullable(in.value("PC_ADMIN", null, "must be a mail address, such as admin@example.org",
                        text -> text.matches("[^\\s@]+@[^\\s@]+") ? Optional.of(text) : Optional.empty()))
                : Optional.empty();
        boolean alone = in.flag("PC_ONE_PERSON_PUBLISHES", false);
        MailDoors doors = MailDoors.read(in);
        AnchorSettings anchors = AnchorSettings.read(in);
        EvidenceSettings evidence = EvidenceSettings.read(in);
        Optional<OidcSettings> oidc = OidcSettings.read(in);
        in.finish();
        return new Settings(demo, demo && !ownHop, base, oneClick, secret, apiKey, smtpHost, smtpPort, undo, confirm,
                writers, decisions, lawFolder, smsGateway, smsToken, alone, admin, doors, anchors, evidence, oidc);
    }
}
