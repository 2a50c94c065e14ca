package org.preferencecenter.office.entity;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.entity.Group.Kind;
import org.preferencecenter.office.entity.Group.Trait;

/**
 * What decides which groups somebody is counted in. Counted as reachable is who has an address on the channel that is not
 * suppressed and, by the purpose's basis for them: said yes to it or a topic of it (consent); is a customer and has not
 * objected (soft opt-in); has not objected (any other). Caps, pauses, hours and opposition lists are the decision's, at the
 * time of sending.
 *
 * @param jurisdiction ISO 3166-1 alpha-2, or null
 * @param facts        what is on record, see {@code consent.entity.Recipient}
 * @param addressed    by brand: the channels on which there is an address that is not suppressed for it
 * @param channels     on which there is any address
 */
public record Person(Audience audience, String jurisdiction, Map<String, String> facts, Set<Channel> channels,
        Map<Integer, Set<Channel>> addressed, Choices choices) {

    /** Every group this person is counted in. */
    public Set<Group> groups(Catalogue catalogue) {
        Set<Group> groups = new HashSet<>();
        channels.forEach(channel -> groups.add(new Group(0, Kind.ADDRESS, 0, channel, "")));
        for (Brand brand : catalogue.brands()) {
            for (Purpose purpose : catalogue.purposesOf(brand)) {
                if (purpose.published() && !purpose.retired() && !brand.retired()) {
                    purpose(purpose, groups);
                }
            }
            cohort(brand, Reach.in(catalogue), groups);
        }
        return groups;
    }

    private void purpose(Purpose purpose, Set<Group> groups) {
        int brand = purpose.brand().id();
        Optional<LegalBasis> basis = purpose.basis(audience, jurisdiction);
        List<List<Scope>> subjects = subjects(purpose);
        LocalDate consented = null;
        for (Channel channel : purpose.channels()) {
            List<Standing> standings = subjects.stream().map(scopes -> choices.on(scopes, channel)).toList();
            if (basis.isPresent() && addressed.getOrDefault(brand, Set.of()).contains(channel)
                    && reachable(basis.get(), standings)) {
                groups.add(new Group(brand, Kind.REACHABLE, purpose.id(), channel, ""));
                if (purpose.nature() == MessageNature.PROSPECTING) {
                    groups.add(new Group(brand, Kind.REACHABLE_AT_ALL, 0, channel, ""));
                }
            }
            if (standings.stream().anyMatch(Person::stopped)) {
                groups.add(new Group(brand, Kind.STOPPED, purpose.id(), channel, ""));
            }
            for (Standing standing : standings) {
                LocalDate day = standing.because().filter(c -> c.state() == State.GRANTED)
                        .map(c -> LocalDate.ofInstant(c.since(), ZoneOffset.UTC)).orElse(null);
                consented = consented == null || day != null && day.isAfter(consented) ? day : consented;
            }
        }
        if (consented != null && basis.filter(b -> b == LegalBasis.CONSENT).isPresent()) {
            groups.add(new Group(brand, Kind.CONSENTED, purpose.id(), Channel.ANY, consented.toString()));
        }
    }

    /** The purpose's topics and, since a stream may have none, the purpose itself. */
    private static List<List<Scope>> subjects(Purpose purpose) {
        return Stream.concat(purpose.topics().stream().filter(t -> !t.retired()).map(Topic::scopes),
                Stream.of(purpose.scopes())).toList();
    }

    private boolean reachable(LegalBasis basis, List<Standing> standings) {
        return switch (basis) {
            case CONSENT -> standings.stream().anyMatch(s -> s.state() == State.GRANTED);
            case SOFT_OPT_IN -> customer() && !standings.stream().allMatch(Person::stopped);
            default -> !standings.stream().allMatch(Person::stopped);
        };
    }

    private boolean customer() {
        return facts.containsKey("customerSince") || facts.containsKey("lastPurchase");
    }

    /** Also beneath a yes that waits to be confirmed. */
    private static boolean stopped(Standing standing) {
        return standing.because().filter(choice -> choice.stop() > 0).isPresent();
    }

    private void cohort(Brand brand, Reach reach, Set<Group> groups) {
        List<Choice> theirs = choices.byCell().values().stream()
                .filter(choice -> choice.cell().scope().equals(Scope.EVERYTHING)
                        || reach.of(choice.cell().scope()).contains(Scope.brand(brand.id()))).toList();
        if (theirs.isEmpty()) {
            return;
        }
        boolean out = theirs.stream().map(Choice::cell).anyMatch(cell -> stopped(standing(cell, reach)));
        for (Kind kind : out ? EnumSet.of(Kind.ANSWERED, Kind.OPTED_OUT) : EnumSet.of(Kind.ANSWERED)) {
            groups.add(new Group(brand.id(), kind, 0, Channel.ANY, ""));
            for (String trait : List.of(Trait.AUDIENCE.is(audience.name()), Trait.COUNTRY.is(jurisdiction),
                    Trait.CUSTOMER_SINCE.is(part("customerSince", 4)), Trait.LAST_PURCHASE.is(part("lastPurchase", 7)))) {
                groups.add(new Group(brand.id(), kind, 0, Channel.ANY, trait));
            }
        }
    }

    private Standing standing(Cell cell, Reach reach) {
        return choices.on(reach.of(cell.scope()), cell.channel());
    }

    /** The first characters of an ISO date; null if it is none. */
    private String part(String fact, int length) {
        String date = facts.get(fact);
        return date == null || !date.matches("\\d{4}-\\d{2}-\\d{2}.*") ? null : date.substring(0, length);
    }
}
