package org.preferencecenter.decision.control;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.decision.entity.Facts;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.AddressWords;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Confidence;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.Rule;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.TimedCondition;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/** Desks for tests, with three rules: consent permits, and calls are limited. */
final class Desks {

    static final String CONSENT = "FR-90";
    static final String FOUR_ATTEMPTS = "FR-91";
    static final String SIXTY_DAYS = "FR-92";
    static final RuleBook BOOK = new RuleBook(
            List.of(new Jurisdiction("FR", Map.of(), List.of(ZoneId.of("Europe/Paris")), Set.of())),
            List.of(rule(CONSENT, Set.of(), Effect.PERMIT, new Condition.Consent(null)),
                    rule(FOUR_ATTEMPTS, Set.of(Channel.PHONE), Effect.DEFER, new TimedCondition.AttemptsReached(4, 30)),
                    rule(SIXTY_DAYS, Set.of(Channel.PHONE), Effect.DEFER, new TimedCondition.RefusedWithin(60))),
            List.of(), AddressWords.NONE, Holidays.NONE);

    private Desks() {
    }

    private static Rule rule(String id, Set<Channel> channels, Effect effect, Condition when) {
        return new Rule(id, "FR", Map.of("en", id), null, null, channels, Set.of(), null, Set.of(), effect,
                effect == Effect.PERMIT ? LegalBasis.CONSENT : null, List.of(when), List.of(), List.of(), "Art. " + id,
                Confidence.DESIGN, null, Map.of("fr", id, "en", id));
    }

    static DecisionDesk desk(DataSource database, DecisionLog log, Clock clock, Stream... streams) {
        return slow(database, log, clock, () -> { }, streams);
    }

    /** Does something once the facts are read, before they are judged. */
    static DecisionDesk slow(DataSource database, DecisionLog log, Clock clock, Runnable meanwhile, Stream... streams) {
        Vault vault = new Vault(new Secret(new byte[32]));
        Catalog catalog = new Catalog(null) {
            @Override
            public Catalogue now() {
                return new Catalogue(List.of(), List.of(), List.of(), List.of(streams), List.of());
            }
        };
        FactReader reader = new FactReader(database, new Suppressions(database, clock, vault),
                new OppositionLists(database, vault), catalog) {
            @Override
            public List<Facts> read(List<Question> questions) {
                List<Facts> facts = super.read(questions);
                meanwhile.run();
                return facts;
            }
        };
        RuleBooks books = new RuleBooks() {
            @Override
            public RuleBook inForce() {
                return BOOK;
            }
        };
        return new DecisionDesk(reader, new ContactHistory(database), books, log, clock);
    }
}
