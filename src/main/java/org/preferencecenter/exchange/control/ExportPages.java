package org.preferencecenter.exchange.control;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.control.Causes;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.Dossiers;
import org.preferencecenter.consent.control.People;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Dossier;
import org.preferencecenter.consent.entity.Intake;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.control.DecisionDesk.Judged;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.exchange.entity.ExportLine;
import org.preferencecenter.exchange.entity.ExportOrder;
import org.preferencecenter.exchange.entity.Status;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/**
 * A page of people as lines of an export. Who may be written to is asked of the desk that every sender asks, and kept as its
 * decision: no raw state becomes a mailing list (S-28).
 */
final class ExportPages {

    private static final String ASKED_BY = "export";

    private final Dossiers dossiers;
    private final Causes causes;
    private final People people;
    private final Suppressions suppressions;
    private final DecisionDesk desk;
    private final Catalog catalog;
    private final Clock clock;

    ExportPages(DataSource database, Suppressions suppressions, DecisionDesk desk, Catalog catalog, Clock clock) {
        this.dossiers = new Dossiers(database);
        this.causes = new Causes(database);
        this.people = new People(database);
        this.suppressions = suppressions;
        this.desk = desk;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** @throws DatabaseAway if what is needed cannot be read: the step is taken again later, nobody is left out in silence */
    List<List<String>> of(int brand, ExportOrder order, long[] ids) {
        return switch (order.what()) {
            case AUDIENCE, POSTAL -> audience(order, ids);
            case STOPPED -> stopped(brand, order, ids);
            case CHOICES -> choices(brand, ids);
        };
    }

    private List<List<String>> audience(ExportOrder order, long[] ids) {
        Stream stream = catalog.now().stream(order.stream()).orElseThrow(() -> new JobWork.Impossible("job.log.noStream"));
        Instant now = clock.instant();
        List<Judged> judged = desk.judgeAll(Arrays.stream(ids).mapToObj(id -> new Question(stream, null, id, now, false)).toList());
        if (judged.stream().anyMatch(one -> one.answered().decision().reasons().get(0).rule().equals(HouseRule.UNAVAILABLE.id()))) {
            throw new DatabaseAway(new java.sql.SQLException("facts", "58030"));
        }
        List<Judged> allowed = judged.stream().filter(one -> one.answered().decision().allowed()
                && one.recipient().flatMap(r -> r.address(stream.channel())).isPresent()).toList();
        if (!desk.keep(allowed.stream().map(Judged::answered).toList(), ASKED_BY)) {
            throw new DatabaseAway(new java.sql.SQLException("decisions", "58030"));
        }
        Map<Long, People.Described> names = people.described(allowed.stream().mapToLong(one -> one.recipient().orElseThrow().id()).toArray());
        return allowed.stream().map(one -> new ExportLine(named(one.recipient().orElseThrow(), names), stream.channel(),
                one.recipient().orElseThrow().address(stream.channel()).orElseThrow(), Status.YES,
                one.answered().decision().relied().map(Choice::since).orElse(null), "").in(order, stream.purpose().code())).toList();
    }

    /** With the name and the id elsewhere among the facts, where lines look for them. */
    private static Recipient named(Recipient one, Map<Long, People.Described> names) {
        People.Described described = names.get(one.id());
        if (described == null) {
            return one;
        }
        Map<String, String> facts = new HashMap<>(one.facts());
        if (described.name() != null) {
            facts.put(Intake.NAME, described.name());
        }
        if (described.externalId() != null) {
            facts.put(Intake.EXTERNAL_ID, described.externalId());
        }
        return new Recipient(one.id(), one.audience(), one.audienceSource(), one.jurisdiction(), one.locale(), one.timeZone(), facts,
                one.addresses());
    }

    private List<Optional<Dossier>> dossiers(long[] ids) {
        return dossiers.of(Arrays.stream(ids).mapToObj(id -> new Dossiers.Whom(Channel.EMAIL, null, id)).toList());
    }

    private List<List<String>> stopped(int brand, ExportOrder order, long[] ids) {
        List<Dossier> known = dossiers(ids).stream().flatMap(Optional::stream)
                .filter(one -> one.recipient().address(Channel.EMAIL).isPresent()).toList();
        List<Map<SuppressionReason, Cause>> reasons = suppressions.causes(known.stream().map(one -> new Suppressions.Asked(
                Channel.EMAIL, one.recipient().address(Channel.EMAIL).orElseThrow(), brand)).toList());
        Map<Long, People.Described> names = people.described(known.stream().mapToLong(one -> one.recipient().id()).toArray());
        List<Standing> standings = known.stream()
                .map(one -> one.choices().on(List.of(Scope.brand(brand), Scope.EVERYTHING), Channel.EMAIL)).toList();
        List<Causes.Of> stops = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            stop(known.get(i), standings.get(i)).ifPresent(stops::add);
        }
        Map<Causes.Of, Cause> told = causes.of(stops);
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            Dossier one = known.get(i);
            if (!reasons.get(i).isEmpty() || standings.get(i).state().stops()) {
                EnumSet<Cause> its = EnumSet.noneOf(Cause.class);
                reasons.get(i).values().stream().filter(Objects::nonNull).forEach(its::add);
                stop(one, standings.get(i)).map(told::get).ifPresent(its::add);
                lines.add(new ExportLine(named(one.recipient(), names), Channel.EMAIL, one.recipient().address(Channel.EMAIL).orElseThrow(),
                        status(reasons.get(i).keySet()), standings.get(i).because().map(Choice::since).orElse(null),
                        its.stream().map(Cause::word).collect(Collectors.joining(" "))).in(order, "all"));
            }
        }
        return lines;
    }

    /** The entry that says so, where they stopped themselves. */
    private static Optional<Causes.Of> stop(Dossier one, Standing standing) {
        return standing.state().stops() ? standing.because().map(choice -> new Causes.Of(one.recipient().id(), choice.seq()))
                : Optional.empty();
    }

    private static Status status(Set<SuppressionReason> reasons) {
        return reasons.contains(SuppressionReason.COMPLAINT) ? Status.COMPLAINED
                : reasons.contains(SuppressionReason.BOUNCE) ? Status.BOUNCED : Status.STOPPED;
    }

    private List<List<String>> choices(int brand, long[] ids) {
        List<List<String>> lines = new ArrayList<>();
        Catalogue catalogue = catalog.now();
        List<Dossier> known = dossiers(ids).stream().flatMap(Optional::stream).toList();
        Map<Causes.Of, Cause> told = causes.of(known.stream().flatMap(one -> one.choices().byCell().values().stream()
                .map(choice -> new Causes.Of(one.recipient().id(), choice.seq()))).collect(Collectors.toSet()));
        for (Dossier one : known) {
            one.choices().byCell().values().stream().filter(choice -> of(catalogue, choice.cell().scope(), brand))
                    .sorted(Comparator.comparingInt(Choice::seq)).forEach(choice -> lines.add(List.of(
                            Long.toString(one.recipient().id()), one.recipient().address(Channel.EMAIL).orElse(""),
                            choice.cell().scope().kind().name().toLowerCase(Locale.ROOT), code(catalogue, choice.cell().scope()),
                            choice.cell().channel().name(), choice.state().name(), choice.since().toString(),
                            choice.frequency() == null ? "" : choice.frequency().toString(),
                            choice.pausedUntil() == null ? "" : choice.pausedUntil().toString(),
                            Optional.ofNullable(told.get(new Causes.Of(one.recipient().id(), choice.seq()))).map(Cause::word).orElse(""))));
        }
        return lines;
    }

    private static boolean of(Catalogue catalogue, Scope scope, int brand) {
        return switch (scope.kind()) {
            case PURPOSE -> catalogue.purpose(scope.id()).filter(p -> p.brand().id() == brand).isPresent();
            case TOPIC -> catalogue.topic(scope.id()).filter(t -> t.purpose().brand().id() == brand).isPresent();
            case BRAND -> scope.id() == brand;
            default -> true;
        };
    }

    private static String code(Catalogue catalogue, Scope scope) {
        return switch (scope.kind()) {
            case PURPOSE -> catalogue.purpose(scope.id()).map(Purpose::code).orElse("");
            case TOPIC -> catalogue.topic(scope.id()).map(Topic::code).orElse("");
            default -> "";
        };
    }
}
