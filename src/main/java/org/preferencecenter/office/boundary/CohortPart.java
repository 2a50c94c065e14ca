package org.preferencecenter.office.boundary;

import java.util.List;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.office.entity.Cohort;
import org.preferencecenter.office.entity.Group.Trait;

/** Those who opted out compared with all, and one sentence of advice where they do worse (S-50). */
@Named("cohort")
@RequestScoped
public class CohortPart {

    @Inject
    private Desk desk;
    @Inject
    private StandingPart standing;
    private Cohort cohort;

    /** A value of a trait; shares in per cent. @param mark a word where the gap is wide, else empty */
    public record Row(String trait, String value, String people, int all, int out, String mark) {
    }

    @PostConstruct
    void read() {
        cohort = Cohort.of(standing.groups(), standing.month());
    }

    public String getTold() {
        return desk.say("cohort.told", desk.number(cohort.out()), desk.number(cohort.all()));
    }

    public List<Row> getRows() {
        return cohort.rows().stream().map(row -> new Row(desk.say("num.trait." + row.trait()), value(row), desk.number(row.people()),
                (int) Math.round(row.all()), (int) Math.round(row.out()), cohort.worst().filter(row::equals).isPresent()
                        ? desk.say("cohort.more") : "")).toList();
    }

    private String value(Cohort.Row row) {
        if (row.value().equals(Trait.UNKNOWN)) {
            return desk.say("cohort.unknown");
        }
        return desk.getWords().phrases().containsKey("num.value." + row.value()) ? desk.say("num.value." + row.value()) : row.value();
    }

    public String getAdvice() {
        if (cohort.buyLess()) {
            return desk.say("num.advice.buyless");
        }
        return cohort.worst().map(row -> desk.say("num.advice.more", value(row), Math.round(row.out()), Math.round(row.all())))
                .orElseGet(() -> desk.say(cohort.out() == 0 ? "num.advice.nobody" : "num.advice.none"));
    }
}
