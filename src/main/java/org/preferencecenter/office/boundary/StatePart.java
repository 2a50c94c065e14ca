package org.preferencecenter.office.boundary;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.control.StaffNames;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.entity.Entry;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.office.entity.PersonWords;
import org.preferencecenter.proof.control.PastStates;

/** What the choice of the person shown was for one purpose at an instant, channel by channel, and which entry says so. */
@Named
@RequestScoped
public class StatePart {

    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    @Inject
    private HttpServletRequest request;
    @Inject
    private Desk desk;
    @Inject
    private PersonPage person;
    @Inject
    private PastStates states;
    @Inject
    private Catalog catalog;
    @Inject
    private StaffNames staff;

    /** A purpose to choose. */
    public record Option(String value, String label) {
    }

    /**
     * The answer by one channel, in words.
     *
     * @param topic its title; empty: the purpose as a whole
     * @param mark  of the state, for its look
     * @param since when it was given; empty: nobody had answered
     * @param entry the entry that gave it, its place in the log and its hash; or empty
     */
    public record Line(String topic, String channel, String state, String mark, String about, String since, String entry, String hash, String how) {
    }

    /** The purposes of this officer's brands. */
    public List<Option> getPurposes() {
        return catalog.now().purposes().stream().filter(p -> desk.brandIds().contains(p.brand().id()) && p.published())
                .map(p -> new Option(String.valueOf(p.id()), p.brand().name() + " · " + p.in(desk.getLanguage()).title())).toList();
    }

    /** The purpose asked about, as in the address; empty: none yet. */
    public String getPurpose() {
        return purpose().map(p -> String.valueOf(p.id())).orElse("");
    }

    private Optional<Purpose> purpose() {
        String of = request.getParameter("purpose");
        return of == null || !of.matches("[0-9]{1,9}") ? Optional.empty() : catalog.now().purpose(Integer.parseInt(of))
                .filter(p -> desk.brandIds().contains(p.brand().id()));
    }

    /** The time as typed; else now. */
    public String getThen() {
        String then = request.getParameter("then");
        return wall(then).map(WALL::format).orElseGet(() -> WALL.format(desk.now().atZone(getZoned())));
    }

    private static Optional<LocalDateTime> wall(String text) {
        try {
            return text == null || text.isEmpty() ? Optional.empty() : Optional.of(LocalDateTime.parse(text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Whose clock the time is read from: the office's, the person's, or UTC. */
    public List<String> getZones() {
        Set<String> zones = new LinkedHashSet<>(List.of(desk.zone().getId()));
        String theirs = person.getOverview().recipient().timeZone();
        if (theirs != null) {
            zones.add(theirs);
        }
        zones.add("UTC");
        return List.copyOf(zones);
    }

    public String getZone() {
        return getZoned().getId();
    }

    private ZoneId getZoned() {
        String zone = request.getParameter("zone");
        return zone != null && getZones().contains(zone) ? zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone) : desk.zone();
    }

    /** To the end of the minute typed: what happened within it is told. */
    private Instant instant() {
        return wall(request.getParameter("then")).map(then -> then.atZone(getZoned()).toInstant().plusSeconds(60).minusNanos(1000))
                .orElseGet(() -> desk.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** The instant in words. */
    public String getAsOf() {
        return desk.time(instant()) + " (" + instant().truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    /** Channel by channel: the purpose as a whole, then its topics as far as they were answered; empty: nothing was asked. */
    public List<Line> getLines() throws SQLException {
        List<Line> lines = new ArrayList<>();
        if (purpose().isEmpty()) {
            return lines;
        }
        Purpose purpose = purpose().get();
        List<PastStates.Asked> asked = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Channel channel : purpose.channels().stream().sorted().toList()) {
            asked.add(new PastStates.Asked(purpose.scopes(), channel));
            names.add("");
            for (Topic topic : purpose.topics()) {
                asked.add(new PastStates.Asked(topic.scopes(), channel));
                names.add(topic.in(desk.getLanguage()).title());
            }
        }
        List<PastStates.Found> found = states.at(person.getChain(), asked, instant());
        for (int i = 0; i < asked.size(); i++) {
            boolean own = found.get(i).state().standing().because().filter(c -> c.cell().scope().kind() == Scope.Kind.TOPIC).isPresent();
            if (names.get(i).isEmpty() || own) {
                lines.add(line(names.get(i), asked.get(i).channel(), found.get(i)));
            }
        }
        return lines;
    }

    private Line line(String topic, Channel channel, PastStates.Found found) throws SQLException {
        Set<Integer> agent = found.state().origin().map(o -> Set.of(o.origin().agent())).orElse(Set.of());
        PersonWords words = new PersonWords(desk.getWords(), catalog.now(), staff.of(agent), desk.zone());
        Optional<Choice> choice = found.state().standing().because();
        Optional<Entry> entry = found.state().answer();
        return new Line(topic, words.channel(channel), words.state(found.state().standing().state()),
                PersonWords.mark(found.state().standing().state()), choice.map(c -> words.scope(c.cell().scope())).orElse(""),
                choice.map(c -> desk.time(c.since())).orElse(""),
                entry.map(e -> found.leaf().isPresent() ? desk.say("person.state.sealed", e.seq(), desk.number(found.leaf().getAsLong()))
                        : desk.say("person.state.open", e.seq())).orElse(""), found.hash(),
                found.state().origin().map(o -> words.who(o.origin()) + " · " + words.how(o.origin())).orElse(""));
    }
}
