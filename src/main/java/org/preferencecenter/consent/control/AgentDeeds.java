package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.OralYes;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.link.entity.Scope;

/**
 * What somebody of ours does for a person: the change and the note why are one transaction, so that wherever a node dies there
 * is both or neither. What changed nothing leaves no note. As {@link Consents} otherwise.
 */
@Singleton
public class AgentDeeds {

    private final Consents consents;

    @Inject
    public AgentDeeds(Consents consents) {
        this.consents = consents;
    }

    /**
     * As {@link Consents#choose(long, List, Origin)}.
     *
     * @throws IllegalArgumentException if there is a yes among them that lacks what proves a yes by word of mouth (S-44): ask
     *                                  {@link OralYes} first, which says what
     */
    public Outcome choose(long recipient, List<Wish> wishes, Origin origin, AgentAct.Note note) {
        return choose(recipient, wishes, origin, note, 0);
    }

    /** The same of what is stopped. @param brand id of the brand that writes to the person that it was done; 0: nobody does */
    public Outcome choose(long recipient, List<Wish> wishes, Origin origin, AgentAct.Note note, int brand) {
        Set<OralYes.Flaw> flaws = OralYes.flaws(wishes, origin, note);
        if (!flaws.isEmpty()) {
            throw new IllegalArgumentException("a yes by word of mouth without what proves it: " + flaws);
        }
        return consents.choose(recipient, wishes, origin, null, with(note, brand));
    }

    /** As {@link Consents#stopEverything(long, Scope, Origin)}. */
    public Outcome stopEverything(long recipient, Scope brandOrEverything, Origin origin, AgentAct.Note note) {
        return stopEverything(recipient, brandOrEverything, origin, note, 0);
    }

    /** The same. @param brand id of the brand that writes to the person that it was done; 0: nobody does */
    public Outcome stopEverything(long recipient, Scope brandOrEverything, Origin origin, AgentAct.Note note, int brand) {
        return consents.stopEverything(recipient, brandOrEverything, origin, with(note, brand));
    }

    /** As {@link Consents#undo(long, UUID, Origin, Duration)}. */
    public Outcome undo(long recipient, UUID change, Origin origin, Duration window, AgentAct.Note note) {
        return consents.undo(recipient, change, origin, window, with(note, 0));
    }

    private static Recorder.Also with(AgentAct.Note note, int brand) {
        return (connection, recipient, outcome) -> {
            if (!outcome.repeated()) {
                keep(connection, recipient, note.of(outcome.change()));
                if (brand != 0) {
                    Visits.noted(connection, recipient, brand, outcome.change(), note.at());
                }
            }
        };
    }

    static void keep(Connection connection, long recipient, AgentAct act) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into agent_act (recipient_id, change_id, account, reason, why, place, script, at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setLong(1, recipient);
            insert.setObject(2, act.change());
            insert.setInt(3, act.account());
            insert.setString(4, act.reason().name());
            insert.setString(5, act.why());
            insert.setString(6, act.place());
            insert.setObject(7, act.script() == 0 ? null : act.script(), java.sql.Types.INTEGER);
            insert.setObject(8, act.at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }
}
