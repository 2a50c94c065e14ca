package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.AccountLinks;
import org.preferencecenter.access.control.AuditTrail;
import org.preferencecenter.access.control.Staff;
import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.LinkKind;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.access.entity.Role;
import org.preferencecenter.access.entity.StaffLetter;
import org.preferencecenter.access.entity.StaffMember;
import org.preferencecenter.access.entity.Staffing;
import org.preferencecenter.access.entity.Staffing.Refusal;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.platform.entity.Locales;

/** One person of the office: their roles by brand, their way in. Without an id, somebody to be invited. */
@Named
@RequestScoped
public class AccountPage {

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Staff staff;
    @Inject
    private AccountLinks links;
    @Inject
    private Catalog catalog;
    @Inject
    private Event<StaffLetter> letters;

    private StaffMember member;
    private String flaw = "";

    /** A column of the table of roles. @param code what its boxes send: the brand's id, or {@code *} */
    public record Reach(String code, String name) {
    }

    @PostConstruct
    void read() {
        try {
            String id = request.getParameter("id");
            member = id == null || !id.matches("\\d{1,9}") ? null
                    : staff.find(desk.officer(), Integer.parseInt(id)).orElse(null);
        } catch (SQLException away) {
            throw new IllegalStateException("SQLSTATE " + away.getSQLState(), away);
        }
    }

    /** Whether somebody is to be invited. */
    public boolean isFresh() {
        return request.getParameter("id") == null;
    }

    public StaffMember getMember() {
        return member;
    }

    public String getFlaw() {
        return flaw;
    }

    public String typed(String field) {
        String text = request.getParameter(field);
        return text == null ? "" : text;
    }

    /** The version that was looked at first: what is saved on a newer one is not. */
    public String getVersion() {
        return typed("version").isEmpty() ? Integer.toString(member.version()) : typed("version");
    }

    public List<Role> getRoles() {
        return List.of(Role.values());
    }

    /** Where roles may be given: everywhere for who manages everywhere, and brand by brand. */
    public List<Reach> getReaches() {
        List<Reach> reaches = new ArrayList<>();
        if (desk.officer().mayEverywhere(Right.ACCOUNTS) || held().stream().anyMatch(grant -> grant.brand() == null)) {
            reaches.add(new Reach("*", desk.say("brands.all")));
        }
        for (Brand brand : catalog.now().brands()) {
            boolean theirs = held().stream().anyMatch(g -> g.brand() != null && g.brand() == brand.id());
            if (theirs || desk.officer().may(Right.ACCOUNTS, brand.id())) {
                reaches.add(new Reach(Integer.toString(brand.id()), brand.name()));
            }
        }
        return reaches;
    }

    public boolean has(Role role, Reach reach) {
        return (posted() ? wanted() : held()).contains(grant(role + ":" + reach.code()));
    }

    /** Whether the officer may give and take it. */
    public boolean manages(Role role, Reach reach) {
        return Staffing.manages(desk.officer(), grant(role + ":" + reach.code()));
    }

    /** Whether the officer may lock them out, let them in and reset what proves them. */
    public boolean isWholly() {
        return member.id() != desk.officer().account() && Staffing.managesWholly(desk.officer(), member.grants());
    }

    public boolean isSelf() {
        return member.id() == desk.officer().account();
    }

    public void invite() throws SQLException {
        desk.require(Right.ACCOUNTS);
        desk.requireFresh();
        String login = typed("login").strip();
        String name = typed("name").strip();
        if (!login.matches("[^\\s@]{1,64}@[^\\s@]{1,190}") || name.isEmpty() || name.length() > 100
                || !Locales.OFFICE.contains(typed("locale")) || wanted().isEmpty()) {
            flaw = desk.say("account.incomplete");
            return;
        }
        Optional<Refusal> refusal = staff.invite(desk.officer(), login, name, typed("locale"), wanted());
        if (refusal.isPresent()) {
            flaw = desk.say("account.refused." + refusal.get());
            return;
        }
        letters.fire(links.make(staff.byLogin(login).orElseThrow(), LinkKind.INVITATION));
        desk.redirect("accounts", "invited");
    }

    public void save() throws SQLException {
        desk.require(Right.ACCOUNTS);
        desk.requireFresh();
        // What the officer may not touch stands greyed on the page, and browsers do not send it back.
        Set<Grant> all = new HashSet<>(wanted());
        held().stream().filter(grant -> !Staffing.manages(desk.officer(), grant)).forEach(all::add);
        answer(staff.assign(desk.officer(), id(), version(), List.copyOf(all)), "roles.saved");
    }

    public void disable() throws SQLException {
        desk.require(Right.ACCOUNTS);
        desk.requireFresh();
        answer(staff.setDisabled(desk.officer(), id(), version(), true), "account.disabled");
    }

    public void enable() throws SQLException {
        desk.require(Right.ACCOUNTS);
        desk.requireFresh();
        answer(staff.setDisabled(desk.officer(), id(), version(), false), "account.enabled");
    }

    public void resetFactor() throws SQLException {
        desk.require(Right.ACCOUNTS);
        desk.requireFresh();
        answer(staff.resetSecondFactor(desk.officer(), id(), version()), "factor.reset");
    }

    /** From now on they sign in at the organisation's provider. */
    public void toProvider() throws SQLException {
        desk.require(Right.ACCOUNTS);
        desk.requireFresh();
        answer(staff.toProvider(desk.officer(), id(), version()), "account.to-provider");
    }

    /** Mails a link that sets a password, to the person's own address alone. */
    public void mail() throws SQLException {
        desk.require(Right.ACCOUNTS);
        if (member == null || member.disabled() != null || member.provider() || !isWholly() && !isSelf()) {
            flaw = desk.say("account.refused." + (member == null ? Refusal.UNKNOWN : Refusal.NOT_YOUR_BRAND));
            return;
        }
        letters.fire(links.make(member, member.invited() ? LinkKind.INVITATION : LinkKind.RESET));
        desk.audit("account.link-mailed", "account:" + member.id(), null, Map.of());
        desk.redirect("account?id=" + member.id(), "link.mailed");
    }

    private void answer(Optional<Refusal> refusal, String said) throws SQLException {
        if (refusal.isEmpty()) {
            desk.redirect("account?id=" + id(), said);
        } else if (refusal.get() == Refusal.STALE) {
            flaw = stale();
        } else {
            flaw = desk.say("account.refused." + refusal.get());
        }
    }

    private String stale() throws SQLException {
        Optional<AuditTrail.Line> last = staff.lastChange(id());
        Integer by = last.map(AuditTrail.Line::account).orElse(null);
        return by == null ? desk.say("account.refused.STALE")
                : desk.say("account.stale", staff.names(Set.of(by)).getOrDefault(by, "?"), desk.time(last.get().at()));
    }

    private int id() {
        return member == null ? 0 : member.id();
    }

    private int version() {
        return typed("version").matches("\\d{1,9}") ? Integer.parseInt(typed("version")) : -1;
    }

    private boolean posted() {
        return request.getMethod().equals("POST") && request.getParameter("version") != null;
    }

    private List<Grant> held() {
        return member == null ? List.of() : member.grants();
    }

    private List<Grant> wanted() {
        String[] values = request.getParameterValues("grant");
        return values == null ? List.of() : Arrays.stream(values).filter(value -> value.matches("[A-Z]+:(\\*|\\d{1,9})"))
                .map(AccountPage::grant).distinct().toList();
    }

    private static Grant grant(String value) {
        String[] parts = value.split(":");
        return new Grant(Role.valueOf(parts[0]), parts[1].equals("*") ? null : Integer.valueOf(parts[1]));
    }
}
