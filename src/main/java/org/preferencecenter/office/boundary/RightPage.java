package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.control.AuditTrail;
import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.consent.entity.LetterKind;
import org.preferencecenter.consent.entity.LinkWanted;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.rights.control.RightsDesk;
import org.preferencecenter.rights.control.RightsRequests;
import org.preferencecenter.rights.control.SelfService;
import org.preferencecenter.rights.entity.AnswerTime;
import org.preferencecenter.rights.entity.Identity;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsLetter;
import org.preferencecenter.rights.entity.RightsLetter.Type;
import org.preferencecenter.rights.entity.RightsRequest;
import org.preferencecenter.rights.entity.RightsRequest.State;

/** One request: until when it is answered, who asks, what was done, and what is left to do. */
@Named
@RequestScoped
public class RightPage {

    private static final int STEPS = 50;
    private static final int LONGEST = 1000;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private RightsRequests requests;
    @Inject
    private RightsDesk rights;
    @Inject
    private SelfService service;
    @Inject
    private Recipients recipients;
    @Inject
    private Consents consents;
    @Inject
    private Visits visits;
    @Inject
    private Event<LinkWanted> wanted;
    @Inject
    private AuditTrail trail;
    @Inject
    private StaffNames staff;

    private RightsRequest found;
    private Optional<Recipient> who = Optional.empty();
    private List<Step> steps = List.of();
    private boolean sure;
    private String flaw = "";

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
        if (request.getMethod().equals("POST") && act()) {
            return;
        }
        if (!found.words().isEmpty()) {
            desk.audit("right.read", subject(), found.brand(), Map.of());
        }
        List<AuditTrail.Line> lines = trail.page(new AuditTrail.Wanted(null, null, subject(), null, null, null), Long.MAX_VALUE, STEPS);
        Set<Integer> accounts = new HashSet<>();
        lines.stream().filter(line -> line.account() != null).forEach(line -> accounts.add(line.account()));
        Map<Integer, String> names = staff.of(accounts);
        steps = lines.stream().map(line -> new Step(desk.time(line.at()), action(line.action()), line.account() == null ? "" : names.getOrDefault(line.account(), ""))).toList();
    }

    private String action(String action) {
        String key = "audit.action." + action;
        return desk.getWords().phrases().containsKey(key) ? desk.say(key) : action;
    }

    private String subject() {
        return "right:" + found.nr();
    }

    private boolean act() {
        // Who saw something else than what is there now is shown what is there now.
        if (!found.open() || !text("version").equals(String.valueOf(found.version()))) {
            return end(false, "", "");
        }
        if (request.getParameter("identify") != null) {
            return identify();
        }
        if (request.getParameter("link") != null) {
            return link();
        }
        if (request.getParameter("extend") != null) {
            return extend();
        }
        if (request.getParameter("refuse") != null) {
            return refuse();
        }
        return request.getParameter("do") != null && (found.kind() == RightKind.ERASURE ? erase() : carryOut());
    }

    private boolean identify() {
        desk.require(Right.ACT_FOR_PERSON, found.brand());
        Identity how = Identity.valueOf(text("identity"));
        return end(rights.identify(found, how, desk.officer().account()), "right.identified", "rights.identified");
    }

    /** The copy leaves by a link that proves the mailbox: it is never attached to a message. */
    private boolean link() {
        desk.require(Right.ACT_FOR_PERSON, found.brand());
        if (who.flatMap(person -> person.address(Channel.EMAIL)).isEmpty()) {
            flaw = desk.say("rights.flaw.nomail");
            return false;
        }
        int visit = visits.open(found.recipient(), found.brand(), LetterKind.DATA, null, null);
        wanted.fire(new LinkWanted(found.recipient(), visit, found.brand(), null));
        return end(true, "right.linked", "rights.linked");
    }

    private boolean extend() {
        desk.require(Right.ANSWER_RIGHTS, found.brand());
        if (!isExtensible() || text("words").isEmpty() || text("words").length() > LONGEST) {
            flaw = desk.say("rights.flaw.why");
            return false;
        }
        LocalDate due = time().extended(found.received());
        return end(rights.extend(found, due, desk.officer().account(), letter(Type.EXTENDED, due)), "right.extended", "rights.extended");
    }

    private boolean refuse() {
        desk.require(Right.ANSWER_RIGHTS, found.brand());
        if (text("words").isEmpty() || text("words").length() > LONGEST) {
            flaw = desk.say("rights.flaw.why");
            return false;
        }
        return end(rights.close(found, State.REFUSED, desk.officer().account(), letter(Type.REFUSED, found.due())), "right.refused",
                "rights.refused");
    }

    /** An objection stops everything; a copy and a correction were made by hand, and are answered. */
    private boolean carryOut() {
        desk.require(Right.ACT_FOR_PERSON, found.brand());
        if (found.recipient() > 0 && found.identity() == null && found.kind() != RightKind.OBJECTION) {
            flaw = desk.say("rights.flaw.identity");
            return false;
        }
        if (found.kind() == RightKind.OBJECTION && found.recipient() > 0) {
            // The stop first: told twice it changes nothing, forgotten it would be a wish that nobody carried out.
            consents.stopEverything(found.recipient(), Scope.EVERYTHING, Origin.agent(desk.officer().account(), RightsDesk.VIA, null, 0, null));
        }
        return end(rights.close(found, State.DONE, desk.officer().account(), letter(Type.DONE, found.due())), "right.done", "rights.done");
    }

    /** It reaches every brand, cannot be taken back, and is therefore pressed twice by somebody who has just proven who they are. */
    private boolean erase() {
        desk.require(Right.ANSWER_RIGHTS, found.brand());
        desk.requireEverywhere(Right.ANSWER_RIGHTS);
        if (!found.ready()) {
            flaw = desk.say("rights.flaw.identity");
            return false;
        }
        desk.requireFresh();
        if (!text("sure").equals("1")) {
            sure = true;
            return false;
        }
        return end(rights.erase(found, desk.officer().account(), letter(Type.DONE, found.due())), "right.erased", "rights.erased");
    }

    private boolean end(boolean done, String action, String said) {
        if (done) {
            desk.audit(action, subject(), found.brand(), Map.of("kind", found.kind().name()));
        }
        desk.redirect("right?id=" + found.nr(), done ? said : "rights.changed");
        return true;
    }

    private RightsLetter letter(Type type, LocalDate until) {
        RightsLetter letter = SelfService.letter(type, found, who, null);
        return letter == null ? null : new RightsLetter(type, letter.kind(), letter.brand(), letter.address(), letter.locale(),
                letter.received(), until, text("words"));
    }

    private AnswerTime time() {
        return service.time(who, found.received());
    }

    /** A field as it was sent, or empty. */
    public String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
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
        return found.open() && found.extended() == null && time().mayExtend(found.received(), desk.today());
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
        return sure;
    }

    /** Whether everything that named the person is gone. */
    public boolean isErased() {
        return found.recipient() > 0 && recipients.erased(found.recipient());
    }

    public List<RightsPage.Option> getIdentities() {
        return Arrays.stream(Identity.values()).filter(how -> how != Identity.MAILBOX)
                .map(how -> new RightsPage.Option(how.name(), desk.say("rights.identity." + how), false)).toList();
    }

    public List<Step> getSteps() {
        return steps;
    }

    public String getFlaw() {
        return flaw;
    }
}
