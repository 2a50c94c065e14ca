package org.preferencecenter.demo.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.demo.entity.Person.Answer;
import org.preferencecenter.demo.entity.Person.Said;
import org.preferencecenter.demo.entity.Person;
import org.preferencecenter.link.entity.Scope;

/** The demo's 200 people and what they chose, recorded as a form or a ticket desk would: the ledger tells it. */
@Singleton
public class RecipientSeed {

    private final Recipients recipients;
    private final Consents consents;
    private final Clock clock;

    @Inject
    public RecipientSeed(Recipients recipients, Consents consents, Clock clock) {
        this.recipients = recipients;
        this.consents = consents;
        this.clock = clock;
    }

    /** Everybody in {@code demo/people.csv}, in its order. */
    public static List<Person> people() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                RecipientSeed.class.getResourceAsStream("/demo/people.csv"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).map(Person::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's people cannot be read", e);
        }
    }

    /**
     * Adds whoever is not there yet. Takes up where a killed start left off; a complete audience costs one look-up, and
     * whoever has chosen anything since is left alone.
     */
    public void sow(Catalogue catalogue) {
        List<Person> people = people();
        if (stored(people.get(people.size() - 1)).isPresent()) {
            return;
        }
        sow(catalogue, people);
    }

    /** Adds these, whoever is not there yet; each answered on a day of their own, some months ago. */
    public void sow(Catalogue catalogue, List<Person> people) {
        Scopes scopes = new Scopes(catalogue);
        Past past = new Past(clock.instant().truncatedTo(ChronoUnit.DAYS));
        try (Consents then = consents.on(past)) {
            for (int i = 0; i < people.size(); i++) {
                Person person = people.get(i);
                long recipient = stored(person).orElseGet(() -> recipients.add(person.recipient())).id();
                if (!person.answers().isEmpty() && consents.choices(recipient).byCell().isEmpty()) {
                    record(recipient, person, scopes, then, past, i);
                }
            }
        }
    }

    /** Before the ninety days that the office draws, and within the year that a consent to calls holds (FR-07). */
    private static Instant came(Instant start, int number) {
        return Past.onWeekday(start.minus(Duration.ofDays(95L + number * 37L % 225))).plus(Duration.ofMinutes(480 + number * 7L % 600));
    }

    /** A while later: some of it within those days, but not lately. */
    private static Instant stopped(Instant came, int number) {
        return Past.onWeekday(came.plus(Duration.ofDays(6L + number * 29L % 85)));
    }

    /** By any of its addresses: who was added by an earlier release may have another e-mail address in this one. */
    private Optional<Recipient> stored(Person person) {
        return person.recipient().addresses().stream()
                .flatMap(address -> recipients.byAddress(address.channel(), address.value()).stream()).findFirst();
    }

    /** One consent per purpose, recorded apart (S-16), each with the words that were read (S-11). */
    private static void record(long recipient, Person person, Scopes scopes, Consents then, Past past, int number) {
        Instant came = came(past.start(), number);
        past.set(came);
        Map<Purpose, List<Answer>> byPurpose = new LinkedHashMap<>();
        person.answers().forEach(answer ->
                byPurpose.computeIfAbsent(scopes.purpose(answer), purpose -> new ArrayList<>()).add(answer));
        byPurpose.forEach((purpose, answers) -> {
            List<Wish> given = answers.stream().map(answer -> scopes.wish(answer, answer.said() != Said.NO)).toList();
            then.grant(recipient, given, scopes.origin(person, purpose, answers));
        });
        List<Wish> stops = person.answers().stream().filter(answer -> answer.said() == Said.YES_THEN_STOPPED)
                .map(answer -> scopes.wish(answer, false)).toList();
        if (!stops.isEmpty()) {
            past.set(stopped(came, number));
            then.choose(recipient, stops, new Origin(Origin.Actor.AGENT, "desk", CaptureMode.ACTIVE_OPT_OUT, 0, 0,
                    person.recipient().locale()));
        }
    }

    /** What the codes in the file stand for. */
    private static final class Scopes {

        private final Catalogue catalogue;
        private final Map<String, Purpose> purposes = new LinkedHashMap<>();
        private final Map<String, Scope> scopes = new LinkedHashMap<>();

        Scopes(Catalogue catalogue) {
            this.catalogue = catalogue;
            Brand brand = catalogue.brand(CatalogueSeed.BRAND).orElseThrow();
            for (Purpose purpose : catalogue.purposesOf(brand)) {
                purposes.put(purpose.code(), purpose);
                scopes.put(purpose.code(), Scope.purpose(purpose.id()));
                for (Topic topic : purpose.topics()) {
                    purposes.put(topic.code(), purpose);
                    scopes.put(topic.code(), Scope.topic(topic.id()));
                }
            }
        }

        Purpose purpose(Answer answer) {
            return Optional.ofNullable(purposes.get(answer.code())).orElseThrow(
                    () -> new IllegalStateException("the demo has no topic or purpose " + answer.code()));
        }

        Wish wish(Answer answer, boolean wanted) {
            return new Wish(new Cell(scopes.get(answer.code()), answer.channel()), wanted,
                    wanted ? answer.frequency() : null, null);
        }

        Origin origin(Person person, Purpose purpose, List<Answer> answers) {
            CollectionPoint point = catalogue.collectionPoint(person.collectionPoint()).orElseThrow();
            boolean desk = point.kind() == CollectionPoint.Kind.DESK;
            String locale = person.recipient().locale();
            // An empty box was ticked, for a yes as for a no: nothing was assumed from silence (S-08).
            boolean refused = answers.stream().allMatch(answer -> answer.said() == Said.NO);
            return new Origin(desk ? Origin.Actor.AGENT : Origin.Actor.RECIPIENT, desk ? "desk" : "form",
                    refused ? CaptureMode.ACTIVE_OPT_OUT : CaptureMode.ACTIVE_OPT_IN, point.id(),
                    catalogue.notice(purpose, locale).map(Notice::id).orElseThrow(), locale);
        }
    }
}
