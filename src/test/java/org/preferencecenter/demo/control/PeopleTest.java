package org.preferencecenter.demo.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.demo.entity.Person.Answer;
import org.preferencecenter.demo.entity.Person.Said;
import org.preferencecenter.demo.entity.Person;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Fact;

/** The demo's people, as their file tells them. */
class PeopleTest {

    private final List<Person> people = RecipientSeed.people();

    private static String email(Person person) {
        return person.recipient().address(Channel.EMAIL).orElseThrow();
    }

    @Test
    void there_are_200_and_no_two_share_an_address() {
        assertEquals(200, people.size());
        List<Address> addresses = people.stream().flatMap(p -> p.recipient().addresses().stream()).toList();
        assertEquals(addresses.size(), Set.copyOf(addresses).size());
    }

    @Test
    void nobody_real_can_be_reached() {
        assertTrue(people.stream().allMatch(p -> email(p).matches("[a-z.-]+@(example\\.(org|com|net)|[a-z-]+\\.example)")));
        assertTrue(people.stream().map(p -> p.recipient().address(Channel.PHONE).orElse(null)).filter(Objects::nonNull)
                .allMatch(n -> n.matches("\\+33 6 39 98 \\d\\d \\d\\d|\\+44 7700 900\\d{3}|\\+49 171 39200\\d\\d")));
    }

    @Test
    void the_first_ones_have_the_names_that_the_demo_speaks_of() {
        assertEquals(List.of("camille.martin@example.org", "alex.taylor@example.com", "noemie.bernard@example.net"),
                people.stream().limit(3).map(PeopleTest::email).toList());
        Person camille = people.get(0);
        assertEquals("fr", camille.recipient().locale());
        assertEquals(List.of("theatre", "jazz", "jeune-public"), camille.answers().stream()
                .filter(a -> a.said() == Said.YES && a.channel() == Channel.EMAIL && a.frequency() == null)
                .map(Answer::code).toList());
        assertEquals("en", people.get(1).recipient().locale());
    }

    @Test
    void everybody_has_a_name_and_most_a_number_of_the_ticket_office_that_nobody_else_has() {
        assertTrue(people.stream().noneMatch(p -> p.name().isBlank()));
        List<String> numbers = people.stream().map(Person::externalId).filter(id -> !id.isEmpty()).toList();
        assertTrue(numbers.size() > 150 && numbers.size() < 200);
        assertEquals(numbers.size(), Set.copyOf(numbers).size());
    }

    @Test
    void they_differ_in_language_country_quality_and_what_they_said() {
        Set<Recipient> all = people.stream().map(Person::recipient).collect(Collectors.toSet());
        assertEquals(Set.of("fr", "en", "de", "it", "nl", "ar"), all.stream().map(Recipient::locale).collect(Collectors.toSet()));
        assertEquals(Set.of("FR", "BE", "CH", "GB", "DE"), all.stream().map(Recipient::jurisdiction).collect(Collectors.toSet()));
        assertEquals(EnumSet.allOf(Audience.class), all.stream().map(Recipient::audience).collect(Collectors.toSet()));
        assertEquals(EnumSet.allOf(Said.class), people.stream().flatMap(p -> p.answers().stream()).map(Answer::said)
                .collect(Collectors.toSet()));
        assertTrue(people.stream().anyMatch(p -> p.answers().isEmpty()));
        assertTrue(people.stream().filter(p -> p.answers().stream().anyMatch(a -> a.code().equals("danse"))).count() > 5);
        all.forEach(r -> ZoneId.of(r.timeZone()));
        for (Fact date : List.of(Fact.CUSTOMER_SINCE, Fact.LAST_PURCHASE, Fact.REFUSAL_OFFERED, Fact.INFORMED)) {
            List<LocalDate> days = all.stream().map(r -> r.facts().get(date.key())).filter(Objects::nonNull).map(LocalDate::parse)
                    .toList();
            assertTrue(days.size() > 20, date.key());
        }
        assertTrue(all.stream().flatMap(r -> r.facts().keySet().stream()).allMatch(key -> Fact.of(key).isPresent()));
    }

    @Test
    void a_line_is_read_field_by_field() {
        Person person = Person.parse("a@example.org;en;GB;Europe/London;PROFESSIONAL;guichet;2020-01-02;"
                + "2026-01-02;theatre-des-vents;spectacle livre;2020-01-02;;press;+44 7700 900999;1 Mill Row;guichet;jazz/EMAIL=AT_MOST:1:WEEK -offres/POST !lettre/SMS;Ann Other;BIL-1");
        assertEquals(List.of(new Answer(Said.YES, "jazz", Channel.EMAIL, Frequency.atMost(1, Frequency.Per.WEEK)),
                new Answer(Said.NO, "offres", Channel.POST, null),
                new Answer(Said.YES_THEN_STOPPED, "lettre", Channel.SMS, null)), person.answers());
        assertEquals(Map.of("customerSince", "2020-01-02", "lastPurchase", "2026-01-02", "seller", "theatre-des-vents",
                "productFamily", "spectacle livre", "refusalOffered", "2020-01-02", "function", "press"), person.recipient().facts());
        assertEquals("Ann Other BIL-1", person.name() + " " + person.externalId());
        assertEquals(4, person.recipient().addresses().size());
        assertThrows(IllegalArgumentException.class, () -> Person.parse("a@example.org;en"));
    }
}
