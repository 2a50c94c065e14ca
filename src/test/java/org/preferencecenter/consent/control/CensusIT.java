package org.preferencecenter.consent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.Crowd;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.TestDatabase;

/** People are counted as their answers have it, on a real database. Each try has a country of its own to tell its people by. */
class CensusIT {

    private static final int BRAND = 900_001;
    private static final int PURPOSE = 900_002;
    private static final int TOPIC = 900_003;

    private static void sql(String text) throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    /** Somebody with an e-mail address and a telephone for texts. */
    private static void person(String country, String... choices) throws SQLException {
        StringBuilder text = new StringBuilder("with r as (insert into recipient (jurisdiction, created_at) values ('" + country
                + "', now()) returning id), a as (insert into address (recipient_id, channel, value, normal) select id, c, 'x', 'census-'"
                + " || id from r, unnest(array['EMAIL', 'SMS']) c)");
        if (choices.length == 0) {
            sql(text + " select id from r");
            return;
        }
        sql(text + " insert into choice (recipient_id, scope_kind, scope_id, channel, state, epoch, seq, since, stop_seq) select id,"
                + " v.* from r, (values " + String.join(", ", choices) + ") v");
    }

    private static String choice(int kind, int id, int channel, int state, int seq, boolean stops) {
        return "(" + kind + "::smallint, " + id + ", " + channel + "::smallint, " + state + "::smallint, 0, " + seq + ", now(), "
                + (stops ? seq : 0) + ")";
    }

    private static List<Crowd> crowds(String country) {
        return new Census(TestDatabase.dataSource()).around(BRAND, PURPOSE, List.of(TOPIC)).orElseThrow().crowds().stream()
                .filter(crowd -> country.equals(crowd.jurisdiction())).toList();
    }

    private static long people(List<Crowd> crowds, Channel channel, boolean yes, boolean stopped) {
        return crowds.stream().filter(crowd -> crowd.audience() == Audience.CONSUMER && crowd.channel() == channel
                && crowd.yes() == yes && crowd.stopped() == stopped).mapToLong(Crowd::people).sum();
    }

    @Test
    void a_yes_a_stop_and_silence_are_told_apart_by_channel_and_each_person_counts_once_in_all() throws SQLException {
        person("XA");
        person("XA", choice(3, TOPIC, 1, 1, 1, false));
        person("XA", choice(2, PURPOSE, 1, 1, 1, false), choice(2, PURPOSE, 2, 1, 2, false));
        person("XA", choice(2, PURPOSE, 1, 1, 1, false), choice(1, BRAND, 0, 4, 2, true));
        person("XA", choice(0, 0, 0, 4, 1, true), choice(2, PURPOSE, 1, 1, 2, false));
        person("XA", choice(2, 77, 1, 1, 1, false));

        List<Crowd> crowds = crowds("XA");

        assertEquals(3, people(crowds, Channel.EMAIL, true, false), "a topic, the purpose, and a yes after the stop");
        assertEquals(1, people(crowds, Channel.EMAIL, false, true), "stopped since");
        assertEquals(2, people(crowds, Channel.EMAIL, false, false), "never asked, or about something else");
        assertEquals(1, people(crowds, Channel.SMS, true, false));
        assertEquals(2, people(crowds, Channel.SMS, false, true));
        assertEquals(3, people(crowds, Channel.ANY, true, false), "once each, by whatever channel");
    }

    @Test
    void a_purpose_that_nobody_knows_yet_reaches_whom_nothing_wider_stops() throws SQLException {
        person("XB");
        person("XB", choice(1, BRAND, 0, 4, 1, true));
        List<Crowd> crowds = new Census(TestDatabase.dataSource()).around(BRAND, 0, List.of()).orElseThrow().crowds().stream()
                .filter(crowd -> "XB".equals(crowd.jurisdiction())).toList();
        assertEquals(1, people(crowds, Channel.EMAIL, false, false));
        assertEquals(1, people(crowds, Channel.EMAIL, false, true));
        assertTrue(crowds.stream().noneMatch(Crowd::yes));
    }
}
