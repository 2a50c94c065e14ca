package org.preferencecenter.access.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import org.junit.jupiter.api.Test;

import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.LinkKind;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.Role;
import org.preferencecenter.access.entity.StaffMember;
import org.preferencecenter.access.entity.Staffing.Refusal;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Settings;

/** The people of the office on a real PostgreSQL: their links, codes, tries, roles, and what is written down of it. */
class StaffIT {

    private static final String GOOD = "les voiles du port";
    private static final Settings SETTINGS = Settings.read(Map.of("PC_BASE_URL", "https://p.example.org", "PC_SMTP_HOST",
            "127.0.0.1", "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32])));
    private static final Vault VAULT = new Vault(SETTINGS);

    private final SetClock clock = new SetClock();
    private final DataSource database = TestDatabase.dataSource();
    private final Passwords passwords = new Passwords();
    private final Accounts accounts = new Accounts(database, clock, passwords);
    private final Audit audit = new Audit(database, clock);
    private final Staff staff = new Staff(database, clock, audit, accounts);
    private final SignIns signIns = new SignIns(database, clock);
    private final AccountLinks links = new AccountLinks(database, clock, passwords, audit, SETTINGS);
    private final SecondFactor factor = new SecondFactor(database, clock, VAULT);
    private final AuditTrail trail = new AuditTrail(database);
    private final String login = UUID.randomUUID() + "@staff.example";

    private Officer somebody(Role role) throws Exception {
        String theirs = UUID.randomUUID() + "@staff.example";
        accounts.add(theirs, "Ada", "fr", GOOD, false, List.of(new Grant(role, null)));
        return accounts.proven(theirs, GOOD).orElseThrow();
    }

    private static String token(String link) {
        return link.replaceFirst(".*token=", "");
    }

    @Test
    void a_link_sets_a_password_once_within_half_an_hour_and_ends_every_sign_in() throws Exception {
        accounts.add(login, "Ada", "fr", GOOD, false, List.of());
        StaffMember ada = staff.byLogin(login.toUpperCase()).orElseThrow();
        String kept = signIns.start(ada.id());
        String first = token(links.make(ada, LinkKind.RESET).link());
        String second = token(links.make(ada, LinkKind.RESET).link());
        assertTrue(links.holder(first).isEmpty(), "none beside the newest");
        assertEquals(login, links.holder(second).orElseThrow().login());
        assertTrue(links.use(second, "une autre voile au port"));
        assertFalse(links.use(second, "et encore une autre"), "once");
        assertTrue(signIns.who(kept).isEmpty());
        assertTrue(accounts.proven(login, GOOD).isEmpty());
        assertTrue(accounts.proven(login, "une autre voile au port").isPresent());
        String late = token(links.make(ada, LinkKind.RESET).link());
        clock.wait(Duration.ofMinutes(30));
        assertFalse(links.use(late, GOOD), "half an hour");
    }

    @Test
    void a_code_is_taken_once_and_one_step_early_or_late() throws Exception {
        Officer ada = somebody(Role.VIEWER);
        byte[] secret = factor.fresh();
        assertFalse(factor.turnOn(ada.account(), secret, "000000") && factor.turnOn(ada.account(), secret, "000001"));
        assertTrue(factor.turnOn(ada.account(), secret, code(secret, clock.instant())));
        assertFalse(factor.proves(ada.account(), code(secret, clock.instant())), "the code that turned it on is used");
        clock.wait(Duration.ofSeconds(30));
        assertTrue(factor.proves(ada.account(), code(secret, clock.instant().plusSeconds(30))), "a telephone ahead");
        assertFalse(factor.proves(ada.account(), code(secret, clock.instant())), "nothing before a step that was used");
        clock.wait(Duration.ofMinutes(2));
        assertFalse(factor.proves(ada.account(), code(secret, clock.instant().minusSeconds(60))), "two steps late");
        assertTrue(factor.proves(ada.account(), code(secret, clock.instant().minusSeconds(30)).replaceFirst("...", "$0 ")));
        factor.turnOff(ada.account());
        assertFalse(factor.on(ada.account()));
    }

    private static String code(byte[] secret, Instant at) throws Exception {
        TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
        return codes.generateOneTimePasswordString(new SecretKeySpec(secret, codes.getAlgorithm()), at);
    }

    @Test
    void strangers_who_guess_wait_longer_and_longer_and_keep_nobody_out() throws Exception {
        SignInLimits limits = new SignInLimits(database, clock, new Throttle(clock), VAULT);
        accounts.add(login, "Ada", "fr", GOOD, false, List.of());
        limits.signedIn(staff.byLogin(login).orElseThrow().id(), "192.0.2.0/24");
        List<Duration> waits = new ArrayList<>();
        int tries = 0;
        for (Duration passed = Duration.ZERO; passed.compareTo(Duration.ofHours(3)) < 0;) {
            Optional<Duration> wait = limits.wait(login, "198.51." + tries % 200 + ".0/24");
            tries += wait.isEmpty() ? 1 : 0;
            wait.ifPresent(waits::add);
            clock.wait(wait.orElse(Duration.ofSeconds(1)));
            passed = passed.plus(wait.orElse(Duration.ofSeconds(1)));
        }
        assertTrue(tries <= 40, "from everywhere in three hours: " + tries);
        assertTrue(waits.get(0).compareTo(Duration.ofMinutes(1)) < 0 && waits.get(waits.size() - 1).compareTo(Duration.ofMinutes(15)) > 0,
                "seconds, then many minutes: " + waits);
        limits.wait(login, "203.0.113.0/24");
        assertTrue(limits.wait(login, "203.0.113.0/24").isPresent(), "a stranger waits");
        for (int i = 0; i < 5; i++) {
            assertTrue(limits.wait(login, "192.0.2.0/24").isEmpty(), "who signed in from there before does not");
        }
        assertTrue(limits.wait(login, "192.0.2.0/24").isPresent(), "but is not let guess either");
    }

    @Test
    void who_signs_in_rightly_all_day_never_waits() throws Exception {
        SignInLimits limits = new SignInLimits(database, clock, new Throttle(clock), VAULT);
        for (int i = 0; i < 200; i++) {
            assertTrue(limits.wait(login, "192.0.2.0/24").isEmpty());
            limits.wasRight(login, "192.0.2.0/24");
        }
    }

    @Test
    void roles_are_saved_on_what_was_seen_and_written_down_with_who_gave_them() throws Exception {
        Officer admin = somebody(Role.ADMINISTRATOR);
        assertEquals(Optional.empty(), staff.invite(admin, login, "Ada", "fr", List.of(new Grant(Role.AGENT, null))));
        assertEquals(Optional.of(Refusal.KNOWN_LOGIN), staff.invite(admin, login, "Ada", "fr", List.of()));
        StaffMember ada = staff.byLogin(login).orElseThrow();
        assertTrue(ada.invited());
        String before = signIns.start(ada.id());
        assertEquals(Optional.empty(), staff.assign(admin, ada.id(), ada.version(), List.of(new Grant(Role.AGENT, null),
                new Grant(Role.VIEWER, null))));
        assertTrue(signIns.who(before).isPresent(), "who gains a role stays signed in");
        ada = staff.byLogin(login).orElseThrow();
        assertEquals(Optional.empty(), staff.assign(admin, ada.id(), ada.version(), List.of(new Grant(Role.DPO, null))));
        assertTrue(signIns.who(before).isEmpty(), "who loses one is signed out everywhere");
        assertEquals(Optional.of(Refusal.STALE), staff.assign(admin, ada.id(), ada.version(), List.of()));
        AuditTrail.Line last = staff.lastChange(ada.id()).orElseThrow();
        assertEquals(admin.account(), last.account());
        assertTrue(last.detail().contains("\"before\": \"AGENT VIEWER\"") && last.detail().contains("\"roles\": \"DPO\""), last.detail());
        assertFalse(last.detail().contains("@"));
        String kept = signIns.start(ada.id());
        int version = staff.find(admin, ada.id()).orElseThrow().version();
        assertEquals(Optional.empty(), staff.setDisabled(admin, ada.id(), version, true));
        assertTrue(signIns.who(kept).isEmpty());
        assertEquals(Optional.of(Refusal.YOURSELF), staff.setDisabled(admin, admin.account(),
                staff.find(admin, admin.account()).orElseThrow().version(), true));
        assertEquals(Optional.of(Refusal.UNKNOWN), staff.assign(somebody(Role.DPO), ada.id(), version + 1, List.of()));
    }

    @Test
    void the_audit_is_found_by_who_what_about_and_when() throws Exception {
        Officer admin = somebody(Role.ADMINISTRATOR);
        String subject = "thing:" + UUID.randomUUID();
        Instant start = clock.instant();
        for (int i = 0; i < 5; i++) {
            audit.write(admin, i % 2 == 0 ? "thing.made" : "thing.seen", subject, null, Map.of("n", i));
            clock.wait(Duration.ofDays(1));
        }
        assertEquals(5, page(admin.account(), null, null, null, null).size());
        assertEquals(3, page(admin.account(), "thing.made", null, null, null).size());
        assertEquals(2, page(null, null, subject, start.plus(Duration.ofDays(1)), start.plus(Duration.ofDays(3))).size());
        assertEquals(0, trail.page(new AuditTrail.Wanted(null, null, subject, Set.of(7), null, null), Long.MAX_VALUE, 9).size());
        List<AuditTrail.Line> first = trail.page(new AuditTrail.Wanted(null, null, subject, null, null, null), Long.MAX_VALUE, 2);
        List<AuditTrail.Line> next = trail.page(new AuditTrail.Wanted(null, null, subject, null, null, null), first.get(1).id(), 9);
        assertEquals(3, next.size());
        List<Long> all = new ArrayList<>();
        trail.each(new AuditTrail.Wanted(null, null, subject, null, null, null), line -> all.add(line.id()));
        assertEquals(5, all.size());
        assertTrue(trail.actions().containsAll(List.of("thing.made", "thing.seen")));
    }

    private List<AuditTrail.Line> page(Integer who, String action, String subject, Instant from, Instant to) throws Exception {
        return trail.page(new AuditTrail.Wanted(who, action, subject, null, from, to), Long.MAX_VALUE, 100);
    }

    @Test
    void an_empty_office_gets_one_administrator_who_is_never_taken_away() throws Exception {
        DataSource empty = TestDatabase.own("office");
        FirstAdministrator first = new FirstAdministrator(empty, clock, passwords, new Audit(empty, clock));
        String password = first.make("Admin@p.example.org", "fr").orElseThrow();
        assertEquals(Optional.empty(), first.make("admin@p.example.org", "fr"), "one");
        Accounts people = new Accounts(empty, clock, passwords);
        Officer admin = people.proven("admin@p.example.org", password).orElseThrow();
        assertTrue(admin.mustChange() && password.getBytes(StandardCharsets.UTF_8).length == 23);
        Staff house = new Staff(empty, clock, new Audit(empty, clock), people);
        assertEquals(Optional.of(Refusal.LAST_ADMINISTRATOR), house.assign(admin, admin.account(), 0, List.of()));
        assertEquals(1, house.find(admin, admin.account()).orElseThrow().grants().size(), "nothing was changed");
        String kept = new SignIns(empty, clock).start(admin.account());
        people.setPassword(admin, GOOD, kept);
        assertFalse(new SignIns(empty, clock).who(kept).orElseThrow().mustChange());
    }
}
