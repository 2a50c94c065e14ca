package org.preferencecenter.exchange.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.preferencecenter.ledger.control.LogFixture;
import org.preferencecenter.ledger.control.Proofs;
import org.preferencecenter.ledger.entity.ProofCheck;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.platform.TestDatabase;

class ProofFilesIT {

    private final LogFixture log = new LogFixture(TestDatabase.own("proving"));
    private final House house = new House();
    private final ProofFiles files = new ProofFiles(log.database, house.catalog::now, log.checkpoints, log.keys, new Proofs(),
            Clock.fixed(LogFixture.AT.plusSeconds(900), ZoneOffset.UTC));

    private Map<String, Object> said(String state) {
        return Map.of("scope", "PURPOSE:1", "channel", "EMAIL", "state", state, "epoch", 1, "notice", house.notice.id(), "collectionPoint",
                house.point.id(), "locale", "fr", "change", "00000000-0000-0000-0000-000000000001", "via", "sign-up", "actor", "RECIPIENT");
    }

    private String key() throws SQLException {
        try (Connection connection = log.database.getConnection()) {
            return log.keys.list(connection).get(0).key().vkey();
        }
    }

    private List<String> steps(ProofFile file) throws SQLException {
        List<ProofCheck.Step> steps = ProofCheck.of(file.json(), Optional.of(key()));
        assertTrue(steps.stream().allMatch(ProofCheck.Step::holds), steps.toString());
        return steps.stream().map(ProofCheck.Step::key).toList();
    }

    @Test
    void a_persons_history_can_be_checked_by_whoever_has_nothing_but_the_file() throws SQLException {
        assertThrows(ProofFiles.NothingSealed.class, () -> files.of(7, 0, LogFixture.AT));
        log.append(1, 40);
        log.append(7, said("GRANTED"));
        log.append(2, 40);
        log.sealAll();
        log.append(7, said("WITHDRAWN"));
        log.sealAll();

        ProofFile now = files.of(7, 1, LogFixture.AT.plusSeconds(100));
        assertEquals(List.of("form", "signature", "chain", "inclusion", "notices", "state", "standing"), steps(now));
        assertEquals(List.of(40L, 81L), now.entries().stream().map(ProofFile.Proven::index).toList());
        assertEquals(new ProofFile.Standing("PURPOSE:1", "EMAIL", "WITHDRAWN", 2), now.state().get(0));
        assertEquals(List.of("Les nouvelles"), now.notices().stream().map(ProofFile.Shown::wording).toList());
        assertEquals(List.of("IMPORT ACTIVE_OPT_IN"), now.points().stream().map(point -> point.kind() + " " + point.capture()).toList());

        // About one purpose all entries are there, and the state is told of that purpose; what reaches it is told, too.
        ProofFile one = files.of(7, house.letter.id(), LogFixture.AT.plusSeconds(100));
        steps(one);
        assertEquals(List.of(), one.state(), "answers about another purpose");
        assertEquals(2, one.entries().size());

        // On that day: one second after the first entry, one before the second; and before there was any.
        ProofFile then = files.of(7, 1, LogFixture.AT.plusSeconds(1));
        steps(then);
        assertEquals(List.of(new ProofFile.Standing("PURPOSE:1", "EMAIL", "GRANTED", 1)), then.state());
        ProofFile before = files.of(7, 1, Instant.parse("2020-01-01T00:00:00Z"));
        assertEquals(List.of(), before.state());
        assertEquals(2, before.entries().size());

        log.append(7, said("GRANTED"));
        assertTrue(steps(files.of(7, 0, LogFixture.AT.plusSeconds(100))).contains("unsealed"), "newer than the checkpoint, and told so");
        assertEquals(List.of(), files.of(555, 0, LogFixture.AT).entries(), "nobody");
        steps(files.of(555, 0, LogFixture.AT));
    }
}
