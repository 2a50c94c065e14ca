package org.preferencecenter.office.boundary;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.FoundWaves;
import org.preferencecenter.consent.control.Waves;
import org.preferencecenter.consent.entity.FoundWave;
import org.preferencecenter.consent.entity.Timing;
import org.preferencecenter.consent.entity.WaveLook;
import org.preferencecenter.office.control.Bursts;

/** One wave of stops: what speaks for machines and what for people, and the verdict. */
@Named
@RequestScoped
public class BurstPage {

    private static final String PAGE = "burst?id=";
    private static final int HALF = 50;

    @Inject
    private Desk desk;
    @Inject
    private FoundWaves waves;
    @Inject
    private Waves ledger;
    @Inject
    private Bursts bursts;
    @Inject
    private Catalog catalog;
    @Inject
    private HttpServletRequest request;
    private FoundWave found;
    private WaveLook look;
    private Map<String, Integer> ways;
    private String reason = "";
    private String flaw = "";

    /** A part of the wave, 0 to 100 per cent of it. */
    public record Part(String name, String number, int share) {
    }

    /** @throws org.preferencecenter.office.entity.Forbidden if it touches a brand that is not theirs to review */
    @PostConstruct
    void read() {
        String id = String.valueOf(request.getParameter("id"));
        found = (id.matches("[1-9][0-9]{0,8}") ? waves.find(Integer.parseInt(id)) : Optional.<FoundWave>empty()).orElse(null);
        if (found == null) {
            return;
        }
        if (found.brands().contains(0)) {
            desk.requireEverywhere(Right.REVIEW_BURSTS);
        }
        found.brands().stream().filter(brand -> brand > 0).forEach(brand -> desk.require(Right.REVIEW_BURSTS, brand));
        look = ledger.look(found.wave());
        ways = ledger.ways(found.wave());
    }

    /** False for an address that names no burst. */
    public boolean isThere() {
        return found != null;
    }

    public FoundWave getFound() {
        return found;
    }

    public String getTitle() {
        return found == null ? desk.say("burst.gone") : desk.say("burst.title", desk.number(found.wave().stops()), found.wave().domain());
    }

    public String getWhen() {
        long minutes = Math.max(1, Duration.between(found.wave().from(), found.wave().to()).toMinutes());
        return desk.say("burst.when", desk.time(found.wave().from()), minutes);
    }

    public String getUsual() {
        return desk.number(Math.round(found.wave().usual()));
    }

    public String getBrands() {
        return found.brands().stream().map(id -> catalog.now().brand(id).map(Brand::name)
                .orElseGet(() -> desk.say("choices.everything"))).collect(Collectors.joining(", "));
    }

    /** How soon after the message, each class that occurs. */
    public List<Part> getTiming() {
        return Arrays.stream(Timing.values()).filter(look.timing()::containsKey)
                .map(timing -> part(desk.say("num.timing." + timing), look.timing().get(timing))).toList();
    }

    public List<Part> getWays() {
        return ways.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(way -> part(desk.getWords().sayOr("person.via." + way.getKey(), "num.via.other"), way.getValue())).toList();
    }

    private Part part(String name, int number) {
        return new Part(name, desk.number(number), (int) Math.round(100.0 * number / Math.max(1, found.wave().stops())));
    }

    public String getNetworks() {
        return look.networks() == 0 ? desk.say("burst.networks.none")
                : desk.say("burst.networks", look.networks(), desk.number(look.largest()), desk.number(look.unknown()));
    }

    /** What speaks for machines, and what for people: sentences, so that nobody has to know what the figures mean. */
    public List<String> getSigns() {
        List<String> signs = new ArrayList<>();
        int stops = Math.max(1, found.wave().stops());
        int quick = (int) Math.round(100 * found.wave().quickShare());
        signs.add(desk.say(quick >= HALF ? "num.sign.quick" : "num.sign.slow", quick));
        if (look.networks() > 0) {
            int largest = 100 * look.largest() / stops;
            signs.add(desk.say(largest >= HALF ? "num.sign.network" : "num.sign.networks", largest, look.networks()));
        }
        int page = 100 * ways.getOrDefault("page", 0) / stops;
        signs.add(desk.say(page >= HALF ? "num.sign.page" : "num.sign.oneclick", 100 - page));
        return signs;
    }

    public boolean isOpen() {
        return found.verdict() == FoundWave.Verdict.NEW;
    }

    public boolean isRestoring() {
        return found.verdict() == FoundWave.Verdict.ROBOTS && found.doneAt() == null;
    }

    /** What was decided, and how far it has come. */
    public String getJudged() {
        return switch (found.verdict()) {
            case NEW -> "";
            case PEOPLE -> desk.say("burst.people", desk.time(found.reviewedAt()));
            case ROBOTS -> desk.say(found.doneAt() == null ? "burst.restoring" : "burst.restored", desk.number(found.restored()),
                    desk.number(found.leftAlone()), desk.time(found.reviewedAt()));
        };
    }

    /** The entries behind it, for who may see people. */
    public String getList() {
        LocalDate day = LocalDate.ofInstant(found.wave().from(), ZoneOffset.UTC);
        return !desk.may("SEE_PERSON") ? null : "/office/choices?what=STOPPED&day=" + day + "&domain="
                + desk.encode(found.wave().domain());
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason == null ? "" : reason.strip();
    }

    public String getFlaw() {
        return flaw;
    }

    /** They were robots: what they stopped is put back. */
    public void restore() {
        judge(FoundWave.Verdict.ROBOTS, "burst.restored");
    }

    /** They were people: every stop stays. */
    public void keep() {
        judge(FoundWave.Verdict.PEOPLE, "burst.kept");
    }

    private void judge(FoundWave.Verdict verdict, String said) {
        if (found == null) {
            return;
        }
        if (reason.isEmpty() || reason.length() > FoundWave.LONGEST_REASON) {
            flaw = desk.say(reason.isEmpty() ? "burst.why.missing" : "burst.why.long", FoundWave.LONGEST_REASON);
            return;
        }
        boolean judged = bursts.judge(desk.officer(), found, verdict, reason);
        desk.redirect(PAGE + found.id() + desk.getBrand().map(b -> "&brand=" + b.code()).orElse(""),
                judged ? said : "burst.before");
    }
}
