package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.mail.control.KeptMail;
import org.preferencecenter.mail.control.ReturnLog;
import org.preferencecenter.mail.control.Returns;
import org.preferencecenter.mail.entity.KeptReason;
import org.preferencecenter.mail.entity.Taken;
import org.preferencecenter.office.entity.OfficePage;
import org.preferencecenter.platform.entity.Settings;

/** What came back by mail: messages that somebody has to judge, and a list of everything that arrived. */
@Named
@RequestScoped
public class ReturnsPage {

    private static final int PAGE = 25;
    private static final int MOST_LETTERS = 10;

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private KeptMail kept;
    @Inject
    private ReturnLog log;
    @Inject
    private Returns returns;
    @Inject
    private Catalog catalog;
    @Inject
    private Consents consents;
    @Inject
    private Settings settings;

    private List<Letter> letters = List.of();
    private List<Line> lines = List.of();
    private long older;

    /**
     * One to judge.
     *
     * @param why  key of why it is here
     * @param href the page of the person whose mailbox it says it comes from; null: nobody's, or not for this officer
     * @param asks the words of a person, who may want to be left alone
     * @param stops whether a stop can be recorded for somebody
     * @param list  what an accepted complaint would stop; null: it is none, or nobody knows whose
     */
    public record Letter(long id, String why, boolean asks, String from, String href, String at, String brand, String subject,
            String text, boolean stops, String list) {
    }

    /** One that arrived. */
    public record Line(String at, String kind, String tone, String brand, String status, String href, boolean done) {
    }

    /** Does what was asked for, if anything was; then reads what the page tells. */
    public void begin() {
        desk.require(Right.ACT_FOR_PERSON);
        if (request.getMethod().equals("POST") && act()) {
            return;
        }
        List<Integer> brands = brands();
        List<KeptMail.Kept> waiting = brands.stream().flatMap(brand -> kept.waiting(brand, 0, MOST_LETTERS).stream())
                .sorted(Comparator.comparing((KeptMail.Kept one) -> one.why() != KeptReason.STOP_ASKED).thenComparing(KeptMail.Kept::at))
                .limit(MOST_LETTERS).toList();
        if (!waiting.isEmpty()) {
            desk.audit("returns.read", "returns", null, Map.of("messages", waiting.size()));
        }
        letters = waiting.stream().map(this::letter).toList();
        long before = PersonActs.number(request.getParameter("before"));
        List<ReturnLog.Line> read = new ArrayList<>(brands.stream().flatMap(brand -> log.of(brand, before, PAGE + 1).stream())
                .sorted(Comparator.comparingLong(ReturnLog.Line::id).reversed()).limit(PAGE + 1).toList());
        older = read.size() > PAGE ? read.get(PAGE - 1).id() : 0;
        lines = read.stream().limit(PAGE).map(this::line).toList();
    }

    /** Those they may act for; what belongs to no brand is for who works for all. */
    private List<Integer> brands() {
        Stream<Integer> theirs = desk.brandIds().stream().filter(brand -> desk.officer().may(Right.ACT_FOR_PERSON, brand));
        return (desk.getBrand().isEmpty() && desk.officer().mayEverywhere(Right.ACT_FOR_PERSON)
                ? Stream.concat(theirs, Stream.of(0)) : theirs).toList();
    }

    private Letter letter(KeptMail.Kept one) {
        return new Letter(one.id(), "returns.why." + one.why(), one.why() == KeptReason.STOP_ASKED, one.from(), href(one.recipient()),
                desk.time(one.at()), name(one.brand()), one.subject(), one.text(), one.recipient() > 0 && one.brand() > 0, one.about().map(about -> list(about.scope())).orElse(null));
    }

    private String list(Scope scope) {
        Catalogue now = catalog.now();
        return switch (scope.kind()) {
            case BRAND -> name(scope.id());
            case PURPOSE -> now.purpose(scope.id()).map(one -> one.text(desk.officer().locale()).title()).orElse("");
            case TOPIC -> now.topic(scope.id()).map(one -> one.text(desk.officer().locale()).title()).orElse("");
            case EVERYTHING, CONFIRMATION -> desk.say("returns.everything");
        };
    }

    private Line line(ReturnLog.Line one) {
        Taken taken = one.taken();
        String tone = switch (taken.kind()) {
            case STOP, COMPLAINT, HARD -> taken.done() ? "bad" : "";
            case KEPT, POLICY -> "warn";
            case SOFT, DELAYED, IGNORED -> "";
        };
        return new Line(desk.time(one.at()), desk.say("returns.kind." + taken.kind()), tone, name(taken.brand()),
                taken.status() == null ? "" : taken.status(), href(taken.recipient()), taken.done());
    }

    private String href(long recipient) {
        return recipient > 0 && OfficePage.PERSON.opensTo(desk.officer()) ? "/office/person?id=" + recipient : null;
    }

    private String name(int brand) {
        return desk.getBrands().stream().filter(b -> b.id() == brand).map(Brand::name).findFirst().orElse("");
    }

    private boolean act() {
        String asked = request.getParameter("stop") != null ? "stop" : request.getParameter("complaint") != null ? "complaint" : "done";
        long id = PersonActs.number(request.getParameter(asked));
        KeptMail.Kept one = kept.waiting(id).orElse(null);
        if (one == null) {
            desk.redirect(address(), "returns.gone");
            return true;
        }
        if (one.brand() == 0) {
            desk.requireEverywhere(Right.ACT_FOR_PERSON);
        } else {
            desk.require(Right.ACT_FOR_PERSON, one.brand());
        }
        boolean believed = asked.equals("complaint") && one.about().isPresent();
        if (believed) {
            returns.accept(one);
        }
        boolean stops = asked.equals("stop") && one.recipient() > 0 && one.brand() > 0;
        if (stops) {
            // The stop first: told twice it changes nothing, forgotten it would be a wish that nobody carried out.
            consents.stopEverything(one.recipient(), Scope.brand(one.brand()),
                    Origin.agent(desk.officer().account(), "message", CaptureMode.ACTIVE_OPT_OUT, 0, null));
        }
        String did = stops ? "returns.stopped" : believed ? "returns.complaint" : "returns.done";
        if (kept.decide(id, desk.officer().account(), stops || believed)) {
            desk.audit(did, "kept-mail:" + id, one.brand() == 0 ? null : one.brand(), Map.of());
        }
        desk.redirect(address(), did);
        return true;
    }

    private String address() {
        return "returns" + desk.getBrand().map(brand -> "?brand=" + brand.code()).orElse("");
    }

    public List<Letter> getLetters() {
        return letters;
    }

    public List<Line> getLines() {
        return lines;
    }

    /** Where the list goes on, 0: nowhere. */
    public long getOlder() {
        return older;
    }

    /** Whether any door is open that mail could come back through. */
    public boolean isOpen() {
        return settings.doors().inbound().open();
    }

    /** After how many days a letter is forgotten. */
    public long getDays() {
        return settings.doors().inbound().kept().toDays();
    }
}
