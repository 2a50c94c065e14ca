package org.preferencecenter.decision.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.ContactCounts;
import org.preferencecenter.consent.control.ContactCounts.Approached;
import org.preferencecenter.consent.control.ContactCounts.Capped;
import org.preferencecenter.consent.control.Dossiers;
import org.preferencecenter.consent.control.Dossiers.Whom;
import org.preferencecenter.consent.control.Glances;
import org.preferencecenter.consent.control.Glances.Glance;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.control.UnderLock;
import org.preferencecenter.consent.entity.Attempt;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Dossier;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.decision.entity.Facts;
import org.preferencecenter.decision.entity.LastSign;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.entity.Listing;

/**
 * Gathers what is known about the people whom questions are about: many at once, in a fixed number of statements however
 * many they are, so that one question and a million are answered from the same reading.
 */
@Singleton
public class FactReader {

    private final Dossiers dossiers;
    private final Glances glances;
    private final ContactCounts contacts;
    private final Suppressions suppressions;
    private final OppositionLists oppositionLists;
    private final Catalog catalog;

    @Inject
    public FactReader(DataSource database, Suppressions suppressions, OppositionLists oppositionLists, Catalog catalog) {
        this.dossiers = new Dossiers(database);
        this.glances = new Glances(database, suppressions);
        this.contacts = new ContactCounts(database);
        this.suppressions = suppressions;
        this.oppositionLists = oppositionLists;
        this.catalog = catalog;
    }

    /** One question's, as they come together. What only some questions need is filled in for those, with one statement. */
    private static final class Draft {
        private final Question question;
        private final Optional<Dossier> dossier;
        private final String address;
        private final Standing standing;
        private Instant nextFree;
        private List<Attempt> attempts = List.of();
        private Map<String, Listing> lists = Map.of();

        Draft(Question question, Optional<Dossier> dossier) {
            Stream stream = question.stream();
            this.question = question;
            this.dossier = dossier;
            this.address = question.address() != null ? question.address()
                    : dossier.flatMap(found -> found.recipient().address(stream.channel())).orElse(null);
            this.standing = dossier.map(found -> found.choices().on(stream.scopes(), stream.channel())).orElse(null);
        }

        boolean capped() {
            return standing != null && standing.frequency().kind() != Frequency.Kind.EVERY_MESSAGE
                    && !question.stream().service();
        }

        boolean telephone() {
            return TelephoneNumber.serves(question.stream().channel());
        }

        long recipient() {
            return dossier.orElseThrow().recipient().id();
        }
    }

    /**
     * The facts of each question, in their order. The recipient in them has no other address than the one asked about;
     * where the question names the recipient, its first on the channel.
     *
     * @throws org.preferencecenter.consent.control.DatabaseAway if the database is away; nothing is known then
     */
    public List<Facts> read(List<Question> questions) {
        if (questions.size() == 1 && questions.get(0).address() != null) {
            Question question = questions.get(0);
            Glance glance = glances.at(question.stream().channel(), question.address(), question.stream().brand().id());
            return read(List.of(new Draft(question, glance.dossier())), List.of(glance.suppressed()));
        }
        List<Optional<Dossier>> found = dossiers.of(questions.stream()
                .map(q -> new Whom(q.stream().channel(), q.address(), q.recipient())).toList());
        List<Draft> drafts = new ArrayList<>(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            drafts.add(new Draft(questions.get(i), found.get(i)));
        }
        return read(drafts, suppressions.causes(drafts.stream().map(d -> new Suppressions.Asked(
                d.question.stream().channel(), d.address, d.question.stream().brand().id())).toList()));
    }

    private List<Facts> read(List<Draft> drafts, List<Map<SuppressionReason, Cause>> suppressed) {
        Catalogue catalogue = catalog.now();
        caps(drafts.stream().filter(Draft::capped).toList());
        attempts(drafts.stream().filter(d -> d.telephone() && d.standing != null).toList(), catalogue);
        lists(drafts.stream().filter(d -> d.telephone() && d.address != null).toList());
        List<Facts> facts = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            facts.add(facts(drafts.get(i), suppressed.get(i), catalogue));
        }
        return facts;
    }

    private void caps(List<Draft> capped) {
        List<Instant> free = contacts.nextFree(capped.stream().map(d -> new Capped(d.recipient(), d.question.stream(),
                d.standing.frequency(), d.question.at())).toList());
        for (int i = 0; i < capped.size(); i++) {
            capped.get(i).nextFree = free.get(i);
        }
    }

    private void attempts(List<Draft> called, Catalogue catalogue) {
        List<List<Attempt>> made = contacts.attempts(called.stream().map(d -> new Approached(d.recipient(),
                d.question.stream().channel(), d.question.at())).toList());
        for (int i = 0; i < called.size(); i++) {
            called.get(i).attempts = own(made.get(i), called.get(i).question.stream(), catalogue);
        }
    }

    /** By the brand that asks; what the catalogue does not know whose it was counts as its own. */
    private static List<Attempt> own(List<Attempt> made, Stream asks, Catalogue catalogue) {
        int brand = asks.brand().id();
        return made.stream().filter(attempt -> catalogue.stream(attempt.stream())
                .map(stream -> stream.brand().id() == brand).orElse(true)).toList();
    }

    private static List<Instant> times(List<Attempt> attempts) {
        return attempts.stream().map(Attempt::at).toList();
    }

    private static Instant refusedAt(List<Attempt> attempts) {
        return attempts.stream().filter(Attempt::refused).map(Attempt::at).findFirst().orElse(null);
    }

    /** The facts read before, with what is true under the recipient's lock of all that others may have changed since. */
    Facts renewed(Facts before, Question question, UnderLock held) {
        Stream stream = question.stream();
        Standing standing = held.choices().on(stream.scopes(), stream.channel());
        List<Attempt> attempts = TelephoneNumber.serves(stream.channel()) ? own(held.attempts(), stream, catalog.now()) : List.of();
        return before.renewed(standing, held.nextFree(standing.frequency()), times(attempts), refusedAt(attempts));
    }

    private void lists(List<Draft> numbers) {
        if (!numbers.isEmpty()) {
            List<Map<String, Listing>> listings = oppositionLists.listings(numbers.stream().map(d -> d.address).toList());
            for (int i = 0; i < numbers.size(); i++) {
                numbers.get(i).lists = listings.get(i);
            }
        }
    }

    private static Facts facts(Draft draft, Map<SuppressionReason, Cause> suppressed, Catalogue catalogue) {
        if (draft.dossier.isEmpty()) {
            return new Facts(Optional.empty(), suppressed, null, null, null, null, List.of(), null, draft.lists, false);
        }
        Dossier dossier = draft.dossier.get();
        Stream stream = draft.question.stream();
        return new Facts(Optional.of(dossier.recipient()), suppressed, draft.standing,
                catalogue.consentsFrom(stream.purpose()).orElse(null), draft.nextFree, LastSign.of(dossier, draft.question.at()),
                times(draft.attempts), refusedAt(draft.attempts), draft.lists, pixelConsent(dossier, stream, catalogue), dossier.seq());
    }

    /**
     * Whether nothing but the recipient's choices can have changed since that another sender or the recipient changes: no cap
     * is chosen, and no attempts are counted.
     */
    static boolean restOnChoices(Facts facts, Stream stream) {
        return facts.seq() != Facts.UNKNOWN && facts.standing().frequency().kind() == Frequency.Kind.EVERY_MESSAGE
                && !TelephoneNumber.serves(stream.channel());
    }

    /** To the words that the brand's tracking purpose is asked for in now (S-11). */
    private static boolean pixelConsent(Dossier dossier, Stream stream, Catalogue catalogue) {
        Brand brand = stream.brand();
        return catalogue.tracking(brand).map(purpose -> {
            Standing standing = dossier.choices().on(purpose.scopes(), stream.channel());
            Instant from = catalogue.consentsFrom(purpose).orElse(null);
            return standing.state() == State.GRANTED
                    && (from == null || !standing.because().orElseThrow().since().isBefore(from));
        }).orElse(false);
    }
}
