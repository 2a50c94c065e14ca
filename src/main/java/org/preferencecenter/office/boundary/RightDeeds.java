package org.preferencecenter.office.boundary;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.consent.entity.LetterKind;
import org.preferencecenter.consent.entity.LinkWanted;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.rights.control.RightsDesk;
import org.preferencecenter.rights.control.SelfService;
import org.preferencecenter.rights.entity.Identity;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsLetter;
import org.preferencecenter.rights.entity.RightsLetter.Type;
import org.preferencecenter.rights.entity.RightsRequest;
import org.preferencecenter.rights.entity.RightsRequest.State;

/** What an officer does with one request, by the buttons of its page: each after the right to it was asked for, each in the audit. */
@RequestScoped
public class RightDeeds {

    private static final int LONGEST = 1000;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private RightsDesk rights;
    @Inject
    private SelfService service;
    @Inject
    private Consents consents;
    @Inject
    private Visits visits;
    @Inject
    private Event<LinkWanted> wanted;

    private RightsRequest found;
    private Optional<Recipient> who = Optional.empty();
    private boolean sure;
    private String flaw = "";

    /** Does what was pressed. @return true if the answer is given: the page is left for its own address */
    public boolean act(RightsRequest seen, Optional<Recipient> person) {
        found = seen;
        who = person;
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
        Optional<Identity> how = Identity.byTheOffice(text("identity"));
        return end(how.isPresent() && rights.identify(found, how.get(), desk.officer().account()), "right.identified", "rights.identified");
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
        if (!extensible(found, who) || text("words").isEmpty() || text("words").length() > LONGEST) {
            flaw = desk.say("rights.flaw.why");
            return false;
        }
        LocalDate due = service.time(who, found.received()).extended(found.received());
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
            desk.audit(action, subject(found), found.brand(), Map.of("kind", found.kind().name()));
        }
        desk.redirect("right?id=" + found.nr(), done ? said : "rights.changed");
        return true;
    }

    private RightsLetter letter(Type type, LocalDate until) {
        RightsLetter letter = SelfService.letter(type, found, who, null);
        return letter == null ? null : new RightsLetter(type, letter.kind(), letter.brand(), letter.address(), letter.locale(),
                letter.received(), until, text("words"));
    }

    /** Whether it may still be told that it takes longer. */
    public boolean extensible(RightsRequest one, Optional<Recipient> person) {
        return one.open() && one.extended() == null && service.time(person, one.received()).mayExtend(one.received(), desk.today());
    }

    /** As the audit names it. */
    static String subject(RightsRequest one) {
        return "right:" + one.nr();
    }

    /** A field as it was sent, or empty. */
    public String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    /** Whether the second press is waited for. */
    public boolean isSure() {
        return sure;
    }

    /** Why nothing was done, or empty. */
    public String getFlaw() {
        return flaw;
    }
}
