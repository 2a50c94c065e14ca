package org.preferencecenter.mail.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.entity.Finding;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.platform.TestDatabase;

/** A message of ours from stamp to doctor: our own keys need no DNS, our own links are tried and stop nobody. */
class DoctorIT {

    private final Mailroom room = new Mailroom();
    private final String ada = Mailroom.address();
    private final long person = room.person(ada);
    private final DkimKeys keys = new DkimKeys(TestDatabase.dataSource(), room.vault, room);
    private boolean away;
    private final Dns dns = new Dns() {
        @Override
        public Answer txt(String name) {
            return new Answer(!away, away ? List.of() : name.startsWith("_dmarc.") ? List.of("v=DMARC1; p=none") : List.of("v=spf1 -all"));
        }

        @Override
        public Answer mx(String name) {
            return new Answer(!away, List.of("10 mx.example.org."));
        }
    };
    private final Doctor doctor = new Doctor(room.catalog, room.links, room.postboxes,
            new Signatures(room.catalog, keys, dns, room), dns, room.settings);

    @AfterEach
    void close() {
        room.close();
    }

    private RawMessage ours() {
        RawMessage letter = RawMessage.of(("From: hello@news.example.org\r\nTo: " + ada + "\r\nSubject: Tonight\r\nDate: Sun, 22 Nov 2026"
                + " 10:00:00 +0000\r\nMessage-ID: <1@news.example.org>\r\n\r\nCarmen.\r\n\r\nSe désabonner : "
                + room.stamper.stop(room.stream, person) + "\r\n1 quai, Nantes\r\n").getBytes(ISO_8859_1));
        RawMessage stamped = letter.with(room.stamper.changes(room.stream, person, letter,
                org.preferencecenter.mail.entity.ExistingPolicy.REPLACE));
        return new DkimSigner(keys, room, room.settings).sign(stamped, "news.example.org");
    }

    private Set<String> codes(RawMessage message, Optional<Stream> stream) {
        return doctor.examine(message, stream, Optional.of(room.stamper.bounceAddress(room.stream, person, ada))).stream()
                .filter(one -> one.grade() != Finding.Grade.NOTE || one.code().startsWith("probe") || one.code().startsWith("dns"))
                .map(Finding::code).collect(Collectors.toSet());
    }

    @Test
    void what_we_stamp_and_sign_has_nothing_against_it_and_trying_it_stops_nobody() {
        assertEquals(Set.of("probe.link.good", "probe.mail.good"), codes(ours(), Optional.of(room.stream)));
        assertTrue(room.choice(person).isEmpty());
    }

    @Test
    void our_own_signatures_are_checked_without_dns() {
        away = true;
        assertEquals(Set.of("probe.link.good", "probe.mail.good", "dns.away"), codes(ours(), Optional.of(room.stream)));
    }

    @Test
    void a_link_that_was_changed_or_is_of_another_list_is_told() {
        String text = new String(ours().bytes(), ISO_8859_1);
        int token = text.indexOf("/u/") + 20;
        String cut = text.substring(0, token) + (text.charAt(token) == 'A' ? 'B' : 'A') + text.substring(token + 1);
        assertTrue(codes(RawMessage.of(cut.getBytes(ISO_8859_1)), Optional.of(room.stream)).containsAll(
                Set.of("probe.link.dead", "probe.mail.good", "dkim.WRONG")));
        Stream other = Samples.withId(32, new Stream("other", room.purpose, Samples.withId(99, room.purpose.topic("jazz", 1)),
                Channel.EMAIL, false));
        assertTrue(codes(ours(), Optional.of(other)).containsAll(Set.of("probe.link.other", "probe.mail.other")));
    }
}
