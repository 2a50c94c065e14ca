package org.preferencecenter.retention.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.retention.entity.Policy;
import org.preferencecenter.retention.entity.Someone;
import org.preferencecenter.retention.entity.Terms;
import org.preferencecenter.retention.entity.Timetable;

/** Until when people's data may be used, by what is known now. */
@Singleton
public class Timetables {

    private final DataSource database;
    private final Clock clock;
    private final Supplier<Catalogue> catalogue;
    private final RuleBooks ruleBooks;

    @Inject
    public Timetables(DataSource database, Clock clock, Catalog catalog, RuleBooks ruleBooks) {
        this(database, clock, catalog::now, ruleBooks);
    }

    /** Without a container. */
    public Timetables(DataSource database, Clock clock, Supplier<Catalogue> catalogue, RuleBooks ruleBooks) {
        this.database = database;
        this.clock = clock;
        this.catalogue = catalogue;
        this.ruleBooks = ruleBooks;
    }

    /**
     * One person's, for whoever looks at them; nothing for nobody. @throws
     * org.preferencecenter.consent.control.DatabaseAway if the database is
     */
    public Optional<Timetable> of(long recipient) {
        return Turn.in(database, connection -> all(connection, Someones.read(connection, List.of(recipient)).values(),
                Policies.read(connection).policy())).values().stream().findFirst();
    }

    /** The terms in force today. */
    public Terms terms() {
        return new Terms(ruleBooks.inForce(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** As they are written down when somebody agrees to them. */
    public List<String> told() {
        return terms().told(catalogue.get());
    }

    Catalogue catalogue() {
        return catalogue.get();
    }

    Instant now() {
        return clock.instant();
    }

    Map<Someone, Timetable> all(Connection connection, Collection<Someone> people, Policy policy) throws SQLException {
        Terms terms = terms();
        Catalogue known = catalogue.get();
        Map<Someone, Timetable> times = new LinkedHashMap<>();
        people.forEach(who -> times.put(who, Timetable.of(who, known, terms, policy, clock.instant())));
        return times;
    }

    Timetable one(Someone who, Policy policy) {
        return Timetable.of(who, catalogue.get(), terms(), policy, clock.instant());
    }

    /** What clocks go by: where it changes, all are set anew. */
    String signature(Policy policy) {
        StringBuilder signature = new StringBuilder(ruleBooks.inForce().digest()).append('/').append(policy.endingDays());
        catalogue.get().purposes().forEach(purpose -> signature.append('/').append(purpose.id()).append(purpose.retired() ? '-' : '+')
                .append(purpose.published()).append(purpose.nature()).append(purpose.channels()).append(purpose.retentionMonths())
                .append(purpose.bases().stream().map(b -> "" + b.audience() + b.jurisdiction() + b.basis()).sorted().toList())
                .append(purpose.topics().stream().map(t -> t.id() + (t.retired() ? "-" : "+")).toList()));
        return signature.toString();
    }
}
