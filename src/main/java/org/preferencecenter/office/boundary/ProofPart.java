package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.center.entity.Words;
import org.preferencecenter.consent.control.Addresses;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.People;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.exchange.control.ProofFiles;
import org.preferencecenter.exchange.control.ProofParcels;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.ledger.entity.ProofFile;
import org.preferencecenter.office.control.OfficePhrases;
import org.preferencecenter.office.entity.PersonWords;
import org.preferencecenter.office.entity.ProofPaper;
import org.preferencecenter.platform.control.Pdf;
import org.preferencecenter.platform.entity.Locales;

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
    private Pdf pdf;
    @Inject
    private StaffNames staff;
    @Inject
    private Catalog catalog;
    @Inject
    private OfficePhrases phrases;
    @Inject
    private People people;
    @Inject
    private Addresses addresses;
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
        boolean parcel = "parcel".equals(request.getParameter("prove"));
        boolean reveal = parcel && request.getParameter("reveal") != null;
        if (reveal) {
            desk.requireEverywhere(Right.UNMASK);
        }
        desk.audit("person.proven", "recipient:" + recipient, null, Map.of("asOf", file.asOf(), "purpose", file.purpose(), "evidence", parcel ? file.evidence().size() : 0,
                "revealed", reveal));
        if (parcel) {
            parcel(file, papers(paper(file, reveal)));
            return true;
        }
        FacesContext faces = FacesContext.getCurrentInstance();
        HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"proof-" + recipient + "-" + desk.today() + ".json\"");
        try {
            file.write(response.getWriter());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        faces.responseComplete();
        return true;
    }

    private void parcel(ProofFile file, List<ProofParcels.Paper> papers) {
        FacesContext faces = FacesContext.getCurrentInstance();
        HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"proof-" + file.recipient() + "-" + desk.today() + ".zip\"");
        try {
            parcels.write(file, papers, response.getOutputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        faces.responseComplete();
    }

    /**
     * One is printed before anything is written: what cannot be printed is told as an error, and not as half a ZIP. Several are
     * printed one after the other while the ZIP is on its way: waiting for all of them would look like nothing happening.
     */
    private List<ProofParcels.Paper> papers(ProofPaper paper) {
        if (paper.parts() == 1) {
            byte[] printed = pdf.print(paper.xhtml(1));
            return List.of(new ProofParcels.Paper(paper.name(1), () -> printed));
        }
        return IntStream.rangeClosed(1, paper.parts()).mapToObj(number -> new ProofParcels.Paper(paper.name(number),
                () -> pdf.print(paper.xhtml(number)))).toList();
    }

    private ProofPaper paper(ProofFile file, boolean reveal) {
        Set<Integer> accounts = new HashSet<>();
        file.entries().stream().map(entry -> Told.of(Entry.of(entry.leaf().getBytes(StandardCharsets.UTF_8)))).flatMap(Optional::stream)
                .forEach(told -> accounts.add(told.origin().agent()));
        Words words = phrases.in(Locales.OFFICE.contains(String.valueOf(request.getParameter("language")))
                ? request.getParameter("language") : desk.getLanguage());
        PersonWords tell = new PersonWords(words, catalog.now(), names(accounts), desk.zone());
        Optional<ProofPaper.Who> who = !reveal ? Optional.empty() : people.of(file.recipient()).map(found -> new ProofPaper.Who(
                found.name() == null ? "" : found.name(), addresses.of(file.recipient()).stream()
                .filter(one -> one.channel() != Channel.PUSH).map(one -> tell.channel(one.channel()) + ": " + one.value()).toList()));
        return ProofPaper.of(file, tell, who, desk.officer().name());
    }

    private Map<Integer, String> names(Set<Integer> accounts) {
        try {
            return staff.of(accounts);
        } catch (SQLException away) {
            throw new DatabaseAway(away);
        }
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
