package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.consent.control.PersonFiles;
import org.preferencecenter.consent.entity.Evidence;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Told;
import org.preferencecenter.office.entity.ChoiceTable;
import org.preferencecenter.office.entity.Forbidden;

/**
 * What proves a person's choices besides the ledger: files are added beside a choice and handed out as they are, to be saved and
 * never to be shown by us. Whoever adds, takes or removes one is written down.
 */
@Named
@RequestScoped
public class EvidencePart {

    /** The way evidence comes in by the office. */
    private static final String VIA = "office";

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private EvidenceFiles evidence;
    @Inject
    private PersonFiles files;
    @Inject
    private StaffNames staff;
    @Inject
    private PersonPage person;

    private String flaw = "";
    private List<Line> lines;

    /** A piece of evidence, as a line of the page. @param takes it may be handed to this officer; {@code drops}: removed by them */
    public record Line(String id, String time, String what, String name, String about, String who, boolean takes, boolean drops) {
    }

    /** What was wrong with what was added, or nothing. */
    public String getFlaw() {
        return flaw;
    }

    /** @return true if the page is done with: the answer leads elsewhere, or is a file */
    boolean done(long recipient, long chain) {
        if (request.getParameter("keep") != null) {
            return keep(recipient, chain);
        }
        if (request.getParameter("take") != null) {
            take(of(recipient, request.getParameter("take")));
            return true;
        }
        if (request.getParameter("drop") != null) {
            drop(of(recipient, request.getParameter("drop")));
            return true;
        }
        return false;
    }

    private Evidence of(long recipient, String id) {
        return id(id).flatMap(known -> evidence.find(recipient, known)).orElseThrow(() -> new Forbidden("this evidence"));
    }

    private static Optional<UUID> id(String text) {
        return text != null && text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private boolean keep(long recipient, long chain) {
        UUID change = id(request.getParameter("attach")).orElseThrow(() -> new Forbidden("a choice"));
        int brand = brand(Right.ACT_FOR_PERSON, files.of(chain, change));
        EvidenceFiles.About about = new EvidenceFiles.About(recipient, change, brand,
                Origin.agent(desk.officer().account(), VIA, null, 0, null));
        Evidence.Answer answer = answer(about);
        if (answer.refusal() != null) {
            flaw = desk.say("evidence.flaw." + answer.refusal(), evidence.limits().largest() >> 20, evidence.limits().most());
            return false;
        }
        desk.audit("evidence.added", "recipient:" + recipient, brand == 0 ? null : brand,
                Map.of("evidence", answer.id().toString(), "change", change.toString()));
        back(recipient, "evidence.added");
        return true;
    }

    private Evidence.Answer answer(EvidenceFiles.About about) {
        try {
            Part part = multipart() ? request.getPart("file") : null;
            boolean file = part != null && part.getSize() > 0;
            if (file == !getReference().isEmpty()) {
                return Evidence.Answer.of(Evidence.Refusal.EMPTY);   // neither, or both: which of them is meant?
            }
            if (!file) {
                return evidence.refer(about, getReference());
            }
            if (part.getSize() > evidence.limits().largest()) {
                return Evidence.Answer.of(Evidence.Refusal.TOO_LARGE);
            }
            try (InputStream in = part.getInputStream()) {
                return evidence.add(about, part.getSubmittedFileName(), in);
            }
        } catch (IOException | ServletException broken) {
            throw new UncheckedIOException(new IOException("the file did not arrive", broken));
        }
    }

    private boolean multipart() {
        return request.getContentType() != null && request.getContentType().startsWith("multipart/form-data");
    }

    /** Whose choice it is. @throws Forbidden if there is no such choice, or not for them */
    private int brand(Right right, List<Told> change) {
        if (change.isEmpty()) {
            throw new Forbidden("a choice");
        }
        Set<Integer> brands = new HashSet<>();
        change.forEach(told -> brands.add(ChoiceTable.brand(catalog.now(), told.choice().cell().scope()).map(Brand::id).orElse(0)));
        brands.forEach(brand -> require(right, brand));
        return brands.size() == 1 ? brands.iterator().next() : 0;
    }

    private void require(Right right, int brand) {
        if (brand == 0) {
            desk.requireEverywhere(right);
        } else {
            desk.require(right, brand);
        }
    }

    private boolean may(Right right, int brand) {
        return brand == 0 ? desk.officer().mayEverywhere(right) : desk.officer().may(right, brand);
    }

    /** To be saved, and opened by whatever the officer opens such files with: no browser shows or runs it. */
    private void take(Evidence taken) {
        require(Right.UNMASK, taken.brand());
        InputStream content = evidence.read(taken).orElseThrow(() -> new Forbidden("a file"));
        desk.audit("evidence.taken", "recipient:" + taken.recipient(), taken.brand() == 0 ? null : taken.brand(),
                Map.of("evidence", taken.id().toString()));
        FacesContext faces = FacesContext.getCurrentInstance();
        HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
        response.setContentType(taken.type().mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + taken.neutralName(1) + "\"; filename*=UTF-8''"
                + encoded(taken.name()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setContentLengthLong(taken.size());
        try (content) {
            content.transferTo(response.getOutputStream());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        faces.responseComplete();
    }

    /** RFC 8187 §3.2.1: what is no letter or digit of ASCII is told by its octets. */
    static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet >= '0' && octet <= '9' || octet >= 'A' && octet <= 'Z' || octet >= 'a' && octet <= 'z' || octet == '.'
                    || octet == '-' || octet == '_';
            encoded.append(plain ? String.valueOf((char) octet) : String.format("%%%02X", octet));
        }
        return encoded.toString();
    }

    private void drop(Evidence dropped) {
        require(Right.ANSWER_RIGHTS, dropped.brand());
        boolean done = evidence.remove(dropped.recipient(), dropped.id(), Origin.agent(desk.officer().account(), VIA, null, 0, null));
        desk.audit("evidence.removed", "recipient:" + dropped.recipient(), dropped.brand() == 0 ? null : dropped.brand(),
                Map.of("evidence", dropped.id().toString(), "done", done));
        back(dropped.recipient(), done ? "evidence.removed" : "person.nothing");
    }

    private void back(long recipient, String said) {
        desk.redirect("person?id=" + recipient + person.getBrandQuery(), said);
    }

    /** What was typed as a reference. */
    public String getReference() {
        String text = request.getParameter("reference");
        return text == null ? "" : text.strip();
    }

    /** The choice something is to be added to, if the address names one of the history shown and this officer may. */
    public String getAttach() {
        return id(request.getParameter("attach")).map(UUID::toString).filter(change -> !about(change).isEmpty()
                && desk.officer().may(Right.ACT_FOR_PERSON)).orElse("");
    }

    /** What was chosen by a change, in words. */
    public String about(String change) {
        return id(change).map(known -> String.join(", ", person.told(known))).orElse("");
    }

    /** Which files are taken, and how large they may be. */
    public String getHint() {
        return desk.say("evidence.hint", evidence.limits().largest() >> 20);
    }

    public List<Line> getLines() {
        if (lines == null) {
            lines = new ArrayList<>();
            List<Evidence> all = evidence.of(person.getId()).stream()
                    .filter(one -> one.brand() == 0 || desk.brandIds().contains(one.brand())).toList();
            Set<Integer> accounts = new HashSet<>();
            all.forEach(one -> accounts.add(one.account()));
            Map<Integer, String> names = names(accounts);
            all.forEach(one -> lines.add(line(one, names)));
        }
        return lines;
    }

    private Map<Integer, String> names(Set<Integer> accounts) {
        try {
            return staff.of(accounts);
        } catch (SQLException away) {
            throw new DatabaseAway(away);
        }
    }

    private Line line(Evidence one, Map<Integer, String> names) {
        String type = one.type() == null ? "" : " · " + one.type().ending().toUpperCase(java.util.Locale.ROOT) + " · "
                + desk.say("evidence.size", (one.size() + 1023) / 1024);
        String who = one.account() == 0 ? desk.say("evidence.program") : desk.say("person.who.agent",
                names.getOrDefault(one.account(), String.valueOf(one.account())));
        return new Line(one.id().toString(), desk.time(one.at()), desk.say("evidence." + one.medium()) + type,
                person.isShown() ? one.name() : "", about(one.change().toString()), who, one.type() != null
                && may(Right.UNMASK, one.brand()), may(Right.ANSWER_RIGHTS, one.brand()));
    }
}
