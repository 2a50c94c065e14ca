package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.List;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.Staff;
import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.StaffMember;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;

/** Who works here, in which roles. */
@Named
@RequestScoped
public class AccountsPage {

    private static final int PAGE = 50;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Staff staff;
    @Inject
    private Catalog catalog;

    private List<StaffMember> members;

    @PostConstruct
    void read() {
        try {
            String after = request.getParameter("after");
            members = staff.list(desk.officer(), after == null ? "" : after, PAGE + 1);
        } catch (SQLException away) {
            throw new IllegalStateException("SQLSTATE " + away.getSQLState(), away);
        }
    }

    public List<StaffMember> getMembers() {
        return members.subList(0, Math.min(PAGE, members.size()));
    }

    /** The last login shown, if there are more; else nothing. */
    public String getNext() {
        return members.size() > PAGE ? members.get(PAGE - 1).login() : "";
    }

    /** {@code Publisher, all brands}. */
    public String role(Grant grant) {
        String where = grant.brand() == null ? desk.say("brands.all")
                : catalog.now().brand(grant.brand()).map(Brand::name).orElse("#" + grant.brand());
        return desk.say("accounts.role", desk.say("staff.role." + grant.role()), where);
    }

    /** {@code active}, {@code invited} or {@code disabled}. */
    public String state(StaffMember member) {
        return member.disabled() != null ? "disabled" : member.invited() ? "invited" : "active";
    }
}
