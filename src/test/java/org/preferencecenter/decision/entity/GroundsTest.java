package org.preferencecenter.decision.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.law.entity.AddressWords;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Confidence;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.Finding;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Term;

/** What the log keeps of a decision's reasons can be read back to the same sentences. */
class GroundsTest {

    private static final Condition CONSENT = new Condition.Consent(Period.ofYears(1));
    private static final Condition INFORMED = new Condition.Recorded(Fact.INFORMED);
    private static final Condition ROLE = new Condition.RoleAddress();
    private static final Rule RULE = new Rule("XX-01", "XX", Map.of(), null, null, Set.of(), Set.of(), null, Set.of(),
            Effect.PERMIT, LegalBasis.CONSENT, List.of(CONSENT, INFORMED), List.of(ROLE), List.of(), "Art. 1",
            Confidence.DESIGN, "x", Map.of());
    private static final RuleBook BOOK = new RuleBook(List.of(new Jurisdiction("XX", Map.of(), List.of(), Set.of())),
            List.of(RULE), List.of(), AddressWords.NONE, Holidays.NONE);

    private final Grounds grounds = new Grounds(
            List.of(HouseRule.PAUSED.reason(), Reason.of(new Finding(RULE, List.of(INFORMED, ROLE), null), Verdict.REFUSE),
                    Reason.of(new Finding(RULE, List.of(), null), Verdict.ALLOW)),
            List.of(new Duty(Obligation.HONOUR_STOP, new Term(10, Term.Unit.BUSINESS_DAYS), "XX-01"),
                    new Duty(Obligation.NAME_SENDER, null, "XX-01")));

    @Test
    void what_is_written_reads_back_the_same_over_the_same_book() {
        assertEquals(grounds, Grounds.read(grounds.toString(), BOOK, true));
        assertEquals("DEFER\tpaused\nREFUSE\tXX-01\tw1\tu0\nALLOW\tXX-01\nOWED\tHONOUR_STOP\tXX-01\t10 BUSINESS_DAYS\n"
                + "OWED\tNAME_SENDER\tXX-01\t", grounds.toString());
    }

    @Test
    void over_another_book_conditions_are_not_guessed_and_a_rule_that_is_gone_keeps_its_name() {
        assertEquals(List.of(), Grounds.read(grounds.toString(), BOOK, false).reasons().get(1).law().unmet());
        Reason gone = Grounds.read(grounds.toString(), RuleBook.EMPTY, false).reasons().get(1);
        assertEquals("XX-01", gone.rule());
        assertNull(gone.law());
    }

    /** S-37: it is kept with the reason, and of before it was, nothing is made up. */
    @Test
    void whose_doing_a_stop_is_reads_back_too() {
        Grounds agents = new Grounds(List.of(HouseRule.WITHDRAWN.reason(Cause.AGENT), HouseRule.BOUNCED.reason(Cause.BOUNCE)), List.of());
        assertEquals("REFUSE\twithdrawn\tagent\nREFUSE\tbounced\tbounce", agents.toString());
        assertEquals(agents, Grounds.read(agents.toString(), BOOK, true));
        assertEquals(agents, Grounds.read(agents.toString(), RuleBook.EMPTY, false));
        assertNull(Grounds.read("REFUSE\twithdrawn", BOOK, true).reasons().get(0).cause());
    }

    /** Else an agent's refusal would be kept, and told in a batch, as the person's. */
    @Test
    void decisions_that_differ_in_whose_doing_a_stop_is_rest_on_other_grounds() {
        List<GroundsKey> keys = new ArrayList<>();
        Arrays.stream(Cause.values()).forEach(cause -> keys.add(key(HouseRule.WITHDRAWN.reason(cause))));
        keys.add(key(HouseRule.WITHDRAWN.reason()));
        assertEquals(keys.size(), new HashSet<>(keys).size());
        assertEquals(keys.get(0), key(HouseRule.WITHDRAWN.reason(Cause.RECIPIENT)));
    }

    private static GroundsKey key(Reason reason) {
        return new GroundsKey(new Decision(new UUID(0, 1), Verdict.REFUSE, null, List.of(reason), List.of(), 1, Optional.empty(), "b", null));
    }

    @Test
    void a_condition_that_is_not_the_rules_own_is_left_out() {
        Grounds customersOnly = new Grounds(List.of(Reason.of(new Finding(RULE, List.of(new Condition.Sale(null)), null),
                Verdict.REFUSE)), List.of());
        assertEquals(List.of(), Grounds.read(customersOnly.toString(), BOOK, true).reasons().get(0).law().unmet());
    }
}
