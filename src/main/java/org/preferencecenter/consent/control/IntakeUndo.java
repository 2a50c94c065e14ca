package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.preferencecenter.consent.control.Intakes.Effect;
import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.AddressAct;
import org.preferencecenter.consent.entity.AddressEntry;
import org.preferencecenter.consent.entity.History;
import org.preferencecenter.consent.entity.Intake;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.ledger.entity.Entry;

/** Takes back what an import made of some thousand people. */
final class IntakeUndo {

    private final Connection connection;
    private final UUID undone;
    private final List<Effect> effects;
    private final Ledger ledger;
    private final Act act;

    IntakeUndo(Connection connection, Intakes.Order order, UUID undone, List<Effect> effects, Ledger ledger, Reach reach) {
        this.connection = connection;
        this.undone = undone;
        this.effects = effects;
        this.ledger = ledger;
        this.act = new Act(reach, order.no(), order.change(), order.at());
    }

    Intakes.Undone run() throws SQLException {
        IntakeRows.settle(connection);
        long[] ids = effects.stream().mapToLong(Effect::recipient).sorted().toArray();
        Map<Long, Recording> recordings = ChoiceRows.lock(connection, ids);
        Map<Long, List<Entry>> entries = ledger.ofAll(connection, ids);
        Map<Long, Intake.Person> people = IntakeRows.people(connection, effects.stream().map(Effect::recipient).toList());
        Map<Long, Intake.Person> back = new HashMap<>();
        Map<Long, Map<UUID, Channel>> channels = AddressRows.channels(connection, ids);
        Set<Long> written = IntakeRows.written(connection, ids);
        List<Long> erased = new ArrayList<>();
        int kept = 0;
        for (Effect effect : effects) {
            Recording recording = recordings.get(effect.recipient());
            // Joined to somebody else since: theirs is another story.
            if (recording == null || recording.recipient() != effect.recipient()) {
                kept++;
                continue;
            }
            List<Entry> story = entries.getOrDefault(effect.recipient(), List.of());
            boolean alone = effect.created() && !effect.later() && !written.contains(effect.recipient()) && story.stream()
                    .allMatch(entry -> undone.toString().equals(entry.facts().get("change")));
            recording.takeBack(new History(story), undone, act);
            if (alone) {
                erased.add(effect.recipient());
                continue;
            }
            kept += effect.created() ? 1 : 0;
            addresses(effect, recording, channels.getOrDefault(effect.recipient(), Map.of()));
            if (effect.made() != null) {
                Intake.Person now = people.get(effect.recipient());
                Intake.Person then = Known.back(now, effect.was(), effect.made());
                if (!then.equals(now)) {
                    back.put(effect.recipient(), then);
                }
            }
        }
        IntakeRows.update(connection, back);
        ChoiceStore.store(connection, recordings.values());
        IntakeRows.erase(connection, erased, act.at());
        return new Intakes.Undone(effects.size(), erased.size(), kept);
    }

    private void addresses(Effect effect, Recording recording, Map<UUID, Channel> own) throws SQLException {
        List<UUID> still = effect.addresses().stream().filter(own::containsKey).toList();
        if (!still.isEmpty()) {
            IntakeRows.remove(connection, effect.recipient(), still);
            still.forEach(id -> AddressEntry.write(recording, id, own.get(id), AddressAct.REMOVED, act));
        }
    }
}
