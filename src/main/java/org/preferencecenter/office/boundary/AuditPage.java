package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.access.control.AuditTrail;
import org.preferencecenter.access.control.AuditTrail.Line;
import org.preferencecenter.access.control.AuditTrail.Wanted;
import org.preferencecenter.access.control.Staff;
import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.office.control.AuditFile;
import org.preferencecenter.office.entity.AuditDetail;
import org.preferencecenter.office.entity.OfficePage;

/** What everybody in the office did and looked at: by who, about what, for which brand, on which day; and as a file. */
@Named
@RequestScoped
public class AuditPage {

    private static final int PAGE = 50;
    /** Kinds of subject that have a page, known by {@code id}. */
    private static final Map<String, OfficePage> PAGES = Map.of("account", OfficePage.ACCOUNT, "recipient", OfficePage.PERSON,
            "change", OfficePage.CHANGE, "job", OfficePage.JOB, "burst", OfficePage.BURST, "right", OfficePage.RIGHT);

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private AuditTrail trail;
    @Inject
    private Drafting drafting;
    @Inject
    private Staff staff;
    @Inject
    private Catalog catalog;

    private List<Line> lines = List.of();
    private Map<Integer, String> names = Map.of();

    @PostConstruct
    void read() {
        try {
            if (!request.getMethod().equals("POST")) {
                lines = trail.page(wanted(), number("before").orElse(Long.MAX_VALUE), PAGE + 1);
                names = staff.names(lines.stream().flatMap(line -> Stream.of(line.account(), account(line)))
                        .filter(Objects::nonNull).collect(Collectors.toSet()));
            }
        } catch (SQLException away) {
            throw new IllegalStateException("SQLSTATE " + away.getSQLState(), away);
        }
    }

    public List<Line> getLines() {
        return lines.subList(0, Math.min(PAGE, lines.size()));
    }

    /** The same question, for the lines after these; or nothing. */
    public String getNext() {
        return lines.size() > PAGE ? "/office/audit?" + query() + "&before=" + lines.get(PAGE - 1).id() : "";
    }

    /** Where the form of the export is sent: this question. */
    public String query() {
        StringBuilder query = new StringBuilder("asked=1");
        for (String name : List.of("who", "action", "subject", "brand", "from", "to")) {
            if (!typed(name).isEmpty()) {
                query.append('&').append(name).append('=').append(desk.encode(typed(name)));
            }
        }
        return query.toString();
    }

    public boolean isNarrowed() {
        return !query().equals("asked=1");
    }

    public String typed(String field) {
        String text = request.getParameter(field);
        return text == null ? "" : text.strip();
    }

    /** Codes to choose from, each with its sentence. */
    public Map<String, String> getActions() throws SQLException {
        Map<String, String> actions = new LinkedHashMap<>();
        trail.actions().forEach(code -> actions.put(code, action(code)));
        return actions;
    }

    /** People to choose from. */
    public List<org.preferencecenter.access.entity.StaffMember> getPeople() throws SQLException {
        return staff.everybody(500);
    }

    /** In words where there are some; a code that is newer than its words shows as it is. */
    public String action(String code) {
        return desk.getWords().phrases().containsKey("audit.action." + code) ? desk.say("audit.action." + code) : code;
    }

    public String who(Line line) {
        return line.account() == null ? desk.say("audit.nobody") : names.getOrDefault(line.account(), "#" + line.account());
    }

    public String brand(Line line) {
        return line.brand() == null || line.brand() == 0 ? "" : catalog.now().brand(line.brand()).map(Brand::name).orElse("#" + line.brand());
    }

    /** What else there is to tell of it, in words. */
    public String detail(Line line) {
        return AuditDetail.say(line.detail(), desk.getWords(), desk::time);
    }

    /**
     * What it was about, in words: a colleague by name, anything else by its kind and number, else as it was written;
     * nothing where somebody did it to their own account, which the line says already.
     */
    public String about(Line line) {
        String[] parts = line.subject().split(":", 2);
        String key = "audit.about." + parts[0];
        if (account(line) != null) {
            return account(line).equals(line.account()) ? "" : names.getOrDefault(account(line), "#" + parts[1]);
        }
        return desk.getWords().phrases().containsKey(key) ? desk.say(key, parts.length == 2 ? parts[1] : "") : line.subject();
    }

    private static Integer account(Line line) {
        return line.subject().matches("account:\\d{1,9}") ? Integer.valueOf(line.subject().substring(8)) : null;
    }

    /** Where to see what it was about, for those who may open that page; or nothing. */
    public String href(Line line) {
        String[] parts = line.subject().split(":", 2);
        OfficePage page = parts.length == 2 && parts[1].matches("\\d+") ? PAGES.get(parts[0]) : null;
        boolean theirs = page != null && page.opensTo(desk.officer())
                && (page != OfficePage.CHANGE || drafting.visible(Integer.parseInt(parts[1])).isPresent());
        return theirs ? "/office/" + page.path() + "?id=" + parts[1] : "";
    }

    /** The same question as a file, of any length; that it was taken is a line of its own. */
    public void export() throws SQLException, IOException {
        desk.require(Right.AUDIT);
        desk.requireFresh();
        desk.audit("audit.exported", "audit", null, Map.of("question", query()));
        FacesContext faces = FacesContext.getCurrentInstance();
        HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit-" + desk.today() + ".csv\"");
        try (AuditFile file = new AuditFile(response.getWriter())) {
            trail.each(wanted(), file::add);
        }
        faces.responseComplete();
    }

    private Wanted wanted() {
        Set<Integer> brands = desk.getBrand().map(brand -> Set.of(brand.id()))
                .or(() -> desk.officer().brands(Right.AUDIT)).orElse(null);
        if (brands != null && desk.officer().brands(Right.AUDIT).isPresent()) {
            Set<Integer> theirs = desk.officer().brands(Right.AUDIT).get();
            brands = brands.stream().filter(theirs::contains).collect(Collectors.toSet());
        }
        return new Wanted(number("who").map(Long::intValue).orElse(null), nullable("action"), nullable("subject"), brands,
                day("from").orElse(null),
                day("to").map(start -> start.atZone(desk.zone()).plusDays(1).toInstant()).orElse(null));
    }

    private String nullable(String field) {
        return typed(field).isEmpty() ? null : typed(field);
    }

    private Optional<Long> number(String field) {
        return typed(field).matches("\\d{1,18}") ? Optional.of(Long.valueOf(typed(field))) : Optional.empty();
    }

    private Optional<Instant> day(String field) {
        try {
            return typed(field).isEmpty() ? Optional.empty()
                    : Optional.of(LocalDate.parse(typed(field)).atStartOfDay(desk.zone()).toInstant());
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }
}
