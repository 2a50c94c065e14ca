package org.preferencecenter.ledger.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.entity.AnchorSettings;

class AnchorsIT {

    private final List<String> mailed = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private boolean failing;
    private final CheckpointPost post = (address, checkpoint, published) -> {
        if (failing) {
            throw new IOException("SMTP 451");
        }
        mailed.add(address + " " + checkpoint.note());
        keys.add(published);
    };

    @Test
    void every_checkpoint_is_handed_on_in_order_and_what_fails_is_tried_again(@TempDir Path folder) throws Exception {
        LogFixture log = new LogFixture(TestDatabase.own("anchoring"));
        List<String> received = new CopyOnWriteArrayList<>();
        AtomicInteger status = new AtomicInteger(200);
        HttpServer witness = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        witness.createContext("/", exchange -> {
            String note = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (status.get() == 200) {
                received.add(note);
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        witness.start();
        try {
            Path file = folder.resolve("checkpoints");
            AnchorSettings settings = new AnchorSettings(
                    Optional.of(URI.create("http://127.0.0.1:" + witness.getAddress().getPort() + "/")), Optional.of(file.toString()),
                    Optional.empty(), Duration.ofHours(6), Optional.empty());
            Anchors now = anchors(log, settings, Duration.ZERO);
            log.sealAll();
            log.append(1, 2);
            log.sealAll();
            now.hand();
            now.hand();
            assertEquals(2, received.size());
            assertEquals(log.latest().note(), received.get(1));
            assertEquals(received.get(0) + "\n" + received.get(1) + "\n", Files.readString(file));

            status.set(503);
            log.append(1, 1);
            log.sealAll();
            now.hand();
            Anchors.State failed = now.states().stream().filter(s -> s.target() == Anchors.Target.URL).findFirst().orElseThrow();
            assertEquals(List.of(2L, 1, "HTTP 503"), List.of(failed.size(), failed.failures(), failed.why()));
            assertTrue(Files.readString(file).endsWith(log.latest().note() + "\n"), "one that fails holds up no other");
            status.set(200);
            now.hand();
            assertEquals(2, received.size(), "not at once");
            anchors(log, settings, Duration.ofMinutes(1)).hand();
            assertEquals(log.latest().note(), received.get(2));
            assertEquals(0, now.states().stream().mapToInt(Anchors.State::failures).sum());
        } finally {
            witness.stop(0);
        }
    }

    @Test
    void a_mailbox_is_given_the_newest_at_its_own_pace(@TempDir Path folder) throws Exception {
        LogFixture log = new LogFixture(TestDatabase.own("mailing"));
        AnchorSettings settings = new AnchorSettings(Optional.empty(), Optional.empty(), Optional.of("witness@example.org"),
                Duration.ofHours(6), Optional.empty());
        failing = true;
        log.sealAll();
        log.append(1, 2);
        log.sealAll();
        anchors(log, settings, Duration.ZERO).hand();
        Anchors.State failed = anchors(log, settings, Duration.ZERO).states().get(0);
        assertEquals(List.of(Anchors.Target.MAIL, -1L, 1, "SMTP 451"), List.of(failed.target(), failed.size(), failed.failures(), failed.why()));
        failing = false;
        anchors(log, settings, Duration.ofMinutes(1)).hand();
        String newest = log.latest().note();
        assertEquals(List.of("witness@example.org " + newest), mailed, "one letter, of the newest");
        assertTrue(keys.get(0).startsWith("test.example/log+"));
        log.append(1, 1);
        log.sealAll();
        anchors(log, settings, Duration.ofHours(5)).hand();
        assertEquals(1, mailed.size(), "not yet");
        anchors(log, settings, Duration.ofHours(7)).hand();
        assertEquals("witness@example.org " + log.latest().note(), mailed.get(1));
        anchors(log, settings, Duration.ofHours(70)).hand();
        assertEquals(2, mailed.size(), "nothing new, no letter");
    }

    @Test
    void nothing_is_added_to_a_file_that_holds_what_the_log_does_not(@TempDir Path folder) throws Exception {
        LogFixture log = new LogFixture(TestDatabase.own("filing"));
        Path file = folder.resolve("checkpoints");
        AnchorSettings settings = new AnchorSettings(Optional.empty(), Optional.of(file.toString()), Optional.empty(), Duration.ofHours(6),
                Optional.empty());
        log.append(1, 3);
        log.sealAll();
        anchors(log, settings, Duration.ZERO).hand();
        String first = Files.readString(file);
        assertTrue(first.endsWith(log.latest().note() + "\n"));
        log.append(1, 2);
        log.sealAll();
        String newest = log.latest().note();
        // Somebody pulled the plug in the middle of writing, and another house writes to the same file.
        Files.writeString(file, newest.substring(0, newest.length() - 30), StandardOpenOption.APPEND);
        anchors(log, settings, Duration.ZERO).hand();
        assertTrue(Files.readString(file).endsWith("\n\n" + newest + "\n"));
        String whole = Files.readString(file);
        Files.writeString(file, newest.replace("test.example", "best.example") + "\n", StandardOpenOption.APPEND);
        log.append(1, 1);
        log.sealAll();
        anchors(log, settings, Duration.ZERO).hand();
        assertTrue(Files.readString(file).endsWith(log.latest().note() + "\n"));

        // The same keys, the same size, other entries: as after a backup was played back, and others wrote since.
        Files.writeString(file, whole);
        for (String table : List.of("ledger_entry", "ledger_leaf", "ledger_node", "ledger_checkpoint")) {
            log.run("alter table " + table + " disable trigger user", "delete from " + table);
        }
        log.run("delete from recipient", "delete from ledger_anchor");
        assertEquals(List.of(), told(log, settings), "nothing was handed, nothing is missed yet");
        anchors(log, settings, Duration.ZERO).hand();
        assertEquals(whole, Files.readString(file));
        assertEquals(List.of(LogState.What.CUT), told(log, settings));
        for (int[] round : new int[][] {{8, 1}, {9, 2}, {60, 3}}) {
            LogFixture other = new LogFixture(log.database);
            other.append(round[0], round[0]);
            other.sealAll();
            anchors(log, settings, Duration.ofMinutes(round[1] * 5L)).hand();
            assertEquals(whole, Files.readString(file));
            assertEquals(List.of(LogState.What.CUT), told(log, settings));
        }
        assertEquals("CHECKPOINT field root since checkpoint 5", new Audit(log.database, log.checkpoints, log.keys, Clock.fixed(LogFixture.AT, ZoneOffset.UTC), List.of(),
                settings).run(false, List.of(), (done, total) -> true).orElseThrow().difference().orElseThrow().toString());
        // Put aside by somebody who knows why.
        Files.delete(file);
        anchors(log, settings, Duration.ofHours(2)).hand();
        assertEquals(List.of(), told(log, settings).stream().filter(LogState.What.CUT::equals).toList());
        log.run("update ledger_anchor set size = size + 1");
        assertTrue(told(log, settings).contains(LogState.What.CUT), "handed over, and not there");
    }

    private List<LogState.What> told(LogFixture log, AnchorSettings settings) throws Exception {
        return new LogState(log.database, log.checkpoints, log.keys, anchors(log, settings, Duration.ZERO),
                Clock.fixed(LogFixture.AT, ZoneOffset.UTC)).alarms().stream().map(LogState.Alarm::what)
                .filter(what -> what != LogState.What.DIFFERENCE).toList();
    }

    private Anchors anchors(LogFixture log, AnchorSettings settings, Duration later) {
        return new Anchors(log.database, log.checkpoints, Clock.fixed(LogFixture.AT.plus(later), ZoneOffset.UTC), settings, post,
                new Log(log.database, log.checkpoints, log.keys, new Proofs()));
    }
}
