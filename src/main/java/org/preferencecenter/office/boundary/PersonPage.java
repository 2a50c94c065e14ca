package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.faces.context.FacesContext;

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.consent.control.Addresses;
import org.preferencecenter.consent.control.Overviews;
import org.preferencecenter.consent.control.People;
import org.preferencecenter.consent.control.PersonFiles;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Found;
import org.preferencecenter.consent.entity.OwnAddress;
import org.preferencecenter.consent.entity.Overview;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.entity.ChoiceTable;
import org.preferencecenter.office.entity.PersonStory;
import org.preferencecenter.office.entity.PersonWords;
import org.preferencecenter.office.entity.Veil;

/**
 * One person: what they chose and how that came about; {@link PersonSendings} tells what was decided and sent. Whoever looks
 * is written down.
 */
@Named
@RequestScoped
public class PersonPage {

    private static final int ENTRIES = 25;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private PersonActs acts;
    @Inject
    private ProofPart proof;
    @Inject
    private EvidencePart evidence;
    @Inject
    private ReceiptPart receipt;
    @Inject
    private Catalog catalog;
    @Inject
    private People people;
    @Inject
    private PersonFiles files;
    @Inject
    private Overviews overviews;
    @Inject
    private Addresses addresses;
    @Inject
    private Suppressions suppressions;
    @Inject
    private StaffNames staff;

    private Overview overview;
    private Found who;
    private Veil veil = new Veil(false);
    private PersonWords words;
    private Map<UUID, AgentAct> done = Map.of();
    private List<Told> history = List.of();
    private List<PersonStory.Contact> reached = List.of();
    private List<ChoiceTable.Part> choices = List.of();
    private List<Long> joined = List.of();
    private boolean more;

    /** Does what was asked for, if anything was; then reads what the page tells. */
    public void begin() throws SQLException {
        long asked = PersonActs.number(request.getParameter("id"));
        long id = asked == 0 ? 0 : files.standsFor(asked);
        overview = id == 0 || RecipientsPage.circle(desk, catalog.now()).filter(circle -> !people.within(id, circle)).isPresent()
                ? null : overviews.of(id, Optional.empty()).orElse(null);
        if (overview == null) {
            ((HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse()).setStatus(404);
            return;
        }
        if (request.getMethod().equals("POST")) {
            joined = files.joined(id);
            if (request.getParameter("show") != null) {
                desk.require(Right.UNMASK);
                desk.audit("person.unmasked", "recipient:" + id, null, Map.of());
                veil = new Veil(true);
            } else if (request.getParameter("prove") != null) {
                if (!proof.send(chain(id))) {
                    desk.redirect("person?id=" + id + brand(), "person.proof.soon");
                }
                return;
            } else if (receipt.asked()) {
                if (!receipt.send(chain(id), overview.recipient())) {
                    desk.redirect("person?id=" + id + brand(), "person.receipt.none");
                }
                return;
            } else if (evidence.done(id, chain(id)) || acts.done(overview)) {
                return;
            }
        } else if (asked != id) {
            desk.redirect("person?id=" + id + brand(), "person.joined");
            return;
        }
        desk.audit("person.viewed", "recipient:" + id, null, Map.of());
        read(id);
    }

    private void read(long id) throws SQLException {
        who = people.of(id).orElseThrow();
        done = files.acts(id);
        joined = files.joined(id);
        long chain = chain(id);
        List<Told> read = files.history(chain, (int) Math.min(PersonActs.number(request.getParameter("before")), Integer.MAX_VALUE),
                ENTRIES + 1);
        more = read.size() > ENTRIES;
        history = more ? read.subList(0, ENTRIES) : read;
        Set<Integer> accounts = new HashSet<>();
        done.values().forEach(act -> accounts.add(act.account()));
        history.forEach(told -> accounts.add(told.origin().agent()));
        overview.provenance().values().forEach(p -> accounts.add(p.origin().agent()));
        words = new PersonWords(desk.getWords(), catalog.now(), staff.of(accounts), desk.zone());
        reached = reached();
        choices = ChoiceTable.of(overview, words, desk.getBrands().stream().filter(b -> desk.brandIds().contains(b.id())).toList());
    }

    private long chain(long id) {
        long chain = PersonActs.number(request.getParameter("chain"));
        return chain != 0 && joined.contains(chain) ? chain : id;
    }

    private String brand() {
        return desk.getBrandCode().isEmpty() ? "" : "&brand=" + desk.encode(desk.getBrandCode());
    }

    /** The chosen brand, as part of an address that has a query. */
    public String getBrandQuery() {
        return brand();
    }

    public boolean isFound() {
        return overview != null;
    }

    public long getId() {
        return overview.recipient().id();
    }

    public boolean isShown() {
        return veil.lifted();
    }

    public String getName() {
        String name = who == null ? "" : veil.name(who.name());
        return name.isEmpty() ? desk.say("person.nameless", String.valueOf(getId())) : name;
    }

    public String getExternalId() {
        return veil.id(who.externalId());
    }

    public Overview getOverview() {
        return overview;
    }

    /** Their addresses, as far as they may be seen. */
    public List<PersonStory.Contact> getAddresses() {
        return reached;
    }

    private List<PersonStory.Contact> reached() {
        List<PersonStory.Contact> own = new ArrayList<>();
        for (OwnAddress address : addresses.of(getId())) {
            String id = address.channel() == Channel.PUSH ? "" : address.id().toString();
            own.add(new PersonStory.Contact(id, words.channel(address.channel()), veil.address(address.channel(), address.value()),
                    address.main(), address.verified() == null ? "" : desk.day(address.verified()),
                    suppressions.of(address.channel(), address.value()).stream()
                            .filter(one -> one.brand() == 0 || desk.brandIds().contains(one.brand()))
                            .map(words::suppressed).toList()));
        }
        return own;
    }

    public List<ChoiceTable.Part> getChoices() {
        return choices;
    }

    /** The history, as far as it is about this officer's brands. */
    public List<PersonStory.Line> getHistory() {
        return told().map(told -> PersonStory.line(told, words, done, desk.time(told.at()))).toList();
    }

    private Stream<Told> told() {
        return history.stream().filter(told -> told.choice() == null || ChoiceTable.brand(words.catalogue(),
                told.choice().cell().scope()).map(b -> desk.brandIds().contains(b.id())).orElse(true));
    }

    /** The changes of choices among what the history shows: each has a receipt. */
    public List<StatePart.Option> getReceipts() {
        Map<UUID, String> changes = new LinkedHashMap<>();
        told().filter(told -> told.choice() != null)
                .forEach(told -> changes.putIfAbsent(told.change(), desk.time(told.at()) + " · " + words.told(told)));
        return changes.entrySet().stream().map(e -> new StatePart.Option(e.getKey().toString(), e.getValue())).toList();
    }

    /** What of the history shown was chosen by a change; nothing of what is not shown to this officer. */
    List<String> told(UUID change) {
        return history.stream().filter(one -> one.choice() != null && one.change().equals(change)
                && ChoiceTable.brand(words.catalogue(), one.choice().cell().scope()).map(b -> desk.brandIds().contains(b.id())).orElse(true))
                .map(one -> words.told(one) + " (" + desk.day(one.at()) + ")").toList();
    }

    /** Where the history goes on, or empty. */
    public String getOlder() {
        return more ? "/office/person?id=" + getId() + "&before=" + history.get(history.size() - 1).seq()
                + (chain(getId()) == getId() ? "" : "&chain=" + chain(getId())) + brand() + "#history" : "";
    }

    /** Whose history is shown: theirs, or of one of those who were joined to them. */
    public long getChain() {
        return chain(getId());
    }

    public List<Long> getJoined() {
        return joined;
    }

    /** What an agent did a moment ago and may take back: the change, or empty. */
    public String getUndoable() {
        String change = request.getParameter("done");
        return change != null && done.keySet().stream().anyMatch(id -> id.toString().equals(change)) ? change : "";
    }
}
