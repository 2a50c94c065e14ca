package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.entity.Group.Kind;

/** Who is counted as reachable, and as having stopped, for one purpose with two topics on e-mail. */
class PersonTest {

    @ParameterizedTest
    // basis, customer, addressed, answers in order (scope=state), reachable, stopped
    @CsvSource({
        "CONSENT,             false, true,  '',                                     false, false",
        "CONSENT,             false, true,  'TOPIC:1=GRANTED',                      true,  false",
        "CONSENT,             false, true,  'PURPOSE:11=GRANTED',                   true,  false",
        "CONSENT,             false, true,  'TOPIC:1=PENDING',                      false, false",
        "CONSENT,             false, false, 'TOPIC:1=GRANTED',                      false, false",
        "CONSENT,             false, true,  'TOPIC:1=GRANTED TOPIC:2=WITHDRAWN',    true,  true",
        "CONSENT,             false, true,  'TOPIC:1=GRANTED BRAND:7=WITHDRAWN',    false, true",
        "CONSENT,             false, true,  'EVERYTHING:0=OBJECTED TOPIC:1=GRANTED', true,  true",
        "CONSENT,             false, true,  'TOPIC:1=EXPIRED',                      false, true",
        "SOFT_OPT_IN,         true,  true,  '',                                     true,  false",
        "SOFT_OPT_IN,         false, true,  '',                                     false, false",
        "SOFT_OPT_IN,         true,  true,  'PURPOSE:11=OBJECTED',                  false, true",
        "SOFT_OPT_IN,         true,  true,  'TOPIC:1=OBJECTED',                     true,  true",
        "LEGITIMATE_INTEREST, false, true,  '',                                     true,  false",
        "LEGITIMATE_INTEREST, false, true,  'EVERYTHING:0=OBJECTED',                false, true",
        "LEGITIMATE_INTEREST, false, true,  'PURPOSE:11=OBJECTED PURPOSE:11=PENDING', false, true",
        "LEGITIMATE_INTEREST, false, false, '',                                     false, false"})
    void is_counted_by_basis_address_and_answers(LegalBasis basis, boolean customer, boolean addressed, String answers,
            boolean reachable, boolean stopped) {
        Purpose purpose = Samples.purpose().on(basis, Audience.CONSUMER, Basis.ANYWHERE);
        Brand brand = purpose.brand();
        Samples.withId(1, purpose.topic("a", 1));
        Samples.withId(2, purpose.topic("b", 1));
        Catalogue catalogue = new Catalogue(List.of(brand), List.of(purpose), List.of(), List.of(), List.of());
        Set<Channel> email = addressed ? EnumSet.of(Channel.EMAIL) : Set.of();
        Person person = new Person(Audience.CONSUMER, "FR", customer ? Map.of("customerSince", "2020-01-02") : Map.of(),
                EnumSet.of(Channel.EMAIL), Map.of(brand.id(), email), choices(answers));
        Set<Group> groups = person.groups(catalogue);
        assertEquals(reachable, groups.contains(new Group(brand.id(), Kind.REACHABLE, purpose.id(), Channel.EMAIL, "")));
        assertEquals(reachable, groups.contains(new Group(brand.id(), Kind.REACHABLE_AT_ALL, 0, Channel.EMAIL, "")));
        assertEquals(stopped, groups.contains(new Group(brand.id(), Kind.STOPPED, purpose.id(), Channel.EMAIL, "")));
        assertEquals(!answers.isEmpty(), groups.contains(new Group(brand.id(), Kind.ANSWERED, 0, Channel.ANY, "")));
        assertEquals(stopped, groups.contains(new Group(brand.id(), Kind.OPTED_OUT, 0, Channel.ANY, "")));
    }

    private static Choices choices(String answers) {
        Map<Cell, Choice> byCell = new HashMap<>();
        int seq = 0;
        for (String answer : answers.isBlank() ? new String[0] : answers.split(" ")) {
            seq++;
            String[] parts = answer.split("=");
            Scope scope = Scope.parse(parts[0]);
            boolean wide = scope.kind() == Scope.Kind.BRAND || scope.kind() == Scope.Kind.EVERYTHING;
            Cell cell = new Cell(scope, wide ? Channel.ANY : Channel.EMAIL);
            State state = State.valueOf(parts[1]);
            Choice before = byCell.get(cell);
            int stop = state.stops() ? seq : state == State.PENDING && before != null ? before.stop() : 0;
            byCell.put(cell, new Choice(cell, state, 0, seq, Instant.parse("2026-11-0" + seq + "T10:00:00Z"), null, null, stop));
        }
        return new Choices(byCell);
    }
}
