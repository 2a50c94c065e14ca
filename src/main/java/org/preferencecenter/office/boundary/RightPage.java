package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.control.AuditTrail;
import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.rights.control.RightsRequests;
import org.preferencecenter.rights.control.SelfService;
import org.preferencecenter.rights.entity.AnswerTime;
import org.preferencecenter.rights.entity.Identity;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsRequest;
import org.preferencecenter.rights.entity.RightsRequest.State;

/** One request: until when it is answered, who asks, what was done, and what is left to do. */
@Named
@RequestScoped
public class RightPage {

    private static final int STEPS = 50;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private RightsRequests requests;
    @Inject
    private SelfService service;
    @Inject
    private Recipients recipients;
    @Inject
    private AuditTrail trail;
    @Inject
    private StaffNames staff;
    @Inject
    private RightDeeds deeds;

    private RightsRequest found;
    private Optional<Recipient> who = Optional.empty();
    private List<Step> steps = List.of();

    /** What was done with it, and by whom. */
    public record Step(String at, String what, String by) {
    }

    /** Does what was asked for, if anything was; then reads what the page tells. */
    public void begin() throws SQLException {
        desk.require(Right.ACT_FOR_PERSON);
        found = requests.find(PersonActs.number(request.getParameter("id")))
                .filter(one -> desk.officer().may(Right.ACT_FOR_PERSON, one.brand())).orElse(null);
        if (found == null) {
            ((HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse()).setStatus(404);
            return;
        }
        who = found.recipient() == 0 ? Optional.empty() : recipients.find(found.recipient());
        if (request.getMethod().equals("POST") && deeds.act(found, who)) {
            return;
        }
        if (!found.words().isEmpty()) {
            desk.audit("right.read", RightDeeds.subject(found), found.brand(), Map.of());
        }
        // That somebody read it is a line of the audit, and no step.
        List<AuditTrail.Line> lines = trail.page(new AuditTrail.Wanted(null, null, RightDeeds.subject(found), null, null, null), Long.MAX_VALUE, STEPS)
                .stream().filter(line -> !line.action().equals("right.read")).toList();
        Set<Integer> accounts = new HashSet<>();
        lines.stream().filter(line -> line.account() != null).forEach(line -> accounts.add(line.account()));
        Map<Integer, String> names = staff.of(accounts);
        steps = lines.stream().map(line -> new Step(desk.time(line.at()), action(line.action()), line.account() == null ? "" : names.getOrDefault(line.account(), ""))).toList();
    }

    private String action(String action) {
        String key = "audit.action." + action;
        return desk.getWords().phrases().containsKey(key) ? desk.say(key) : action;
    }

    /** A field as it was sent, or empty. */
    public String text(String name) {
        return deeds.text(name);
    }

    private AnswerTime time() {
        return service.time(who, found.received());
    }

    public boolean isFound() {
        return found != null;
    }

    public RightsRequest getRequest() {
        return found;
    }

    public String getKind() {
        return found.kind().name();
    }

    public String getState() {
        return desk.say(found.open() ? "rights.standing." + AnswerTime.standing(found.due(), desk.today()) : "rights.state." + found.state());
    }

    /** How its state is shown. */
    public String getTone() {
        return !found.open() ? found.state() == State.DONE ? "ok" : "" : switch (AnswerTime.standing(found.due(), desk.today())) {
            case LATE, TODAY -> "bad";
            case SOON -> "warn";
            case IN_TIME -> "";
        };
    }

    public String getBrandName() {
        return desk.getBrands().stream().filter(b -> b.id() == found.brand()).map(Brand::name).findFirst().orElse("");
    }

    /** Whether it may still be told that it takes longer. */
    public boolean isExtensible() {
        return deeds.extensible(found, who);
    }

    /** Until when at most. */
    public String getLongest() {
        return desk.day(time().extended(found.received()));
    }

    /** Whether this officer answers such requests, and not only takes them. */
    public boolean isAnswering() {
        return desk.officer().may(Right.ANSWER_RIGHTS, found.brand());
    }

    /** Whether this officer may carry it out. */
    public boolean isCarryingOut() {
        return found.open() && (found.kind() != RightKind.ERASURE || desk.officer().mayEverywhere(Right.ANSWER_RIGHTS));
    }

    /** Whether the second press is waited for. */
    public boolean isSure() {
        return deeds.isSure();
    }

    /** Whether everything that named the person is gone. */
    public boolean isErased() {
        return found.recipient() > 0 && recipients.erased(found.recipient());
    }

    public List<RightsPage.Option> getIdentities() {
        return Identity.BY_THE_OFFICE.stream()
                .map(how -> new RightsPage.Option(how.name(), desk.say("rights.identity." + how), false)).toList();
    }

    public List<Step> getSteps() {
        return steps;
    }

    public String getFlaw() {
        return deeds.getFlaw();
    }
}
