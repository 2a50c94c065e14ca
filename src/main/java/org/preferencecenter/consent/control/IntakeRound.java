package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.preferencecenter.consent.control.IntakeRows.Added;
import org.preferencecenter.consent.control.IntakeRows.Fresh;
import org.preferencecenter.consent.control.IntakeRows.Sought;
import org.preferencecenter.consent.entity.Act;
import org.preferencecenter.consent.entity.AddressAct;
import org.preferencecenter.consent.entity.AddressEntry;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Given;
import org.preferencecenter.consent.entity.Imported;
import org.preferencecenter.consent.entity.Intake;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.Recording;
import org.preferencecenter.consent.entity.Taken;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Chain;

/** Some thousand lines of a file being taken in: looks everybody up, decides line by line, stores everything at the end. */
final class IntakeRound {

    /** What stands in the place of an id while nothing is stored. */
    private static final long NOBODY_YET = 1L << 52;

    private final Connection connection;
    private final Intakes.Order order;
    private final List<Intake> lines;
    private final Suppressions suppressions;
    private final Act no;
    private final Act yes;

    private final List<Integer> first = new ArrayList<>();
    private final List<Sought> sought = new ArrayList<>();
    private final Map<Sought, Long> owner = new HashMap<>();
    private final Set<Sought> suppressed = new HashSet<>();
    private Map<Long, Recording> recordings = new HashMap<>();
    private Map<Long, Intake.Person> people = new HashMap<>();
    private Map<Long, Set<Channel>> channels = new HashMap<>();
    private final Map<Long, Intake.Person> changed = new LinkedHashMap<>();
    private final List<Fresh> fresh = new ArrayList<>();
    private final List<Added> added = new ArrayList<>();
    private final List<FileSuppressions.Wanted> suppress = new ArrayList<>();
    private long[] fetched;

    IntakeRound(Connection connection, Intakes.Order order, List<Intake> lines, Suppressions suppressions, Reach reach) {
        this.connection = connection;
        this.order = order;
        this.lines = lines;
        this.suppressions = suppressions;
        this.no = new Act(reach, order.no(), order.change(), order.at());
        this.yes = new Act(reach, order.yes(), order.change(), order.at());
    }

    Intakes.Round run() throws SQLException {
        IntakeRows.settle(connection);
        lookUp();
        List<Taken> taken = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            taken.add(take(lines.get(i), first.get(i)));
        }
        return new Intakes.Round(taken, order.dry() ? List.of() : store());
    }

    private void lookUp() throws SQLException {
        List<Suppressions.Asked> asked = new ArrayList<>();
        for (Intake line : lines) {
            first.add(sought.size());
            for (Address address : line.addresses()) {
                sought.add(new Sought(address.channel(), AddressForm.normal(address.channel(), address.value())));
                asked.add(new Suppressions.Asked(address.channel(), address.value(), order.brand()));
            }
        }
        long[] owners = IntakeRows.owners(connection, sought);
        var reasons = suppressions.reasons(asked);
        for (int i = 0; i < owners.length; i++) {
            if (owners[i] > 0) {
                owner.put(sought.get(i), owners[i]);
            }
            if (!reasons.get(i).isEmpty()) {
                suppressed.add(sought.get(i));
            }
        }
        Set<Long> known = new TreeSet<>(owner.values());
        int strangers = (int) first.stream().filter(place -> !owner.containsKey(sought.get(place))).count();
        if (!known.isEmpty()) {
            long[] all = known.stream().mapToLong(Long::longValue).toArray();
            recordings = new HashMap<>(order.dry() ? ChoiceRows.read(connection, all) : ChoiceRows.lock(connection, all));
            people = IntakeRows.people(connection, known);
            channels = IntakeRows.channels(connection, known);
        }
        fetched = order.dry() || strangers == 0 ? new long[strangers] : IntakeRows.ids(connection, strangers);
    }

    private Taken take(Intake line, int place) {
        Sought self = sought.get(place);
        boolean stopped = suppressed.contains(self);
        boolean newly = line.suppress() != null && suppress(line);
        Long id = owner.get(self);
        // Whoever must not be written to is made nobody of (W-08); nor is an address that only bounced.
        if (id == null && (stopped || line.suppress() != null)) {
            return new Taken(newly ? Taken.Result.CHANGED : Taken.Result.UNCHANGED, 0, stopped, 0, List.of(), 0, null, null,
                    newly);
        }
        boolean stranger = id == null;
        long recipient = stranger ? stranger(line, self) : id;
        Recording recording = recordings.get(recipient);
        int seq = recording.seq();
        boolean open = !stopped && line.suppress() == null;
        More more = open ? addresses(line, place, recipient, recording, stranger) : More.NONE;
        Imported said = recording.take(open ? allowed(line, place) : onlyNo(line), no, yes);
        Changes changes = open && !stranger ? merge(recipient, line.person()) : Changes.NONE;
        boolean changedNow = recording.seq() > seq || changes.made() != null || newly;
        return new Taken(stranger ? Taken.Result.NEW : changedNow ? Taken.Result.CHANGED : Taken.Result.UNCHANGED, recipient,
                stopped, said.refused().size(), stranger ? List.of() : more.ids(), more.left(), changes.was(), changes.made(),
                newly);
    }

    private long stranger(Intake line, Sought self) {
        long id = order.dry() ? NOBODY_YET + fresh.size() : fetched[fresh.size()];
        Intake.Person told = line.person();
        Instant collected = line.collected() == null || line.collected().isAfter(order.at()) ? order.at() : line.collected();
        Intake.Person person = new Intake.Person(told.audience() == null ? Audience.CONSUMER : told.audience(),
                told.audience() == null ? "unknown" : told.audienceSource(), told.jurisdiction(), told.locale(), told.facts());
        fresh.add(new Fresh(id, person, collected));
        people.put(id, person);
        recordings.put(id, new Recording(id, 0, Chain.start(), Choices.NONE));
        owner.put(self, id);
        added.add(new Added(id, UUID.randomUUID(), self.channel(), line.addresses().get(0).value(), self.normal()));
        channels.computeIfAbsent(id, any -> new HashSet<>()).add(self.channel());
        return id;
    }

    /** What was added besides the first address, and how much of it is somebody else's. */
    private record More(List<UUID> ids, int left) {
        static final More NONE = new More(List.of(), 0);
    }

    /** Fills in where somebody has no address on a channel yet; nobody's address is taken away from them. */
    private More addresses(Intake line, int place, long recipient, Recording recording, boolean stranger) {
        List<UUID> ids = new ArrayList<>(1);
        int left = 0;
        for (int i = 1; i < line.addresses().size(); i++) {
            Sought one = sought.get(place + i);
            Long whose = owner.get(one);
            boolean home = one.channel() == Channel.POST && whose != null && whose != recipient;
            if (whose != null && whose == recipient || !home && suppressed.contains(one)) {
                continue;
            }
            if (whose != null && !home || !channels.computeIfAbsent(recipient, id -> new HashSet<>()).add(one.channel())) {
                left++;
                continue;
            }
            // Two of one household live at the same address: the second is found by who they are, see Addresses.declare.
            Added address = new Added(recipient, UUID.randomUUID(), one.channel(), line.addresses().get(i).value(),
                    home ? one.normal() + " #" + recipient : one.normal());
            added.add(address);
            owner.putIfAbsent(one, recipient);
            if (!stranger) {
                AddressEntry.write(recording, address.id(), one.channel(), AddressAct.ADDED, yes);
                ids.add(address.id());
            }
        }
        return new More(ids, left);
    }

    /** Without a yes to be reached at an address that must not be written to. */
    private List<Given> allowed(Intake line, int place) {
        List<Given> allowed = line.given();
        for (int i = 0; i < line.addresses().size(); i++) {
            Sought one = sought.get(place + i);
            if (suppressed.contains(one)) {
                allowed = allowed.stream().filter(g -> !g.wanted() || g.cell().channel() != one.channel()).toList();
            }
        }
        return allowed;
    }

    private static List<Given> onlyNo(Intake line) {
        return line.given().stream().filter(given -> !given.wanted()).toList();
    }

    private boolean suppress(Intake line) {
        Address address = line.addresses().get(0);
        Sought self = new Sought(address.channel(), AddressForm.normal(address.channel(), address.value()));
        suppress.add(new FileSuppressions.Wanted(address.channel(), address.value(), order.brand(), line.suppress()));
        return suppressed.add(self);
    }

    /** What is known afterwards that was not before, or was known otherwise. */
    private record Changes(Map<String, String> was, Map<String, String> made) {
        static final Changes NONE = new Changes(null, null);
    }

    private Changes merge(long recipient, Intake.Person told) {
        Intake.Person now = people.get(recipient);
        Intake.Person next = Known.and(now, told);
        if (next.equals(now)) {
            return Changes.NONE;
        }
        people.put(recipient, next);
        changed.put(recipient, next);
        return new Changes(Known.difference(now, next), Known.difference(next, now));
    }

    private List<FileSuppressions.Made> store() throws SQLException {
        IntakeRows.insert(connection, fresh);
        if (!IntakeRows.add(connection, added)) {
            throw new Intakes.Overtaken();
        }
        IntakeRows.update(connection, changed);
        ChoiceStore.store(connection, recordings.values());
        return new FileSuppressions(suppressions).suppress(connection, suppress, order.at());
    }
}
