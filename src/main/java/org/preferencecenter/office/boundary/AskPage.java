package org.preferencecenter.office.boundary;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.control.LawWords;
import org.preferencecenter.office.entity.PersonStory;

/** May this stream write to this address then? Answered as a sender would be, with every reason; nothing counts. */
@Named
@RequestScoped
public class AskPage {

    private static final int LONGEST = 320;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private DecisionDesk decisions;

    private PersonStory.Decided answer;
    private List<String> duties = List.of();
    private String flaw = "";

    /** Answers what was asked, if anything was. */
    public void begin() {
        if (!request.getMethod().equals("POST")) {
            return;
        }
        Optional<Stream> stream = catalog.now().stream(text("stream"));
        if (stream.isEmpty()) {
            flaw = desk.say("ask.flaw.stream");
            return;
        }
        desk.require(Right.ASK, stream.get().brand().id());
        String address = text("address");
        long recipient = PersonActs.number(text("id"));
        if (recipient == 0 && (address.isEmpty() || address.length() > LONGEST || !AddressForm.possible(address))) {
            flaw = desk.say("ask.flaw.address");
            return;
        }
        try {
            Instant at = getAt().isEmpty() ? desk.now() : LocalDateTime.parse(getAt()).atZone(desk.zone()).toInstant();
            answer(new Question(stream.get(), recipient == 0 ? address : null, recipient, at.truncatedTo(ChronoUnit.MICROS), false));
        } catch (DateTimeParseException noTime) {
            flaw = desk.say("ask.flaw.at");
        }
    }

    /** Not kept in the log of decisions: nobody sent anything for it. The audit tells that it was asked. */
    private void answer(Question question) {
        Decision decision = decisions.askAll(List.of(question), null).get(0);
        desk.audit("decision.asked", decision.recipient() == 0 ? "stream:" + question.stream().id()
                : "recipient:" + decision.recipient(), question.stream().brand().id(),
                Map.of("stream", question.stream().code(), "verdict", decision.verdict().name()));
        String verdict = desk.say("person.verdict." + decision.verdict())
                + (decision.notBefore() == null ? "" : " " + desk.say("person.not-before", desk.time(decision.notBefore())));
        answer = new PersonStory.Decided(desk.time(question.at()), question.stream().code(), verdict, Decisions.mark(decision.verdict()),
                Decisions.reasons(decision.reasons(), desk), "", "");
        duties = decision.duties().stream().map(duty -> LawWords.duty(duty, desk.getLanguage())).distinct().toList();
    }

    /** What this officer may ask about. */
    public List<Stream> getStreams() {
        return catalog.now().streams().stream().filter(s -> !s.retired() && desk.brandIds().contains(s.brand().id())
                && desk.officer().may(Right.ASK, s.brand().id())).toList();
    }

    /** What a stream is about, as people read it. */
    public String about(Stream stream) {
        String language = desk.getLanguage();
        return stream.purpose().text(language).title() + stream.topic().map(topic -> " · " + topic.text(language).title()).orElse("");
    }

    public String text(String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    /** The time asked about, as typed; empty: now. */
    public String getAt() {
        return text("at");
    }

    public long getRecipient() {
        return PersonActs.number(text("id"));
    }

    public PersonStory.Decided getAnswer() {
        return answer;
    }

    /** What the sender owes if it sends. */
    public List<String> getDuties() {
        return duties;
    }

    public String getFlaw() {
        return flaw;
    }
}
