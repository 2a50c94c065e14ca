package org.preferencecenter.office.boundary;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.TreeSet;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.People;
import org.preferencecenter.consent.entity.Circle;
import org.preferencecenter.consent.entity.Found;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.office.entity.Veil;

/** Finds people: one field, whatever one knows of them. */
@Named
@RequestScoped
public class RecipientsPage {

    private static final int PAGE = 20;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private People people;
    @Inject
    private RuleBooks ruleBooks;

    private List<Row> rows = List.of();
    private String next;

    /** Somebody who was found. */
    public record Row(long id, String name, List<String> addresses, String externalId, String place, String by) {
    }

    /** Looks for whoever fits; if that is one alone, their page is shown at once. */
    public void begin() {
        if (getQuery().isEmpty()) {
            return;
        }
        Found.Page page = people.find(getQuery(), regions(), circle(desk, catalog.now()), request.getParameter("after"), PAGE);
        // What was typed is an address or a name: the audit tells that somebody searched, and whom they then looked at.
        desk.audit("person.searched", "search", null, Map.of("found", page.people().size()));
        next = page.next();
        if (page.people().size() == 1 && next == null && request.getParameter("after") == null) {
            desk.redirect("person?id=" + page.people().get(0).recipient() + and("brand", desk.getBrandCode()), null);
            return;
        }
        Veil veil = new Veil(desk.may("UNMASK"));
        rows = page.people().stream().map(found -> row(found, veil)).toList();
    }

    /** Whoever works for some brands finds people who have to do with one of them; nothing: with every brand, so anybody. */
    static Optional<Circle> circle(Desk desk, Catalogue catalogue) {
        return desk.officer().brands(Right.SEE_PERSON).map(brands -> Circle.of(catalogue, brands));
    }

    private Row row(Found found, Veil veil) {
        List<String> addresses = found.addresses().stream().map(a -> veil.address(a.channel(), a.value())).distinct().limit(4).toList();
        String place = String.join(" · ", List.of(found.jurisdiction() == null ? "" : found.jurisdiction(),
                found.locale() == null ? "" : found.locale())).replaceAll("^ · | · $", "");
        String name = veil.name(found.name());
        return new Row(found.recipient(), name.isEmpty() ? desk.say("person.nameless", String.valueOf(found.recipient())) : name,
                addresses, veil.id(found.externalId()), place, desk.say("recipients.by." + found.by()));
    }

    /** Where the rule book knows how people write their numbers. */
    private Collection<String> regions() {
        return regions(ruleBooks);
    }

    static Collection<String> regions(RuleBooks ruleBooks) {
        Collection<String> regions = new TreeSet<>();
        ruleBooks.inForce().jurisdictions().forEach(jurisdiction -> {
            regions.add(jurisdiction.code());
            regions.addAll(jurisdiction.members());
        });
        regions.retainAll(TelephoneNumber.regions());
        return regions;
    }

    /** What was typed, tidied. */
    public String getQuery() {
        String query = request.getParameter("q");
        return query == null ? "" : query.strip();
    }

    public List<Row> getRows() {
        return rows;
    }

    /** The address of the next page, or empty. */
    public String getNext() {
        return next == null ? "" : "/office/recipients?q=" + desk.encode(getQuery()) + "&after=" + next
                + and("brand", desk.getBrandCode());
    }

    private String and(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + desk.encode(value);
    }
}
