package org.preferencecenter.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.decision.entity.Facts;
import org.preferencecenter.decision.entity.Judgement;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.Listing;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.RuleBook;

/**
 * A question with its facts, put together piece by piece: an e-mail with offers to a consumer in France on a Monday
 * morning, who clicked the day before and never chose anything.
 */
public final class Given {

    public Instant at = Instant.parse("2026-11-23T10:00:00Z");
    public boolean known = true;
    public String jurisdiction = "FR";
    public String zone;
    public Audience audience = Audience.CONSUMER;
    public String address = "someone@example.org";
    public Map<String, String> facts = new TreeMap<>();

    public String brand = "theatre";
    public Channel channel = Channel.EMAIL;
    public MessageNature nature = MessageNature.PROSPECTING;
    public LegalBasis basis = LegalBasis.CONSENT;
    public String sector;
    public String families;
    public String functions;
    public String classification;
    public boolean published = true;
    public boolean retired;
    public boolean digest;
    public boolean openPixel;
    public boolean asksToGoOn;

    public State state = State.NONE;
    public Instant since;
    /** Whose doing what was said is, and what was suppressed by hand. */
    public Cause cause;
    public Instant consentsFrom;
    public Frequency frequency = Frequency.EVERY_MESSAGE;
    public Instant pausedUntil;
    public Instant nextFree;
    /** Left alone, the day before. */
    public Instant lastAction;
    public boolean neverActed;
    public List<Instant> attempts = new ArrayList<>();
    public Instant refusedAt;
    public Map<String, Listing> lists = new TreeMap<>();
    public Set<SuppressionReason> suppressed = new TreeSet<>();
    public boolean pixelConsent;

    public Given at(String instant) {
        at = Instant.parse(instant);
        return this;
    }

    /** Said that, three days before. */
    public Given said(State what) {
        return said(what, at.minus(Duration.ofDays(3)));
    }

    public Given said(State what, Instant when) {
        state = what;
        since = when;
        return this;
    }

    public Given with(Fact fact, String text) {
        facts.put(fact.key(), text);
        return this;
    }

    public Given on(LegalBasis declared) {
        basis = declared;
        return this;
    }

    public Given by(Channel over) {
        channel = over;
        address = over == Channel.EMAIL ? address : "+33611223344";
        return this;
    }

    /** A service message for the reason given. */
    public Given service(String why) {
        nature = MessageNature.SERVICE;
        basis = LegalBasis.CONTRACT;
        classification = why;
        return this;
    }

    public Given list(String code, boolean on, String date) {
        lists.put(code, new Listing(on, LocalDate.parse(date)));
        return this;
    }

    public Question question() {
        Brand sender = Samples.withId(7, new Brand(brand, "Théâtre", "news.example.org", "bonjour@example.org",
                "1 quai, Nantes", "#7a1f3d", "#ffffff", "fr"));
        Purpose purpose = Samples.withId(11, new Purpose(sender, "letter", nature, 1).over(channel).inSector(sector)
                .about(families).forFunctions(functions).classifiedBecause(classification));
        if (basis != null) {
            for (Audience each : Audience.values()) {
                purpose.on(basis, each, Basis.ANYWHERE);
            }
        }
        if (published) {
            purpose.publish(Instant.EPOCH);
        }
        Stream stream = new Stream("letter", purpose, null, channel, digest);
        if (retired) {
            stream.retire(Instant.EPOCH);
        }
        return new Question(stream, address == null ? null : address, address == null ? 1 : 0, at, openPixel, asksToGoOn);
    }

    public Facts facts() {
        if (!known) {
            return Facts.ofNobody(barred());
        }
        Recipient recipient = new Recipient(1, audience, "form", jurisdiction, "fr", zone, facts, List.of());
        Optional<Choice> because = state == State.NONE ? Optional.empty() : Optional.of(new Choice(
                new Cell(org.preferencecenter.link.entity.Scope.purpose(11), channel), state, 0, 1, since, null, null, state.stops() ? 1 : 0, cause));
        Instant sign = neverActed ? null : lastAction != null ? lastAction : at.minus(Duration.ofDays(1));
        return new Facts(Optional.of(recipient), barred(), new Standing(state, because, frequency, pausedUntil),
                consentsFrom, nextFree, sign, attempts, refusedAt, lists, pixelConsent);
    }

    private Map<SuppressionReason, Cause> barred() {
        Map<SuppressionReason, Cause> barred = new EnumMap<>(SuppressionReason.class);
        suppressed.forEach(why -> barred.put(why, why == SuppressionReason.MANUAL ? cause : Cause.of(why)));
        return barred;
    }

    public Judgement judged(RuleBook book) {
        return Judgement.of(question(), facts(), book);
    }
}
