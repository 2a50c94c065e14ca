package org.preferencecenter.catalog;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.AddressWords;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Confidence;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.OppositionList;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;

/** A rule book of a few rules, in the shape of the real ones, so that tests of others say what they mean by themselves. */
public final class SmallBook {

    private static final LocalDate CALLS_CHANGE = LocalDate.of(2026, 8, 11);

    private final List<Rule> rules = new ArrayList<>();

    private SmallBook() {
    }

    /**
     * France and Germany: consent anywhere; in France soft opt-in by e-mail, opt-out to people at work by e-mail, calls
     * with opt-out and Bloctel until 2026-08-10 and on consent since, none at all about home energy; in Germany consent.
     */
    public static RuleBook book() {
        SmallBook book = new SmallBook();
        for (String code : List.of("FR", "DE")) {
            book.permit(code + "-consent", code, LegalBasis.CONSENT, null, null, Set.of(Channel.EMAIL, Channel.SMS, Channel.POST),
                    Set.of(), List.of(new Condition.Consent(null)), "ePrivacy 13(1)");
        }
        book.permit("FR-soft", "FR", LegalBasis.SOFT_OPT_IN, null, null, Set.of(Channel.EMAIL), Set.of(),
                List.of(new Condition.Analogous()), "CPCE L34-5 al.4");
        book.permit("FR-work", "FR", LegalBasis.LEGITIMATE_INTEREST, null, null, Set.of(Channel.EMAIL),
                Set.of(Audience.PROFESSIONAL, Audience.ORGANISATION), List.of(), "CNIL 2005");
        book.permit("FR-06", "FR", LegalBasis.LEGITIMATE_INTEREST, null, CALLS_CHANGE.minusDays(1), Set.of(Channel.PHONE),
                Set.of(), List.of(new Condition.Screened("BLOCTEL", java.time.Period.ofDays(30))), "C. conso. old L223-1");
        book.permit("FR-07", "FR", LegalBasis.CONSENT, CALLS_CHANGE, null, Set.of(Channel.PHONE), Set.of(),
                List.of(new Condition.Consent(java.time.Period.ofYears(1))), "C. conso. L223-1");
        book.rule("FR-09", "FR", Effect.FORBID, null, null, null, Set.of(Channel.PHONE), Set.of(), Set.of("home-energy"),
                List.of(), "C. conso. L223-1 al.5");
        book.permit("FR-07.contract", "FR", LegalBasis.CONTRACT, null, null, Set.of(Channel.PHONE), Set.of(),
                List.of(new Condition.CurrentContract()), "C. conso. L223-1");
        return new RuleBook(List.of(jurisdiction("FR", "Europe/Paris"), jurisdiction("DE", "Europe/Berlin")), book.rules,
                List.of(new OppositionList("BLOCTEL", "FR", Map.of("fr", "Bloctel"))), AddressWords.NONE, Holidays.NONE);
    }

    public static RuleBooks books() {
        return new RuleBooks(book());
    }

    private static Jurisdiction jurisdiction(String code, String zone) {
        return new Jurisdiction(code, Map.of("en", code), List.of(ZoneId.of(zone)), Set.of());
    }

    private void permit(String id, String jurisdiction, LegalBasis basis, LocalDate from, LocalDate to, Set<Channel> channels,
            Set<Audience> audiences, List<Condition> when, String citation) {
        rule(id, jurisdiction, Effect.PERMIT, basis, from, to, channels, audiences, Set.of(), when, citation);
    }

    private void rule(String id, String jurisdiction, Effect effect, LegalBasis basis, LocalDate from, LocalDate to,
            Set<Channel> channels, Set<Audience> audiences, Set<String> sectors, List<Condition> when, String citation) {
        rules.add(new Rule(id, jurisdiction, Map.of("en", id), from, to, channels, audiences, MessageNature.PROSPECTING,
                sectors, effect, basis, when, effect == Effect.FORBID ? List.of(new Condition.CurrentContract()) : List.of(),
                List.of(), citation, Confidence.VERIFIED, "law." + id, Map.of()));
    }
}
