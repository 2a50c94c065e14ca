package org.preferencecenter.office.boundary;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.ledger.control.LogState;
import org.preferencecenter.office.control.Health;
import org.preferencecenter.office.control.Health.Standing;
import org.preferencecenter.platform.entity.Settings;

/** How the house stands: what runs, what waits, which law is in force, how it is set up. No secret, nothing of a person. */
@Named
@RequestScoped
public class HealthPage {

    @Inject
    private Desk desk;
    @Inject
    private Health health;
    @Inject
    private RuleBooks ruleBooks;
    @Inject
    private LogState log;
    @Inject
    private Settings settings;
    private Optional<Standing> standing;
    private List<Check> checks;

    /**
     * One thing that was looked at.
     *
     * @param state {@code ok}, {@code warn} or {@code bad}
     * @param what  key of what it is
     * @param text  how it is
     */
    public record Check(String state, String what, String text) {
    }

    /** A setting as it is in force. */
    public record Setting(String name, String value, String about) {
    }

    @PostConstruct
    void look() {
        try {
            standing = Optional.of(health.standing());
        } catch (IllegalStateException away) {
            standing = Optional.empty();
        }
    }

    public List<Check> getChecks() {
        if (checks == null) {
            checks = check();
        }
        return checks;
    }

    private List<Check> check() {
        List<Check> checks = new ArrayList<>();
        checks.add(standing.map(s -> new Check("ok", "health.database", desk.say("health.database.ok", s.version(), s.schema())))
                .orElseGet(() -> new Check("bad", "health.database", desk.say("health.database.away"))));
        boolean hop = health.nextHopAnswers();
        checks.add(new Check(hop ? "ok" : "bad", "health.hop", desk.say(hop ? "health.hop.ok" : "health.hop.away",
                settings.smtpHost() + ":" + settings.smtpPort())));
        standing.ifPresent(s -> {
            checks.add(new Check(s.failing() > 0 ? "warn" : "ok", "health.letters", s.letters() == 0 ? desk.say("health.letters.none")
                    : desk.say("health.letters.some", few(s.letters()), few(s.failing()), desk.time(s.oldest()))));
            checks.add(new Check(s.stuck() > 0 ? "warn" : "ok", "health.signups", s.signUps() == 0 ? desk.say("health.signups.none")
                    : desk.say("health.signups.some", few(s.signUps()), few(s.stuck()))));
            checks.add(new Check("ok", "health.ledger", desk.say("health.ledger.ok", s.arrivals())));
            checks.addAll(log());
            checks.add(new Check(s.unclear() > 0 ? "warn" : "ok", "health.texts", text(s)));
        });
        return checks;
    }

    private List<Check> log() {
        try {
            List<Check> wrong = log.alarms().stream().map(alarm -> new Check(alarm.what().touched() ? "bad" : "warn",
                    "health.log", desk.say("due.log." + alarm.what()) + " " + desk.say("health.log.since", desk.time(alarm.since())))).toList();
            LogState.Standing now = log.standing();
            return !wrong.isEmpty() ? wrong : List.of(new Check("ok", "health.log", now.last().map(last -> desk.say("health.log.ok",
                    desk.number(last.size()), desk.time(last.at()))).orElseGet(() -> desk.say("health.log.none"))));
        } catch (SQLException away) {
            return List.of();
        }
    }

    private String text(Standing s) {
        if (s.unclear() > 0) {
            return desk.say("health.texts.unclear", few(s.unclear()));
        }
        return desk.say(settings.smsGateway().isPresent() ? "health.texts.ok" : settings.demo() ? "health.texts.demo"
                : "health.texts.none");
    }

    /** Counting ended there: it is more. */
    private String few(int number) {
        return number > Health.MOST ? desk.say("health.more", Health.MOST) : desk.number(number);
    }

    public boolean isWell() {
        return getChecks().stream().allMatch(check -> check.state().equals("ok"));
    }

    public String getDigest() {
        return ruleBooks.inForce().digest();
    }

    public int getCountries() {
        return ruleBooks.inForce().jurisdictions().size();
    }

    public int getRules() {
        return ruleBooks.inForce().rules(desk.today()).size();
    }

    public String getJava() {
        return Runtime.version().toString();
    }

    public String getMemory() {
        Runtime here = Runtime.getRuntime();
        return desk.say("health.memory.of", (here.totalMemory() - here.freeMemory()) >> 20, here.maxMemory() >> 20);
    }

    /** The set-up is the whole house's: shown to who works for every brand. */
    public boolean isMaySee() {
        return desk.officer().mayEverywhere(Right.SEE_JOBS);
    }

    /** What the operator set, and nothing that opens anything. */
    public List<Setting> getSettings() {
        String set = desk.say("health.set");
        String not = desk.say("health.not-set");
        return List.of(setting("PC_BASE_URL", settings.baseUrl().toString()), setting("PC_DEMO", Boolean.toString(settings.demo())),
                setting("PC_SMTP_HOST", settings.smtpHost()), setting("PC_SMTP_PORT", Integer.toString(settings.smtpPort())),
                setting("PC_SMTP_TLS", settings.doors().hop().tls().name().toLowerCase(java.util.Locale.ROOT)),
                setting("PC_SMTP_SIGNS", settings.doors().signing().toString()),
                setting("PC_VERP", Boolean.toString(settings.doors().inbound().verp())),
                setting("PC_UNDO_HOURS", Long.toString(settings.undoWindow().toHours())),
                setting("PC_CONFIRM_HOURS", Long.toString(settings.confirmLife().toHours())),
                setting("PC_ONE_CLICK_WRITERS", Integer.toString(settings.writers())),
                setting("PC_DECISION_DAYS", Long.toString(settings.decisionsKept().toDays())),
                setting("PC_AUDIT_HOURS", Long.toString(settings.anchors().auditEvery().map(Duration::toHours).orElse(0L))),
                setting("PC_ANCHOR_URL", settings.anchors().url().map(URI::getHost).orElse(not)),
                setting("PC_ANCHOR_FILE", settings.anchors().file().orElse(not)),
                setting("PC_ANCHOR_MAIL", settings.anchors().mail().isPresent() ? set : not),
                setting("PC_LAW_FOLDER", settings.lawFolder().orElse(not)), setting("PC_SECRET", set),
                setting("PC_OIDC_ISSUER", settings.oidc().map(oidc -> oidc.issuer().toString()).orElse(not)),
                setting("PC_API_KEY", settings.apiKey().isPresent() ? set : not),
                setting("PC_SMS_GATEWAY", settings.smsGateway().isPresent() ? set : not),
                setting("PC_SMS_TOKEN", settings.smsToken().isPresent() ? set : not));
    }

    private Setting setting(String name, String value) {
        return new Setting(name, value, desk.say("health." + name));
    }
}
