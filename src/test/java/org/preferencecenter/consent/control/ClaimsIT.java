package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.preferencecenter.consent.entity.AddressClaimed;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.CodeNeeded;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.OwnAddress;
import org.preferencecenter.consent.entity.Proof;
import org.preferencecenter.consent.entity.Proof.Result;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Throttle;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** Numbers and addresses that are proven before they are believed. */
class ClaimsIT {

    private static final Origin PAGE = Origin.recipient("details", "fr");
    private static final AtomicInteger NUMBERS = new AtomicInteger(10_000);
    private static final Set<Channel> BOTH = Set.of(Channel.SMS, Channel.PHONE);

    private final Desk desk = new Desk();
    private final int brand = brand();
    private final List<CodeNeeded> codes = new ArrayList<>();
    private final List<AddressClaimed> links = new ArrayList<>();
    private final Claims claims = new Claims(desk.database, desk, new Vault(new Secret(new byte[32])), new Throttle(desk),
            links::add, codes::add);
    private final Addresses addresses = new Addresses(desk.database, desk);
    private final Recipients recipients = new Recipients(desk.database, desk);
    private final long person = Desk.recipient();

    private Claim find(long recipient, int claim) {
        return claims.find(recipient, claim).orElseThrow();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    static int brand() {
        return Transaction.reading(TestDatabase.dataSource(), c -> {
            try (var row = c.createStatement().executeQuery("""
                    insert into brand (code, name, mail_domain, contact_email, postal_address, accent, accent_ink, default_locale)
                    values ('claims-' || (random() * 1e9)::bigint, 'V', 'v.example', 'v@v.example', 'V', '#000000', '#ffffff', 'fr')
                    returning id""")) {
                row.next();
                return row.getInt(1);
            }
        });
    }

    /** Nobody else's of this database. */
    static String number() {
        return "+336399" + NUMBERS.incrementAndGet();
    }

    private int claim(long recipient, String number) {
        return claims.number(recipient, brand, BOTH, number, number, "192.0.2.0/24", "fr").orElseThrow();
    }

    private String code() {
        return codes.get(codes.size() - 1).code();
    }

    private String wrong() {
        return code().equals("000000") ? "000001" : "000000";
    }

    private boolean has(long recipient, Channel channel, String value) {
        return addresses.of(recipient).stream().anyMatch(a -> a.channel() == channel && a.value().equals(value));
    }

    @Test
    void a_number_is_added_for_what_was_chosen_only_after_the_right_code() {
        String number = number();
        int claim = claim(person, number);
        assertEquals(number, codes.get(0).number());
        assertTrue(codes.get(0).code().matches("\\d{6}"));
        assertFalse(has(person, Channel.SMS, number));
        assertEquals(new Proof(Result.WRONG, null, 4), claims.prove(person, claim, wrong(), PAGE));
        assertFalse(has(person, Channel.SMS, number));
        assertEquals(Result.ADDED, claims.prove(person, claim, code(), PAGE).result());
        assertTrue(has(person, Channel.SMS, number) && has(person, Channel.PHONE, number));
        assertTrue(addresses.of(person).stream().filter(a -> a.channel() == Channel.SMS).allMatch(a -> a.verified() != null));
        assertEquals(person, recipients.byAddress(Channel.PHONE, number).orElseThrow().id());
        assertEquals("", Desk.flaw(person));
    }

    private int note(long recipient, Channel channel, String number) {
        Transaction.in(desk.database, c -> {
            ClaimRows.note(c, recipient, brand, Set.of(channel), number, desk.instant());
            return null;
        });
        return claims.noted(recipient).get(0).id();
    }

    @Test
    void what_was_noted_is_the_persons_own_to_send_and_to_forget() {
        String number = number();
        int note = note(person, Channel.SMS, number);
        long other = Desk.recipient();
        assertTrue(claims.send(other, note, "192.0.2.0/24", "fr").isEmpty());
        assertFalse(claims.forget(other, note));
        int claim = claims.send(person, note, "192.0.2.0/24", "fr").orElseThrow();
        String sent = code();
        assertTrue(claims.forget(person, note), "and the code on its way counts no more");
        assertFalse(claims.forget(person, note));
        assertEquals(Result.SPENT, claims.prove(person, claim, sent, PAGE).result());
        assertEquals(List.of(), claims.noted(person));
        assertFalse(has(person, Channel.SMS, number));
    }

    @Test
    void three_codes_an_hour_go_to_noted_numbers_as_to_others() {
        int note = note(person, Channel.SMS, number());
        for (int i = 0; i < 3; i++) {
            assertTrue(claims.send(person, note, "192.0.2.0/24", "fr").isPresent());
        }
        assertTrue(claims.send(person, note, "192.0.2.0/24", "fr").isEmpty());
        assertEquals(3, codes.size());
    }

    @Test
    void proven_for_one_use_it_stays_noted_for_the_other() {
        String number = number();
        note(person, Channel.SMS, number);
        note(person, Channel.PHONE, number);
        assertEquals(BOTH, claims.noted(person).get(0).channels());
        int claim = claims.number(person, brand, Set.of(Channel.PHONE), number, number, "192.0.2.0/24", "fr").orElseThrow();
        assertEquals(Result.ADDED, claims.prove(person, claim, code(), PAGE).result());
        assertEquals(1, claims.noted(person).size());
        assertTrue(has(person, Channel.PHONE, number) && !has(person, Channel.SMS, number));
    }

    @Test
    void the_ledger_knows_an_address_by_its_id_alone() {
        String number = number();
        claims.prove(person, claim(person, number), code(), PAGE);
        UUID id = addresses.of(person).stream().filter(a -> a.channel() == Channel.SMS).findFirst().orElseThrow().id();
        Entry entry = Desk.entries(person).stream().filter(e -> id.toString().equals(e.facts().get("address"))).findFirst().orElseThrow();
        assertEquals("address", entry.kind());
        assertEquals("ADDED", entry.facts().get("act"));
        assertEquals("SMS", entry.facts().get("channel"));
        Desk.entries(person).forEach(e -> assertFalse(new String(e.leaf()).contains(number.substring(1))));
    }

    @Test
    void a_code_works_once_and_for_ten_minutes() {
        int claim = claim(person, number());
        assertEquals(Result.ADDED, claims.prove(person, claim, code(), PAGE).result());
        assertEquals(Result.SPENT, claims.prove(person, claim, code(), PAGE).result());
        int late = claim(person, number());
        desk.wait(Claim.CODE);
        assertEquals(Result.SPENT, claims.prove(person, late, code(), PAGE).result());
    }

    @Test
    void after_five_wrong_codes_the_right_one_is_dead_too() {
        int claim = claim(person, number());
        for (int left = 4; left > 0; left--) {
            assertEquals(left, claims.prove(person, claim, wrong(), PAGE).triesLeft());
        }
        assertEquals(Result.SPENT, claims.prove(person, claim, wrong(), PAGE).result());
        assertEquals(Result.SPENT, claims.prove(person, claim, code(), PAGE).result());
    }

    @Test
    void a_crowd_of_tries_at_once_is_five_tries() {
        int claim = claim(person, number());
        List<CompletableFuture<Proof>> tries = IntStream.range(0, 40).mapToObj(i -> CompletableFuture.supplyAsync(
                () -> claims.prove(person, claim, i < 39 ? wrong() : wrong(), PAGE))).toList();
        tries.forEach(CompletableFuture::join);
        int counted = Transaction.reading(desk.database, c -> {
            try (var row = c.createStatement().executeQuery("select tries from address_claim where id = " + claim)) {
                row.next();
                return row.getInt(1);
            }
        });
        assertEquals(Claim.TRIES, counted);
        assertEquals(Result.SPENT, claims.prove(person, claim, code(), PAGE).result());
    }

    @Test
    void the_right_code_typed_twice_at_once_adds_once() {
        int claim = claim(person, number());
        String code = code();
        List<Result> results = IntStream.range(0, 4).mapToObj(i -> CompletableFuture.supplyAsync(
                () -> claims.prove(person, claim, code, PAGE).result())).toList().stream().map(CompletableFuture::join).toList();
        assertEquals(1, results.stream().filter(Result.ADDED::equals).count());
        assertEquals("", Desk.flaw(person));
    }

    @Test
    void a_new_code_makes_the_old_one_worthless_and_anothers_code_proves_nothing() {
        String number = number();
        int first = claim(person, number);
        String old = code();
        int second = claim(person, number);
        assertEquals(Result.SPENT, claims.prove(person, first, old, PAGE).result());
        long other = Desk.recipient();
        assertEquals(Result.SPENT, claims.prove(other, second, code(), PAGE).result());
        assertEquals(second, claims.waiting(person).orElseThrow().id());
        assertTrue(claims.waiting(other).isEmpty());
    }

    @Test
    void three_codes_an_hour_for_a_person_and_for_a_number() {
        String number = number();
        for (int i = 0; i < 3; i++) {
            claim(person, number);
        }
        assertEquals(OptionalInt.empty(), claims.number(person, brand, BOTH, number(), "x", "198.51.100.0/24", "fr"));
        assertEquals(OptionalInt.empty(), claims.number(Desk.recipient(), brand, BOTH, number, "x", "198.51.100.0/24", "fr"));
        assertEquals(3, codes.size());
        desk.wait(Duration.ofHours(1));
        claim(person, number);
    }

    @Test
    void the_code_is_nowhere_in_the_database() {
        int claim = claim(person, number());
        boolean kept = Transaction.reading(desk.database, c -> {
            try (var row = c.createStatement().executeQuery("select a::text || c::text from address_claim a, confirmation c"
                    + " where a.id = c.id and a.id = " + claim)) {
                row.next();
                return row.getString(1).contains(code());
            }
        });
        assertFalse(kept);
        assertFalse(codes.get(0).toString().contains(code()));
    }

    @Test
    void a_mail_address_is_added_by_its_link_once_and_never_by_a_code() {
        String address = UUID.randomUUID() + "@example.org";
        int claim = claims.mail(person, brand, address, "n", "fr").orElseThrow();
        assertEquals(new AddressClaimed(person, claim, brand, address, "fr"), links.get(0));
        assertEquals(Result.SPENT, claims.prove(person, claim, "123456", PAGE).result());
        assertEquals(Result.ADDED, claims.prove(find(person, claim), PAGE).result());
        assertEquals(Result.SPENT, claims.prove(find(person, claim), PAGE).result());
        assertTrue(has(person, Channel.EMAIL, address));
        int late = claims.mail(person, brand, UUID.randomUUID() + "@example.org", "n", "fr").orElseThrow();
        desk.wait(Claim.LINK);
        assertEquals(Result.SPENT, claims.prove(find(person, late), PAGE).result());
    }

    @Test
    void a_link_that_proves_an_address_confirms_no_choice_of_the_same_number() {
        int claim = claims.mail(person, brand, UUID.randomUUID() + "@example.org", "n", "fr").orElseThrow();
        assertTrue(desk.consents.confirm(person, claim, PAGE).repeated());
        assertEquals(Result.ADDED, claims.prove(find(person, claim), PAGE).result());
    }

    @Test
    void whoever_was_written_to_first_still_is_after_another_address_came() {
        String before = recipients.find(person).orElseThrow().address(Channel.EMAIL).orElseThrow();
        String added = "0" + UUID.randomUUID() + "@aaa.example.org";
        claims.prove(find(person, claims.mail(person, brand, added, "n", "fr").orElseThrow()), PAGE);
        assertEquals(before, recipients.find(person).orElseThrow().address(Channel.EMAIL).orElseThrow());
        assertEquals(before, asked(person));
        assertTrue(addresses.main(person, ids(added), PAGE));
        assertEquals(added, recipients.find(person).orElseThrow().address(Channel.EMAIL).orElseThrow());
        assertEquals(added, asked(person), "a question by the person's id");
        assertTrue(addresses.remove(person, ids(added), PAGE));
        assertEquals(before, asked(person));
        assertEquals("", Desk.flaw(person));
    }

    private String asked(long recipient) {
        return new Dossiers(desk.database).of(List.of(new Dossiers.Whom(Channel.EMAIL, null, recipient))).get(0).orElseThrow()
                .recipient().address(Channel.EMAIL).orElseThrow();
    }

    private List<UUID> ids(String value) {
        return addresses.of(person).stream().filter(a -> a.value().equals(value)).map(OwnAddress::id).toList();
    }

    @Test
    void the_last_mail_address_stays_and_what_is_anothers_is_not_touched() {
        List<UUID> mail = addresses.of(person).stream().map(OwnAddress::id).toList();
        assertFalse(addresses.remove(person, mail, PAGE));
        assertFalse(addresses.remove(Desk.recipient(), mail, PAGE));
        assertFalse(addresses.main(Desk.recipient(), mail, PAGE));
        assertEquals(1, addresses.of(person).size());
        assertEquals(List.of(), Desk.entries(person));
    }

    @Test
    void a_postal_address_is_kept_as_it_was_written_and_two_of_one_household_never_meet() {
        String written = "Zoé Élan\n1, rue des Vents " + UUID.randomUUID() + "\n35000 Rennes";
        assertTrue(addresses.declare(person, written, PAGE));
        assertFalse(addresses.declare(person, written.toUpperCase(java.util.Locale.ROOT), PAGE), "theirs already");
        long other = Desk.recipient();
        assertTrue(addresses.declare(other, written, PAGE));
        assertTrue(has(person, Channel.POST, written) && has(other, Channel.POST, written));
        assertEquals(person, recipients.byAddress(Channel.POST, written).orElseThrow().id());
        assertFalse(addresses.declare(other, written, PAGE));
    }

    @Test
    void nobody_has_more_addresses_than_anybody_needs() {
        for (int i = 1; i < Adoption.MOST; i++) {
            assertTrue(addresses.declare(person, "rue " + i + " " + person, PAGE));
        }
        assertFalse(addresses.declare(person, "one more", PAGE));
        assertEquals(Result.TOO_MANY, claims.prove(person, claim(person, number()), code(), PAGE).result());
    }

    @Test
    void what_nobody_proved_is_forgotten() {
        int claim = claim(person, number());
        desk.wait(Duration.ofDays(2));
        for (int i = 0; i < 50 && claims.find(person, claim).isPresent(); i++) {
            long next = Desk.recipient();
            claims.mail(next, brand, UUID.randomUUID() + "@example.org", "n" + i, "fr");
        }
        assertTrue(claims.find(person, claim).isEmpty());
    }

    static Recipient somebody(Recipients recipients, Recipient.Address... theirs) {
        return recipients.add(new Recipient(0, Audience.CONSUMER, "test", "FR", "fr", null, Map.of(), List.of(theirs)));
    }
}
