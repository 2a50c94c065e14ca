package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.preferencecenter.center.control.Phrasebook;
import org.preferencecenter.center.entity.AddressBook.Line;
import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.consent.entity.OwnAddress;
import org.preferencecenter.law.entity.Channel;

class AddressBookTest {

    private static final Words ENGLISH = new Phrasebook().in("en");
    private static final Instant PROVEN = Instant.parse("2026-11-22T10:00:00Z");

    private static OwnAddress address(Channel channel, String value, boolean main, Instant verified) {
        return new OwnAddress(UUID.randomUUID(), channel, value, main, verified);
    }

    @Test
    void the_only_mail_address_can_neither_go_nor_be_put_first() {
        Line line = AddressBook.of(ENGLISH, List.of(address(Channel.EMAIL, "claire@example.org", false, PROVEN)), "FR").get(0);
        assertEquals("c••••@e••••••.org", line.shown());
        assertEquals("", line.remove() + line.first() + line.note());
    }

    @Test
    void of_two_the_other_one_can_be_put_first_and_either_can_go() {
        List<Line> lines = AddressBook.of(ENGLISH, List.of(address(Channel.EMAIL, "claire@example.org", true, PROVEN),
                address(Channel.EMAIL, "anna@example.com", false, null)), "FR");
        assertEquals("used first", lines.get(0).note());
        assertTrue(lines.get(0).first().isEmpty() && !lines.get(0).remove().isEmpty());
        assertEquals("Use first: a••••@e••••••.com", lines.get(1).first());
        assertEquals("not confirmed yet", lines.get(1).note());
    }

    @Test
    void a_number_is_one_line_whatever_it_is_used_for() {
        List<Line> lines = AddressBook.of(ENGLISH, List.of(address(Channel.SMS, "+33 6 39 98 00 42", false, PROVEN),
                address(Channel.PHONE, "+33639980042", false, PROVEN), address(Channel.POST, "Zoé\n35000 Rennes", false, null)), "FR");
        assertEquals(2, lines.size());
        assertEquals("•• •• •• •• 42", lines.get(0).shown());
        assertEquals("SMS and Phone", lines.get(0).uses());
        assertEquals(2, AddressBook.ids(lines.get(0).ids()).orElseThrow().size());
        assertEquals("", lines.get(1).note(), "nothing proves a postal address");
    }

    @ParameterizedTest
    @CsvSource({"+33639980042, FR, •• •• •• •• 42", "+33639980042, GB, +33 • •• •• •• 42", "+447700900123, FR, +44 •••• ••••23", "12, FR, 12"})
    void of_a_number_the_last_two_digits_are_shown(String value, String region, String shown) {
        assertEquals(shown, AddressBook.number(value, region));
    }

    @Test
    void a_number_nobody_proved_is_shown_masked_with_both_its_buttons() {
        Claim noted = new Claim(7, 1, 1, Set.of(Channel.PHONE, Channel.SMS), "+33 6 39 98 00 42", true, Claim.TRIES, PROVEN, false);
        Unproven unproven = Unproven.of(ENGLISH, List.of(noted), "FR", "/d/token", true);
        assertEquals(List.of(new Unproven.Line(7, "•• •• •• •• 42", "SMS and Phone", "Send me a code: •• •• •• •• 42",
                "Remove: •• •• •• •• 42")), unproven.lines());
    }

    @Property
    void whatever_stands_in_the_field_is_ids_or_nothing(@ForAll String field) {
        assertTrue(AddressBook.ids(field).isEmpty() || !AddressBook.ids(field).get().isEmpty());
    }

    @Test
    void too_many_ids_are_none() {
        assertEquals(Optional.empty(), AddressBook.ids(String.join(",", java.util.Collections.nCopies(9, UUID.randomUUID().toString()))));
    }

    @ParameterizedTest
    @CsvSource({"123456, 123456", "'123 456', 123456", "123-456, 123456", "١٢٣٤٥٦, 123456", "12345, ''", "1234567, ''", "12345x, ''", "'', ''",
        "'<script>', ''"})
    void a_code_is_read_as_people_type_it(String typed, String digits) throws Exception {
        byte[] body = ("code=" + java.net.URLEncoder.encode(typed, "UTF-8")).getBytes("US-ASCII");
        assertEquals(digits, TypedAddress.read(Fields.parse(body)).digits().orElse(""));
    }

    @Test
    void what_is_no_choice_of_ours_is_not_chosen() throws Exception {
        TypedAddress typed = TypedAddress.read(Fields.parse("use=SMS&use=EMAIL&use=x&country=XX&number=06".getBytes("US-ASCII")));
        assertEquals(Set.of(Channel.SMS), typed.uses());
        assertEquals("", typed.country());
    }

    @ParameterizedTest
    @CsvSource({"FR, en, FR", ", fr, FR", ", en, GB", "ZZ, fr, ''", ", ar, AE", ", de, DE"})
    void the_country_offered_first_is_where_they_live_or_where_their_language_is_at_home(String region, String language, String first) {
        assertEquals(first, TypedAddress.blank(region, language).country());
    }

    @Test
    void every_country_has_a_name_in_the_language_of_the_page() {
        List<PageView.Option> countries = TypedAddress.blank("FR", "fr").countries(new Phrasebook().in("fr"));
        assertTrue(countries.size() > 200);
        assertEquals(1, countries.stream().filter(o -> o.selected().equals("selected")).count());
        assertTrue(countries.stream().anyMatch(o -> o.label().equals("Allemagne")));
    }

    @ParameterizedTest
    @CsvSource({"'1 rue des Vents, 35000 Rennes', true", "'x', false", "'', false", "'\u0000 rue des Vents 35000', false",
        "'rue des Vents\u0007 35000', false", "'北京市朝阳区一号院', true", "'شارع النيل ١٢ القاهرة', true"})
    void a_postal_address_is_anything_that_can_stand_on_an_envelope(String typed, boolean can) {
        TypedAddress address = new TypedAddress("", "", "", Set.of(), typed, "");
        assertEquals(can, address.postalFlaw().isEmpty());
        assertFalse(new TypedAddress("", "", "", Set.of(), "a".repeat(501), "").postalFlaw().isEmpty());
    }
}
