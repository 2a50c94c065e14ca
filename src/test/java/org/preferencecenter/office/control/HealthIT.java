package org.preferencecenter.office.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

import org.preferencecenter.mail.control.TestSettings;
import org.preferencecenter.office.control.Health.Standing;
import org.preferencecenter.platform.FreePort;
import org.preferencecenter.platform.TestDatabase;

/** How the house stands, asked of a real database and a real port. */
class HealthIT {

    @Test
    void the_database_says_how_it_stands() {
        Standing standing = new Health(TestDatabase.dataSource(), TestSettings.hop(25)).standing();
        assertTrue(standing.version().matches("\\d+.*"), standing.version());
        assertTrue(standing.schema().matches("\\d{3} .*"), standing.schema());
        assertTrue(standing.arrivals() >= 0 && standing.letters() >= standing.failing() && standing.signUps() >= standing.stuck());
        assertEquals(standing.letters() == 0, standing.oldest() == null);
    }

    @Test
    void a_database_that_is_away_is_said() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setURL("jdbc:postgresql://localhost:1/none");
        assertThrows(IllegalStateException.class, () -> new Health(nobody, TestSettings.hop(25)).standing());
    }

    @ParameterizedTest
    @CsvSource({"220 mail.example.org ESMTP, true", "554 go away, false", "'', false"})
    void the_next_hop_answers_if_it_greets(String greeting, boolean answers) throws Exception {
        try (ServerSocket hop = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread server = new Thread(() -> {
                try (Socket client = hop.accept()) {
                    client.getOutputStream().write((greeting + "\r\n").getBytes(StandardCharsets.US_ASCII));
                } catch (java.io.IOException closed) {
                    return;
                }
            });
            server.start();
            assertEquals(answers, new Health(TestDatabase.dataSource(), TestSettings.hop(hop.getLocalPort())).nextHopAnswers());
            server.join();
        }
    }

    @Test
    void where_nobody_listens_nobody_answers() throws Exception {
        assertFalse(new Health(TestDatabase.dataSource(), TestSettings.hop(FreePort.next())).nextHopAnswers());
    }
}
