package org.preferencecenter.exchange.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.exchange.control.Profiles;
import org.preferencecenter.exchange.entity.ImportOrder.FileForm;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.link.entity.Scope;

class LineReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Cell LETTER = new Cell(Scope.purpose(3), Channel.EMAIL);

    private static LineReader reader(LegalBasis basis, LocalDate day, int point, Map<Integer, Integer> notices, boolean active,
            String profile, Target... columns) {
        ImportOrder order = new ImportOrder(new FileForm("UTF-8", ',', true, false), profile, List.of(columns), null, List.of(LETTER),
                basis, day, point, notices, "FR", Audience.CONSUMER, UUID.randomUUID());
        assertEquals(order, ImportOrder.parse(order.json()), "an order is read back as it was written");
        return new LineReader(order, Profiles.named(profile), 7, new LineReader.Proof(active, "form", scope -> 3),
                address -> address.startsWith("info@"), NOW);
    }

    private static LineReader proven(Target... columns) {
        return reader(LegalBasis.CONSENT, LocalDate.of(2025, 1, 2), 9, Map.of(3, 4), true, "plain", columns);
    }

    private static Target of(Target.Kind kind) {
        return Target.of(kind);
    }

    private static String said(LineReading line) {
        return line.intake() == null ? line.remarks().toString() : line.intake().given().stream()
                .map(g -> (g.wanted() ? "yes " : "no ") + g.cell().scope() + " " + g.since()).sorted().collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "subscribed|2024-05-06 07:08:09|yes PURPOSE:3 2024-05-06T07:08:09Z", "Abonné|06/05/2024|yes PURPOSE:3 2024-05-06T00:00:00Z",
        "subscribed||yes PURPOSE:3 2025-01-02T00:00:00Z", "unsubscribed|2024-05-06|no BRAND:7 null", "''|2024-05-06|''",
        "cleaned||''", "pending||''", "whatever||[STATUS_NOT_READ]", "subscribed|31/31/2024|[DATE_NOT_READ]",
        "subscribed|2031-01-01|[DATE_IN_FUTURE]", "subscribed|2024-05-06T07:08:09+02:00|yes PURPOSE:3 2024-05-06T05:08:09Z"})
    void a_status_is_a_yes_to_what_the_file_is_about_or_a_stop_of_the_brand(String status, String date, String expected) {
        assertEquals(expected, said(proven(of(Target.Kind.EMAIL), of(Target.Kind.STATUS), of(Target.Kind.GIVEN_AT))
                .read(List.of("a@b.example", status == null ? "" : status, date == null ? "" : date))));
    }

    @ParameterizedTest
    @CsvSource({"CONSENT, true, 9, 4, 2025-01-02, true", "CONSENT, false, 9, 4, 2025-01-02, false", "CONSENT, true, 0, 4, 2025-01-02, false",
        "CONSENT, true, 9, 0, 2025-01-02, false", "CONSENT, true, 9, 4,, false", "SOFT_OPT_IN, true, 9, 4, 2025-01-02, false",
        "LEGITIMATE_INTEREST, true, 9, 4, 2025-01-02, false", ", true, 9, 4, 2025-01-02, false"})
    void only_with_basis_day_words_and_an_active_place_a_yes_is_a_yes(LegalBasis basis, boolean active, int point, int notice,
            LocalDate day, boolean counts) {
        LineReading line = reader(basis, day, point, notice == 0 ? Map.of() : Map.of(3, notice), active, "plain",
                of(Target.Kind.EMAIL), new Target(Target.Kind.ANSWER, LETTER)).read(List.of("a@b.example", "yes"));
        assertEquals(counts ? Set.of() : Set.of(Remark.UNPROVEN), line.remarks());
        assertEquals(counts, line.intake().given().stream().anyMatch(given -> given.wanted()));
        LineReading no = reader(basis, day, point, Map.of(), active, "plain", of(Target.Kind.EMAIL),
                new Target(Target.Kind.ANSWER, LETTER)).read(List.of("a@b.example", "non"));
        assertTrue(no.intake().stops() && no.remarks().isEmpty(), "a no needs no proof");
    }

    /** What was said at a desk counts from the day its words were published; a no needs none. */
    @ParameterizedTest
    @CsvSource({"2025-01-01, false", "2025-01-02, true", "2025-01-03, true"})
    void a_yes_that_was_said_before_its_words_were_published_is_not_proven(LocalDate day, boolean counts) {
        ImportOrder order = new ImportOrder(new FileForm("UTF-8", ',', true, false), "plain", List.of(of(Target.Kind.EMAIL),
                new Target(Target.Kind.ANSWER, LETTER)), null, List.of(LETTER), LegalBasis.CONSENT, day, 9, Map.of(3, 4), "FR",
                Audience.CONSUMER, UUID.randomUUID());
        LineReader reader = new LineReader(order, Profiles.named("plain"), 7, new LineReader.Proof(true, "desk", 31,
                Instant.parse("2025-01-02T00:00:00Z"), scope -> 3), address -> false, NOW);
        assertEquals(counts, reader.read(List.of("a@b.example", "yes")).intake().given().stream().anyMatch(given -> given.wanted()));
        assertTrue(reader.read(List.of("a@b.example", "non")).intake().stops());
        assertEquals(31, reader.script());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a@b.example|EMAIL a@b.example", " a@b.example |EMAIL a@b.example", "a@b|[NOT_AN_EMAIL]",
        "'a b@c.example'|[NOT_AN_EMAIL]", "''|[NO_ADDRESS]", "jérôme@é.example|EMAIL jérôme@é.example", "a@b.example,c@d.example|[NOT_AN_EMAIL]"})
    void an_address_is_taken_or_the_line_is_bad(String text, String expected) {
        LineReading line = proven(of(Target.Kind.EMAIL)).read(List.of(text));
        assertEquals(expected, line.intake() == null ? line.remarks().toString()
                : line.intake().addresses().get(0).channel() + " " + line.intake().addresses().get(0).value());
    }

    @Test
    void numbers_are_of_the_lines_country_and_names_and_postal_addresses_come_in_parts() {
        LineReader reader = proven(of(Target.Kind.MOBILE), of(Target.Kind.COUNTRY), of(Target.Kind.NAME), of(Target.Kind.NAME),
                of(Target.Kind.POST), of(Target.Kind.POST), of(Target.Kind.LOCALE), of(Target.Kind.AUDIENCE));
        LineReading line = reader.read(List.of("0475 12 34 56", "Belgique", "Ann", "Smith", "1 rue", "4000 Liège", "nl_BE", "pro"));
        assertEquals("[Address[channel=SMS, value=+32475123456], Address[channel=PHONE, value=+32475123456], "
                + "Address[channel=POST, value=1 rue, 4000 Liège]]", line.intake().addresses().toString());
        assertEquals("Ann Smith BE nl-BE PROFESSIONAL", line.intake().person().facts().get("name") + " "
                + line.intake().person().jurisdiction() + " " + line.intake().person().locale() + " " + line.intake().person().audience());
        assertEquals(Set.of(Remark.NOT_A_NUMBER), reader.read(List.of("12", "FR")).remarks());
        assertEquals(Set.of(Remark.COUNTRY_NOT_READ), reader.read(List.of("12", "Nowhere")).remarks());
    }

    @Test
    void a_desk_is_known_by_its_address_and_naughty_cells_are_what_they_were() {
        LineReader reader = proven(of(Target.Kind.EMAIL), of(Target.Kind.NAME));
        assertEquals(Audience.ORGANISATION, reader.read(List.of("info@b.example", "")).intake().person().audience());
        assertEquals("=1+1", reader.read(List.of("a@b.example", "'=1+1")).intake().person().facts().get("name"));
        assertEquals("O'Neil", reader.read(List.of("a@b.example", "O'Neil")).intake().person().facts().get("name"));
        assertEquals(Set.of(Remark.TOO_LONG), reader.read(List.of("a@b.example", "x".repeat(501))).remarks());
        assertTrue(reader.read(List.of("a@b.example", "x", "more", "than the header")).remarks().isEmpty());
        assertNull(reader.read(List.of("a@b.example")).intake().person().facts().get("name"));
    }

    /** Headings as these systems write them; each tells what the column holds and, where it does, what the whole file is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mailchimp|Email Address;First Name;MEMBER_RATING;OPTIN_TIME;CONFIRM_TIME;LEID|email name ignore givenAt givenAt ignore",
        "mailchimp|Email Address;UNSUB_TIME;UNSUB_REASON;CC;TIMEZONE|email stopped ignore country ignore",
        "brevo|EMAIL;PRENOM;NOM;SMS;ADDED_TIME;BLOCKLISTED|email name name mobile ignore stopped",
        "onetrust|Identifier;TransactionType;InteractionDate;Collection Point|email status givenAt source",
        "plain|Adresse e-mail;Téléphone portable;Code postal;Dernier achat;Désabonné le|email mobile post lastPurchase stopped"})
    void headings_are_understood(String profile, String headings, String expected) {
        assertEquals(expected, java.util.Arrays.stream(headings.split(";")).map(heading -> Profiles.named(profile).guess(heading)
                .map(Target::toString).orElse("-")).collect(Collectors.joining(" ")));
    }
}
