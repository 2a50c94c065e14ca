package org.preferencecenter.demo.control;

import java.sql.SQLException;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.access.control.Accounts;
import org.preferencecenter.access.entity.Grant;
import org.preferencecenter.access.entity.Role;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Editor;

/** Who works in the demo's office: one for each role, and an agent of one brand. All have the same password, told to all. */
@Singleton
public class StaffSeed {

    /** Told on the README and the inbox: the demo keeps no secrets. */
    public static final String PASSWORD = "les-trois-coups";
    private static final String AT = "@theatre-des-vents.example";

    private final Accounts accounts;

    @Inject
    public StaffSeed(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Adds whoever is missing. */
    public void sow(Catalogue catalogue) throws SQLException {
        staff("admin", "Alma Diaz", Role.ADMINISTRATOR, null);
        staff("marketing", "Malik Benali", Role.MARKETING, null);
        staff("publisher", "Pauline Roy", Role.PUBLISHER, null);
        staff("dpo", "Denise Laurent", Role.DPO, null);
        staff("adjointe", "Inès Garnier", Role.DPO, null);   // what takes two wants a second one
        staff("agent", "Agathe Morel", Role.AGENT, null);
        staff("viewer", "Victor Klein", Role.VIEWER, null);
        Integer bookshop = catalogue.brand(BookshopSeed.BRAND).orElseThrow().id();
        staff("librairie", "Louise Petit", Role.MARKETING, bookshop);
    }

    /** One of them as the catalogue remembers them. @param name where an old demo's visitor has changed their password */
    Editor editor(String login, String name) {
        try {
            return accounts.proven(login + AT, PASSWORD).map(officer -> new Editor(officer.account(), officer.name()))
                    .orElseGet(() -> new Editor(0, name));
        } catch (SQLException away) {
            throw new IllegalStateException("the demo's staff cannot be read", away);
        }
    }

    /** The number of whoever answers the telephone there. */
    public int agent() {
        return editor("agent", "").account();
    }

    private void staff(String login, String name, Role role, Integer brand) throws SQLException {
        if (!accounts.known(login + AT)) {
            accounts.add(login + AT, name, "fr", PASSWORD, false, List.of(new Grant(role, brand)));
        }
    }
}
