package org.preferencecenter.office.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.PurposeDraft.Ground;
import org.preferencecenter.consent.entity.Crowd;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/** Whom a change touches: 5 who said yes, 3 who said nothing, 2 who stopped. */
class ImpactTest {

    private static final List<Crowd> CROWDS = List.of(crowd(Channel.EMAIL, true, false, 5), crowd(Channel.EMAIL, false, false, 3),
            crowd(Channel.EMAIL, false, true, 2), crowd(Channel.ANY, true, false, 5), crowd(Channel.ANY, false, false, 5));

    private static Crowd crowd(Channel channel, boolean yes, boolean stopped, int people) {
        return new Crowd(Audience.CONSUMER, null, channel, yes, stopped, people);
    }

    private static PurposeDraft draft(String basis) {
        if (basis.equals("-")) {
            return null;
        }
        boolean service = basis.equals("SERVICE");
        return new PurposeDraft("letter", service ? MessageNature.SERVICE : MessageNature.PROSPECTING, "", "", "", "", 36, true, false,
                service ? List.of() : List.of(new Ground(Audience.CONSUMER, Basis.ANYWHERE, LegalBasis.valueOf(basis))),
                new TreeSet<>(Set.of(Channel.EMAIL)), new TreeSet<>(), new TreeMap<>(), List.of(), new TreeMap<>(Map.of()), new TreeSet<>());
    }

    @ParameterizedTest
    @CsvSource({"CONSENT, CONSENT, true, 5, 5, 0, 0, 5", "CONSENT, CONSENT, false, 0, 5, 5, 0, 0",
        "SOFT_OPT_IN, CONSENT, false, 0, 8, 5, 0, 3", "CONSENT, LEGITIMATE_INTEREST, false, 0, 5, 8, 3, 0",
        "-, SOFT_OPT_IN, false, 0, 0, 8, 8, 0", "SOFT_OPT_IN, -, false, 0, 8, 0, 0, 8", "SERVICE, SERVICE, false, 0, 10, 10, 0, 0"})
    void people_become_reachable_or_cease_to_be_as_the_basis_has_it(String before, String after, boolean renews, long again,
            long was, long is, long gains, long losses) {
        Impact impact = Impact.of(CROWDS, true, draft(before), draft(after), renews);
        assertEquals(again, impact.again());
        assertEquals(List.of(new Impact.Line(Channel.EMAIL, was, is, gains, losses)), impact.lines());
    }

    @Test
    void where_somebody_lives_decides_before_everywhere_does() {
        PurposeDraft soft = draft("SOFT_OPT_IN");
        PurposeDraft but = new PurposeDraft("letter", soft.nature(), "", "", "", "", 36, true, false, List.of(soft.grounds().get(0),
                new Ground(Audience.CONSUMER, "CH", LegalBasis.CONSENT)), soft.channels(), soft.countries(), soft.texts(), List.of(),
                soft.notices(), soft.forms());
        List<Crowd> swiss = List.of(new Crowd(Audience.CONSUMER, "CH", Channel.EMAIL, false, false, 4));
        assertEquals(List.of(new Impact.Line(Channel.EMAIL, 4, 0, 0, 4)), Impact.of(swiss, true, soft, but, false).lines());
    }
}
