package org.preferencecenter.office.entity;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Told;

/** The lines of a person's page. */
public final class PersonStory {

    private PersonStory() {
    }

    /** @param id for the form that corrects it; empty: nothing corrects it @param verified since when it is proven, or empty @param suppressed what stands against writing to it */
    public record Contact(String id, String channel, String address, boolean main, String verified, List<String> suppressed) {
    }

    /**
     * An entry of the history.
     *
     * @param why  what the agent wrote beside it, or empty
     * @param mark how its state is shown, or empty
     * @param undo the change an agent may take back, or null
     * @param change of a choice: the change it was part of, which evidence may be added to; else null
     */
    public record Line(int seq, String time, String what, String how, String who, String why, String mark, String undo, String change) {
    }

    /** @param mark how the verdict is shown */
    public record Decided(String time, String stream, String verdict, String mark, List<String> reasons, String askedBy, String id) {
    }

    public record Sent(String time, String stream, String channel, String what) {
    }

    /** @param done what agents did, by change */
    public static Line line(Told told, PersonWords words, Map<UUID, AgentAct> done, String time) {
        AgentAct act = done.get(told.change());
        String why = act == null ? "" : words.words().say("person.reason." + act.reason())
                + (act.place() == null ? "" : " · " + act.place()) + (act.why() == null ? "" : " · " + act.why());
        boolean stop = act != null && told.choice() != null && told.choice().state().stops() && told.undoes() == null;
        return new Line(told.seq(), time, words.told(told), words.how(told.origin()), words.who(told.origin()), why,
                told.choice() == null ? "" : PersonWords.mark(told.choice().state()), stop ? told.change().toString() : null,
                told.choice() == null ? null : told.change().toString());
    }
}
