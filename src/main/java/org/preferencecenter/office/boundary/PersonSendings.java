package org.preferencecenter.office.boundary;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.consent.control.ContactHistory;
import org.preferencecenter.decision.control.DecisionLog;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.office.entity.PersonStory;
import org.preferencecenter.office.entity.PersonWords;

/** What senders asked about the person of the page, what they were answered, and what went out; of this officer's brands. */
@Named
@RequestScoped
public class PersonSendings {

    private static final int CONTACTS = 25;
    private static final int DECISIONS = 50;
    private static final Duration LATELY = Duration.ofDays(30);

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private PersonPage person;
    @Inject
    private Catalog catalog;
    @Inject
    private ContactHistory contacts;
    @Inject
    private DecisionLog decisions;
    @Inject
    private RuleBooks ruleBooks;

    private List<PersonStory.Decided> decided;
    private List<PersonStory.Sent> sent;

    /** The day that is asked about, as typed; empty: lately. */
    public String getDay() {
        String day = request.getParameter("day");
        return day == null ? "" : day;
    }

    /** What was decided on the day asked about, or lately. */
    public List<PersonStory.Decided> getDecisions() {
        if (decided == null) {
            decided = decided();
        }
        return decided;
    }

    private List<PersonStory.Decided> decided() {
        Instant from = desk.now().minus(LATELY);
        Instant to = desk.now().plusSeconds(1);
        try {
            LocalDate day = getDay().isEmpty() ? null : LocalDate.parse(getDay());
            from = day == null ? from : day.atStartOfDay(desk.zone()).toInstant();
            to = day == null ? to : day.plusDays(1).atStartOfDay(desk.zone()).toInstant();
        } catch (DateTimeParseException noDay) {
            return List.of();
        }
        return decisions.of(person.getId(), from, to, DECISIONS).stream()
                .filter(past -> catalog.now().stream(past.stream()).filter(s -> desk.brandIds().contains(s.brand().id())).isPresent())
                .map(past -> Decisions.told(past, catalog.now(), ruleBooks.inForce(), desk)).toList();
    }

    /** What went out to them. */
    public List<PersonStory.Sent> getContacts() {
        if (sent == null) {
            PersonWords words = new PersonWords(desk.getWords(), catalog.now(), Map.of(), desk.zone());
            sent = contacts.of(person.getId(), CONTACTS).stream().flatMap(contact -> catalog.now().stream(contact.stream())
                    .filter(stream -> desk.brandIds().contains(stream.brand().id()))
                    .map(stream -> new PersonStory.Sent(desk.time(contact.at()), stream.code(), words.channel(contact.channel()),
                            desk.say(!contact.sent() ? "person.contact.reserved" : "person.contact."
                                    + (contact.outcome() == null ? "SENT" : contact.outcome())))).stream()).toList();
        }
        return sent;
    }
}
