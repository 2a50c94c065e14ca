package org.preferencecenter.center.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.preferencecenter.center.entity.Theatre.EN;
import static org.preferencecenter.center.entity.Theatre.NOW;
import static org.preferencecenter.center.entity.Theatre.cell;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.center.entity.PageView.Row;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Frequency.Per;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Channel;

class RatesTest {

    private final Theatre theatre = new Theatre();
    private final Cell jazz = cell(theatre.jazz, Channel.EMAIL);

    @Test
    void until_they_have_received_for_thirty_days_the_declared_rate_is_told() {
        assertEquals("About 3 a month.", rate(row(0)), "of what is not received, how many would come");
        theatre.chose(jazz, State.GRANTED);
        assertEquals("About 3 a month.", rate(row(0)), "nothing was sent yet");
        theatre.got(theatre.offersMail, 9, NOW.minus(Duration.ofDays(20)));
        assertEquals("About 2 a month.", rate(theatre.page(EN).sections().get(1).rows().get(0)));
    }

    @ParameterizedTest(name = "{0} messages, the first {1} days ago: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            18 | 89 | About 6 a month.
            1  | 80 | Less than 1 a month.
            30 | 60 | About 10 a month.
            """)
    void who_has_received_for_long_reads_what_really_came(int messages, int days, String rate) {
        theatre.chose(jazz, State.GRANTED).got(theatre.jazzLetter, messages, NOW.minus(Duration.ofDays(days)));
        assertEquals(rate, rate(row(0)));
    }

    @Test
    void who_was_never_asked_has_received_since_the_first_message() {
        theatre.got(theatre.offersMail, 10, NOW.minus(Duration.ofDays(60)));
        assertEquals("About 5 a month.", rate(theatre.page(EN).sections().get(1).rows().get(0)));
    }

    @Test
    void digests_are_not_counted_as_single_messages_nor_those_of_another_topic() {
        theatre.chose(jazz, State.GRANTED).chose(cell(theatre.kids, Channel.EMAIL), State.GRANTED)
                .got(theatre.kidsDigest, 12, NOW.minus(Duration.ofDays(85)));
        assertEquals(List.of("About 3 a month.", "About 2 a month."), theatre.page(EN).sections().get(0).rows().stream().map(RatesTest::rate).toList());
        theatre.chose(cell(theatre.kids, Channel.EMAIL), State.GRANTED, Frequency.digest(Per.WEEK), null);
        assertEquals("About 4 a month.", rate(row(1)));
    }

    @Test
    void channels_that_differ_are_told_apart() {
        theatre.chose(jazz, State.GRANTED).chose(cell(theatre.jazz, Channel.SMS), State.GRANTED)
                .got(theatre.jazzLetter, 18, NOW.minus(Duration.ofDays(89)));
        assertEquals("E-mail: About 6 a month. SMS: About 3 a month.", rate(row(0)));
        assertEquals("Since March 14, 2026.", row(0).since());
    }

    @ParameterizedTest
    @CsvSource({"EVERY_MESSAGE,3,3", "AT_MOST:1:MONTH,3,1", "AT_MOST:5:WEEK,3,3", "AT_MOST:2:WEEK,30,8", "DIGEST:WEEK,30,4", "DIGEST:MONTH,3,1"})
    void a_frequency_makes_that_many_of_them(String frequency, double every, double comes) {
        assertEquals(OptionalDouble.of(comes), Rates.under(Frequency.parse(frequency), OptionalDouble.of(every)));
    }

    @ParameterizedTest(name = "of {0} a month")
    @CsvSource(delimiter = '|', textBlock = """
            1  | EVERY_MESSAGE AT_MOST:1:MONTH AT_MOST:1:WEEK
            3  | EVERY_MESSAGE AT_MOST:1:MONTH AT_MOST:2:MONTH AT_MOST:1:WEEK
            13 | EVERY_MESSAGE AT_MOST:1:MONTH AT_MOST:8:MONTH AT_MOST:12:MONTH AT_MOST:1:WEEK AT_MOST:2:WEEK AT_MOST:3:WEEK
            """)
    void the_numbers_offered_really_mean_less(double every, String offered) {
        assertEquals(List.of(offered.split(" ")), new Frequencies(EN).offered(OptionalDouble.of(every), List.of(),
                Frequency.EVERY_MESSAGE, Frequency.EVERY_MESSAGE).stream().flatMap(g -> g.options().stream()).map(o -> o.value()).toList());
    }

    @Test
    void a_digest_is_offered_only_where_it_would_really_come() {
        assertEquals(List.of(), digests(0), "the letter's digest goes to those who said yes to the letter as a whole");
        assertEquals(List.of("DIGEST:WEEK", "DIGEST:MONTH"), digests(1), "one of its own, every week");
        theatre.chose(cell(theatre.letter, Channel.EMAIL), State.GRANTED);
        assertEquals(List.of("DIGEST:MONTH"), digests(0));
        theatre.digest.retire(NOW);
        assertEquals(List.of(), digests(0));
        theatre.chose(jazz, State.GRANTED, Frequency.digest(Per.MONTH), null);
        assertEquals(List.of("DIGEST:MONTH"), digests(0), "what is chosen now always stays in the list");
    }

    @Test
    void a_stream_declares_its_own_rate_else_its_topics_and_a_digest_comes_once_a_month() {
        assertEquals(List.of(3, 2, 4, 1), List.of(theatre.jazzLetter, theatre.offersMail, theatre.kidsDigest, theatre.digest).stream()
                .map(Stream::perMonth).toList());
    }

    private List<String> digests(int row) {
        return row(row).frequencies().stream().flatMap(group -> group.options().stream()).map(PageView.Option::value)
                .filter(value -> value.startsWith("DIGEST")).toList();
    }

    private static String rate(Row row) {
        return row.rate().replace('\u00a0', ' ');
    }

    private Row row(int index) {
        return theatre.page(EN).sections().get(0).rows().get(index);
    }
}
