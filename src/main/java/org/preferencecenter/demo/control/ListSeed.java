package org.preferencecenter.demo.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.CallFile;
import org.preferencecenter.consent.control.ListReading;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.entity.ListForm;
import org.preferencecenter.law.control.RuleBooks;

/** An opposition list that marketing has loaded, so that a call file can be screened: numbers that Ofcom keeps for drama. */
@Singleton
public class ListSeed {

    private static final String LIST = "CTPS";
    private static final int NUMBERS = 1000;
    private static final int DAYS_OLD = 9;

    private final OppositionLists lists;
    private final RuleBooks ruleBooks;
    private final StaffSeed staff;
    private final Clock clock;

    @Inject
    public ListSeed(OppositionLists lists, RuleBooks ruleBooks, StaffSeed staff, Clock clock) {
        this.lists = lists;
        this.ruleBooks = ruleBooks;
        this.staff = staff;
        this.clock = clock;
    }

    /** Loads it where there is none, and the rules know it. */
    public void sow() {
        if (lists.find(LIST).isEmpty()) {
            ruleBooks.inForce().list(LIST).ifPresent(list -> {
                String numbers = IntStream.range(0, NUMBERS).mapToObj("+44207946%04d%n"::formatted).collect(Collectors.joining());
                LocalDate date = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DAYS_OLD);
                try {
                    lists.replace(new ListReading.Order(list, date, ListForm.NUMBERS, false,
                            staff.editor("marketing", "Malik Benali").account()), new CallFile(new ByteArrayInputStream(
                                    numbers.getBytes(StandardCharsets.US_ASCII)), false, null), clock.instant());
                } catch (IOException impossible) {
                    throw new IllegalStateException("an array of bytes can always be read", impossible);
                }
            });
        }
    }
}
