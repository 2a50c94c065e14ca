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
import org.preferencecenter.exchange.control.ProofFiles;
import org.preferencecenter.exchange.control.ProofParcels;
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
    private ProofParcels parcels;
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
            file = proofs.of(recipient, 0, asOf());
        } catch (ProofFiles.NothingSealed early) {
            return false;
        }
        boolean parcel = "parcel".equals(request.getParameter("prove"));
        boolean reveal = parcel && request.getParameter("reveal") != null;
        if (reveal) {
            desk.requireEverywhere(Right.UNMASK);
        }
        desk.audit("person.proven", "recipient:" + recipient, null, Map.of("asOf", file.asOf(), "evidence", parcel ? file.evidence().size() : 0,
                "revealed", reveal));
        if (parcel) {
            parcel(file, new byte[0]);
            return true;
        }
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

    private void parcel(ProofFile file, byte[] paper) {
        FacesContext faces = FacesContext.getCurrentInstance();
        HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"proof-" + file.recipient() + "-" + desk.today() + ".zip\"");
        try {
            parcels.write(file, paper, response.getOutputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        faces.responseComplete();
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
