package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.consent.control.Releases;
import org.preferencecenter.consent.entity.Release;
import org.preferencecenter.consent.entity.Release.Result;
import org.preferencecenter.office.entity.PersonWords;

/** Suppressions that somebody asked to lift: a second person agrees, or keeps them. */
@Named
@RequestScoped
public class ReleasesPart {

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Releases releases;
    @Inject
    private StaffNames staff;

    private List<Waiting> waiting;

    /** @param own whether the officer asked for it, and so may not agree */
    public record Waiting(int id, String what, String asked, String why, String mark, boolean own, boolean may) {
    }

    /** Those of this officer's brands; what holds for every brand is everybody's business. */
    public List<Waiting> getWaiting() throws SQLException {
        if (waiting == null) {
            List<Release> asked = releases.waiting();
            Map<Integer, String> names = staff.of(asked.stream().map(Release::askedBy).collect(Collectors.toSet()));
            PersonWords words = new PersonWords(desk.getWords(), catalog.now(), Map.of(), desk.zone());
            waiting = asked.stream().filter(one -> one.what().brand() == 0 || desk.brandIds().contains(one.what().brand()))
                    .map(one -> new Waiting(one.id(), words.suppressed(one.what()), desk.say("suppressions.asked",
                            names.getOrDefault(one.askedBy(), "?"), desk.time(one.askedAt())), one.why(), one.mark(),
                            one.askedBy() == desk.officer().account(), may(one.what().brand()))).toList();
        }
        return waiting;
    }

    private boolean may(int brand) {
        return brand == 0 ? desk.officer().mayEverywhere(Right.RELEASE) : desk.officer().may(Right.RELEASE, brand);
    }

    /** Whether the form that was sent is one of these. */
    boolean decides() {
        return request.getParameter("agree") != null || request.getParameter("refuse") != null;
    }

    /** The brand of what the form names; 0: every brand, or nothing that waits. */
    int brand() {
        return asked().map(one -> one.what().brand()).orElse(0);
    }

    private Optional<Release> asked() {
        return releases.waiting(id());
    }

    private int id() {
        return (int) PersonActs.number(request.getParameter(request.getParameter("agree") != null ? "agree" : "refuse"));
    }

    /** Lifts or keeps what the form names; the page has asked whether they may, and the answer leads elsewhere. */
    void decide() {
        boolean agree = request.getParameter("agree") != null;
        int id = id();
        Optional<Release> asked = asked();
        Result result = releases.decide(id, desk.officer().account(), agree);
        if (result == Result.DONE || result == Result.NOT_SUPPRESSED) {
            desk.audit(agree ? "suppression.released" : "suppression.release-refused", "release:" + id,
                    asked.map(one -> one.what().brand()).filter(b -> b != 0).orElse(null), Map.of());
        }
        desk.redirect("suppressions", result == Result.DONE && !agree ? "release.refused" : result == Result.DONE ? "release.done"
                : "release." + result);
    }
}
