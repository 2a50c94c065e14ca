package org.preferencecenter.access.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.preferencecenter.access.entity.Arrival;
import org.preferencecenter.access.entity.Arrival.Why;
import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.LinkKind;
import org.preferencecenter.access.entity.Officer;
import org.preferencecenter.access.entity.ProviderClaims;
import org.preferencecenter.access.entity.Role;
import org.preferencecenter.link.control.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.entity.Settings;

/** Who is let in of those a provider vouches for, on a real PostgreSQL. */
class ProviderAccountsIT {

    private static final String GOOD = "les voiles du port";
    private static final List<Grant> VIEWER = List.of(new Grant(Role.VIEWER, null));
    private static final Settings SETTINGS = Settings.read(Map.of("PC_BASE_URL", "https://p.example.org", "PC_SMTP_HOST",
            "127.0.0.1", "PC_SECRET", Base64.getEncoder().encodeToString(new byte[32])));

    private final SetClock clock = new SetClock();
    private final DataSource database = TestDatabase.dataSource();
    private final Passwords passwords = new Passwords();
    private final Accounts accounts = new Accounts(database, clock, passwords);
    private final Audit audit = new Audit(database, clock);
    private final Staff staff = new Staff(database, clock, audit, accounts);
    private final SignIns signIns = new SignIns(database, clock);
    private final AccountLinks links = new AccountLinks(database, clock, passwords, audit, SETTINGS);
    private final ProviderAccounts provider = new ProviderAccounts(database, clock, audit, accounts);
    private final String login = UUID.randomUUID() + "@staff.example";
    private final String subject = UUID.randomUUID().toString();

    private ProviderClaims claims(boolean verified) {
        return claims(subject, verified);
    }

    private ProviderClaims claims(String who, boolean verified) {
        return new ProviderClaims(new HashMap<>(Map.of("iss", "https://login.example.org", "sub", who, "name", "Ada",
                "email", login.toUpperCase(), "email_verified", verified)));
    }

    private Arrival arrives(ProviderClaims who) throws Exception {
        return provider.arrive(who, Optional.empty(), "en");
    }

    private static Officer known(Arrival arrival) {
        assertTrue(arrival instanceof Arrival.Known, arrival.toString());
        return ((Arrival.Known) arrival).officer();
    }

    private static Arrival stranger(Why why) {
        return new Arrival.Stranger(why);
    }

    private Officer administrator() throws Exception {
        int id = accounts.add(UUID.randomUUID() + "@staff.example", "Admin", "en", GOOD, false,
                List.of(new Grant(Role.ADMINISTRATOR, null))).orElseThrow();
        return accounts.proven(id).orElseThrow();
    }

    @Test
    void an_invitation_is_whose_address_the_provider_has_made_sure_of_once_and_for_all() throws Exception {
        int id = accounts.add(login, "Ada", "en", null, false, VIEWER).orElseThrow();
        String link = links.make(staff.byLogin(login).orElseThrow(), LinkKind.INVITATION).link().replaceFirst(".*=", "");
        assertEquals(stranger(Why.UNVERIFIED), arrives(claims(false)));
        assertTrue(links.holder(link).isPresent());

        Officer officer = known(arrives(claims(true)));
        assertEquals(id, officer.account());
        assertEquals(VIEWER, officer.grants());
        assertTrue(provider.only(id));
        // The letter's link would set a password beside the provider.
        assertTrue(links.holder(link).isEmpty());

        // From now on it is the subject that counts, whatever becomes of the address; and nobody else has it.
        assertEquals(id, known(arrives(claims(false))).account());
        assertEquals(stranger(Why.TAKEN), arrives(claims(UUID.randomUUID().toString(), true)));
    }

    @Test
    void somebody_whom_nobody_invited_or_whose_account_has_a_password_is_not_let_in() throws Exception {
        assertEquals(stranger(Why.UNKNOWN), arrives(claims(true)));
        accounts.add(login, "Ada", "en", GOOD, false, VIEWER);
        assertEquals(stranger(Why.TAKEN), arrives(claims(true)));
        // Whether an address has an account is told to nobody else.
        assertEquals(stranger(Why.UNVERIFIED), arrives(claims(false)));
        assertTrue(accounts.proven(login, GOOD).isPresent());
    }

    @Test
    void an_administrator_moves_an_account_to_the_provider() throws Exception {
        Officer admin = administrator();
        int id = accounts.add(login, "Ada", "en", GOOD, false, VIEWER).orElseThrow();
        String kept = signIns.start(id);
        assertEquals(Optional.empty(), staff.toProvider(admin, id, 0));
        assertTrue(signIns.who(kept).isEmpty());
        assertTrue(accounts.proven(login, GOOD).isEmpty());
        assertEquals(id, known(arrives(claims(true))).account());
        // Nobody moves themselves: somebody stays who can come in while the provider is away.
        assertTrue(staff.toProvider(admin, admin.account(), 0).isPresent());
    }

    @Test
    void where_the_provider_gives_roles_they_hold_and_without_one_nobody_stays_in() throws Exception {
        Optional<List<Grant>> marketing = Optional.of(List.of(new Grant(Role.MARKETING, null)));
        Officer officer = known(provider.arrive(claims(false), marketing, "fr"));
        assertEquals(login, officer.login());
        assertEquals("fr", officer.locale());
        assertEquals(marketing.get(), officer.grants());
        String kept = signIns.start(officer.account());
        assertEquals(VIEWER, known(provider.arrive(claims(false), Optional.of(VIEWER), "fr")).grants());
        assertTrue(signIns.who(kept).isPresent());

        assertEquals(stranger(Why.NO_ROLE), provider.arrive(claims(false), Optional.of(List.of()), "fr"));
        assertFalse(signIns.who(kept).isPresent());
        assertEquals(List.of(), accounts.proven(officer.account()).orElseThrow().grants());
        assertEquals(stranger(Why.NO_ROLE), provider.arrive(claims("other" + subject, false), Optional.of(List.of()), "fr"));
        // An address that is taken stays whose it is, whatever role somebody brings.
        assertEquals(stranger(Why.TAKEN), provider.arrive(claims("other" + subject, false), marketing, "fr"));
        AuditTrail.Line last = staff.lastChange(officer.account()).orElseThrow();
        assertEquals("account.roles", last.action());
        assertTrue(last.detail().contains("provider"), last.detail());
    }

    @Test
    void a_closed_account_stays_closed() throws Exception {
        int id = accounts.add(login, "Ada", "en", null, false, VIEWER).orElseThrow();
        known(arrives(claims(true)));
        int version = staff.find(administrator(), id).orElseThrow().version();
        assertEquals(Optional.empty(), staff.setDisabled(administrator(), id, version, true));
        assertEquals(stranger(Why.DISABLED), arrives(claims(true)));
        assertEquals(stranger(Why.DISABLED), provider.arrive(claims(true), Optional.of(VIEWER), "fr"));
    }

    @Test
    void a_proof_may_be_older_than_the_sign_in() throws Exception {
        int id = accounts.add(login, "Ada", "en", null, false, VIEWER).orElseThrow();
        for (Instant proven : List.of(clock.instant().minusSeconds(3600), Instant.EPOCH)) {
            assertEquals(proven, signIns.who(signIns.start(id, proven)).orElseThrow().proven());
        }
    }
}
