package org.preferencecenter.office.boundary;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.consent.control.FoundWaves;
import org.preferencecenter.consent.entity.FoundWave;

/** Waves of stops, the newest first (W-09). */
@Named
@RequestScoped
public class BurstsPage {

    private static final int PAGE = 25;

    @Inject
    private Desk desk;
    @Inject
    private FoundWaves waves;
    @Inject
    private HttpServletRequest request;
    private List<FoundWave> page;

    /** @param tone a class of the stylesheet for its verdict */
    public record Line(int id, String when, String domain, String stops, String usual, int quick, String verdict, String tone) {
    }

    @PostConstruct
    void read() {
        page = waves.list(after(), PAGE);
    }

    private FoundWave.Key after() {
        String[] given = String.valueOf(request.getParameter("after")).split(":");
        return given.length == 2 && given[0].matches("[0-9]{1,17}") && given[1].matches("[0-9]{1,9}")
                ? new FoundWave.Key(Instant.EPOCH.plus(Long.parseLong(given[0]), ChronoUnit.MICROS),
                        Integer.parseInt(given[1])) : null;
    }

    /** Those that touch a brand which is theirs, and the chosen one. */
    public List<Line> getLines() {
        List<Integer> brands = desk.brandIds();
        return page.stream().filter(wave -> wave.brands().stream().anyMatch(brand -> brand == 0
                || brands.contains(brand) && desk.officer().may(Right.REVIEW_BURSTS, brand))).map(this::line).toList();
    }

    private Line line(FoundWave wave) {
        return new Line(wave.id(), desk.time(wave.wave().from()), wave.wave().domain(), desk.number(wave.wave().stops()),
                desk.number(Math.round(wave.wave().usual())), (int) Math.round(100 * wave.wave().quickShare()),
                desk.say("num.verdict." + wave.verdict()), switch (wave.verdict()) {
                    case NEW -> "warn";
                    case PEOPLE -> "";
                    case ROBOTS -> "ok";
                });
    }

    /** The address of the page that goes on; null: this is the last. */
    public String getNext() {
        if (page.size() < PAGE) {
            return null;
        }
        FoundWave.Key key = page.get(PAGE - 1).key();
        return desk.href("bursts") + (desk.getBrand().isPresent() ? "&" : "?") + "after="
                + ChronoUnit.MICROS.between(Instant.EPOCH, key.from()) + ":" + key.id();
    }
}
