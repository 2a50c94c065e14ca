package org.preferencecenter.office.control;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.control.Sql;

/** Counts the reasons people gave, and forgets small mail domains. Every method throws {@code DatabaseAway} if the database is. */
@Singleton
public class SmallTallies {

    private static final int FIRST_DAYS = 400;
    /** A domain with fewer stops is not named for longer than this: it may be one person's own. */
    private static final int SMALL_DAYS = 30;
    /** From how many stops on a domain is named. */
    public static final int NAMED_FROM = 5;

    private static final String REASONS = """
            insert into tally_reason (day, brand_id, reason, told)
            select (r.at at time zone 'UTC')::date, b.id, r.reason, count(*)
            from brand b join stop_reason r on r.brand_id = b.id and r.at >= ?::date at time zone 'UTC' group by 1, 2, 3""";
    private static final String FORGET = """
            with small as (select brand_id, domain from tally_domain where domain <> '' group by brand_id, domain
                    having sum(stops) < ? and max(day) < ?),
                gone as (delete from tally_domain t using small s where t.brand_id = s.brand_id and t.domain = s.domain
                    returning t.day, t.brand_id, t.stops, t.one_click)
            insert into tally_domain as t (day, brand_id, domain, stops, one_click)
            select day, brand_id, '', sum(stops), sum(one_click) from gone group by day, brand_id
            on conflict (day, brand_id, domain)
            do update set stops = t.stops + excluded.stops, one_click = t.one_click + excluded.one_click""";

    private final DataSource database;
    private final Clock clock;

    @Inject
    public SmallTallies(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Counts the reasons of the last days anew: a reason may be told a while after its stop. */
    public void reasons() {
        Count.locked(database, connection -> {
            LocalDate from = Sql.select(connection, "select coalesce(max(day), ?::date) - 1 from tally_reason",
                    row -> row.getObject(1, LocalDate.class), today().minusDays(FIRST_DAYS)).get(0);
            Sql.update(connection, "delete from tally_reason where day >= ?", from);
            return Sql.update(connection, REASONS, from);
        });
    }

    /** Puts small domains together under no name, once they are old. */
    public void forgetDomains() {
        Count.locked(database, connection -> Sql.update(connection, FORGET, NAMED_FROM, today().minusDays(SMALL_DAYS)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
