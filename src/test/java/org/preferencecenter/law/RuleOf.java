package org.preferencecenter.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Condition;
import org.preferencecenter.law.entity.Confidence;
import org.preferencecenter.law.entity.Duty;
import org.preferencecenter.law.entity.Effect;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Obligation;
import org.preferencecenter.law.entity.Rule;

/** A rule put together piece by piece: of every channel, audience, nature, sector and day unless a test says otherwise. */
public final class RuleOf {

    private final String id;
    private final String jurisdiction;
    private final Effect effect;
    private final LegalBasis basis;
    private LocalDate from;
    private LocalDate to;
    private Set<Channel> channels = Set.of();
    private Set<Audience> audiences = Set.of();
    private MessageNature nature = MessageNature.PROSPECTING;
    private Set<String> sectors = Set.of();
    private final List<Condition> when = new ArrayList<>();
    private final List<Condition> unless = new ArrayList<>();
    private final List<Duty> duties = new ArrayList<>();

    private RuleOf(String id, String jurisdiction, Effect effect, LegalBasis basis) {
        this.id = id;
        this.jurisdiction = jurisdiction;
        this.effect = effect;
        this.basis = basis;
    }

    public static RuleOf permit(String id, String jurisdiction, LegalBasis basis) {
        return new RuleOf(id, jurisdiction, Effect.PERMIT, basis);
    }

    public static RuleOf forbid(String id, String jurisdiction) {
        return new RuleOf(id, jurisdiction, Effect.FORBID, null);
    }

    public static RuleOf defer(String id, String jurisdiction) {
        return new RuleOf(id, jurisdiction, Effect.DEFER, null);
    }

    public static RuleOf oblige(String id, String jurisdiction, Obligation... to) {
        return new RuleOf(id, jurisdiction, Effect.OBLIGE, null).owing(to);
    }

    public RuleOf from(String day) {
        from = LocalDate.parse(day);
        return this;
    }

    public RuleOf to(String day) {
        to = LocalDate.parse(day);
        return this;
    }

    public RuleOf over(Channel... over) {
        channels = Set.of(over);
        return this;
    }

    public RuleOf toward(Audience... toward) {
        audiences = Set.of(toward);
        return this;
    }

    public RuleOf of(MessageNature ofNature) {
        nature = ofNature;
        return this;
    }

    public RuleOf sector(String... of) {
        sectors = Set.of(of);
        return this;
    }

    public RuleOf when(Condition... all) {
        when.addAll(List.of(all));
        return this;
    }

    public RuleOf unless(Condition... any) {
        unless.addAll(List.of(any));
        return this;
    }

    public RuleOf owing(Obligation... what) {
        for (Obligation obligation : what) {
            duties.add(new Duty(obligation, null, id));
        }
        return this;
    }

    public Rule rule() {
        return new Rule(id, jurisdiction, Map.of("en", id), from, to, channels, audiences, nature, sectors, effect, basis,
                when, unless, duties, "Act 1", Confidence.DESIGN, null, Map.of("en", id));
    }
}
