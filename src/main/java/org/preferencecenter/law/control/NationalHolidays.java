package org.preferencecenter.law.control;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;

import org.preferencecenter.law.entity.Holidays;

/**
 * Public holidays that hold in the whole country, computed by Jollyday from 1900 to 2200; other years have none. Threads may
 * ask at once.
 *
 * <p>What "national" means: the days that are off everywhere. In Britain the days that England, Wales, Scotland and Northern
 * Ireland share (Easter Monday is none of Scotland's); in Germany the nine all Länder share; in Switzerland the four all
 * cantons keep; in the USA the federal ones (5 U.S.C. 6103), in Canada the general holidays of the Canada Labour Code s. 166,
 * which Jollyday files under states and provinces; in Brazil those of federal law, without the optional days off of Carnival
 * and Corpus Christi. A holiday that is kept on another day counts on both.
 */
public final class NationalHolidays implements Holidays {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;
    private static final int RECONCILIATION_SINCE = 2021;

    private static final Map<String, HolidayCalendar> COUNTRIES = Map.ofEntries(
            Map.entry("FR", HolidayCalendar.FRANCE), Map.entry("DE", HolidayCalendar.GERMANY),
            Map.entry("GB", HolidayCalendar.UNITED_KINGDOM), Map.entry("ES", HolidayCalendar.SPAIN),
            Map.entry("IT", HolidayCalendar.ITALY), Map.entry("NL", HolidayCalendar.NETHERLANDS),
            Map.entry("BE", HolidayCalendar.BELGIUM), Map.entry("CH", HolidayCalendar.SWITZERLAND),
            Map.entry("US", HolidayCalendar.UNITED_STATES), Map.entry("CA", HolidayCalendar.CANADA),
            Map.entry("AU", HolidayCalendar.AUSTRALIA), Map.entry("BR", HolidayCalendar.BRAZIL));

    /** In Jollyday's national calendar of Brazil, but optional days off (pontos facultativos) by federal decree. */
    private static final Set<String> OPTIONAL_IN_BRAZIL = Set.of("christian.CARNIVAL", "christian.ASH_WEDNESDAY",
            "christian.CORPUS_CHRISTI");

    private record CountryYear(String country, int year) {
    }

    private final Map<CountryYear, Set<LocalDate>> known = new ConcurrentHashMap<>();

    @Override
    public boolean on(String jurisdiction, LocalDate day) {
        if (jurisdiction == null || !COUNTRIES.containsKey(jurisdiction) || day.getYear() < FIRST_YEAR
                || day.getYear() > LAST_YEAR) {
            return false;
        }
        return known.computeIfAbsent(new CountryYear(jurisdiction, day.getYear()), NationalHolidays::compute).contains(day);
    }

    /** A holiday of one year may be kept in the year before: New Year on a Saturday, in the USA. */
    private static Set<LocalDate> compute(CountryYear of) {
        HolidayManager calendar = HolidayManager.getInstance(ManagerParameters.create(COUNTRIES.get(of.country())));
        return IntStream.rangeClosed(of.year() - 1, of.year() + 1).boxed()
                .flatMap(year -> Stream.concat(listed(of.country(), calendar, year), more(of.country(), year)))
                .filter(day -> day.getYear() == of.year()).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<LocalDate> listed(String country, HolidayManager calendar, int year) {
        Set<Holiday> holidays;
        // Jollyday keeps a cache of its own that is not made for several threads.
        synchronized (NationalHolidays.class) {
            holidays = calendar.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY);
        }
        return holidays.stream()
                .filter(holiday -> !country.equals("BR") || !OPTIONAL_IN_BRAZIL.contains(holiday.getPropertiesKey()))
                // In Spain each community chooses whether a Sunday's holiday moves to the Monday.
                .flatMap(holiday -> country.equals("ES") ? Stream.of(holiday.getActualDate())
                        : Stream.concat(Stream.of(holiday.getActualDate()), holiday.getObservedDate().stream()));
    }

    /** National holidays that Jollyday knows of states and provinces only. */
    private static Stream<LocalDate> more(String country, int year) {
        LocalDate secondMondayOfOctober = LocalDate.of(year, Month.OCTOBER, 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.MONDAY));
        return switch (country) {
            // Columbus Day, on a Monday since 1971.
            case "US" -> year >= 1971 ? Stream.of(secondMondayOfOctober) : Stream.of();
            // Victoria Day, Thanksgiving, Remembrance Day, Boxing Day; Truth and Reconciliation since 2021.
            case "CA" -> Stream.concat(
                    Stream.of(LocalDate.of(year, Month.MAY, 25).with(TemporalAdjusters.previous(DayOfWeek.MONDAY)),
                            secondMondayOfOctober, LocalDate.of(year, Month.NOVEMBER, 11),
                            LocalDate.of(year, Month.DECEMBER, 26)),
                    year >= RECONCILIATION_SINCE ? Stream.of(LocalDate.of(year, Month.SEPTEMBER, 30)) : Stream.of());
            default -> Stream.of();
        };
    }
}
