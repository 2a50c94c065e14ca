package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.exchange.control.ProofFiles;
import org.preferencecenter.ledger.entity.ProofFile;

/**
 * The proof file of the person shown: their whole history, in which each entry proves that it is in the signed log. It tells
 * of every brand, or nobody could see that nothing was left out; so it is for who answers for all of them.
 */
@Named
@RequestScoped
public class ProofPart {

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private ProofFiles proofs;
    @Inject
    private Catalog catalog;
    @Inject
    private Clock clock;

    public boolean isOffered() {
        return desk.officer().mayEverywhere(Right.ANSWER_RIGHTS);
    }

    /** How things stood at the end of this day is told, as typed; empty: now. */
    public String getDay() {
        String day = request.getParameter("stood");
        return day == null ? "" : day;
    }

    /**
     * Hands the file over; that it was taken is a line of the audit. Nothing is handed over, and false told, as long as
     * nothing was ever sealed: that takes seconds.
     *
     * @param recipient whose chain of entries
     */
    boolean send(long recipient) {
        desk.requireEverywhere(Right.ANSWER_RIGHTS);
        desk.requireFresh();
        ProofFile file;
        try {
            file = proofs.of(recipient, purpose(), asOf());
        } catch (ProofFiles.NothingSealed early) {
            return false;
        }
        desk.audit("person.proven", "recipient:" + recipient, null, Map.of("asOf", file.asOf(), "purpose", file.purpose()));
        FacesContext faces = FacesContext.getCurrentInstance();
        HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"proof-" + recipient + "-" + desk.today() + ".json\"");
        try {
            response.getWriter().write(file.json());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        faces.responseComplete();
        return true;
    }

    /** The purpose the file is about; 0: all. What is no purpose is all. */
    private int purpose() {
        String about = request.getParameter("about");
        return about != null && about.matches("[1-9][0-9]{0,8}") && catalog.now().purpose(Integer.parseInt(about)).isPresent()
                ? Integer.parseInt(about) : 0;
    }

    /** A day that is none, or is to come, is now. */
    private Instant asOf() {
        Instant now = clock.instant();
        try {
            Instant end = LocalDate.parse(getDay()).plusDays(1).atStartOfDay(desk.zone()).toInstant().minusNanos(1000);
            return end.isBefore(now) ? end : now;
        } catch (DateTimeParseException nothingTyped) {
            return now;
        }
    }
}
