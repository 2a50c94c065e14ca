package org.preferencecenter.consent.control;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.SignUpForm;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.AlreadyReceiving;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.consent.entity.Reopening;
import org.preferencecenter.consent.entity.SignUp;
import org.preferencecenter.consent.entity.SignUp.Answer;
import org.preferencecenter.consent.entity.SignUp.Said;
import org.preferencecenter.consent.entity.SignUpWaits;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.consent.entity.Suppressed;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Fact;

/**
 * Sign-ups: stored with one insert, the same whether somebody is known or not, and carried out afterwards. Carrying out twice
 * does no more than once, so a crash in between loses nothing and doubles nothing. Every method throws {@link DatabaseAway}
 * if the database is.
 */
@Singleton
public class SignUps {

    /** How long it is kept who a sign-up was about, for "send it again": as long as a confirmation can live. */
    public static final Duration KEPT = Duration.ofDays(3);
    /** How often somebody is told within that time that they already receive what was signed up for. */
    private static final int TOLD = 2;
    /** How seldom a suppressed mailbox is sent a link that would open it again, whoever types its address. */
    public static final Duration REOPENED = Duration.ofDays(7);
    private static final System.Logger LOG = System.getLogger(SignUps.class.getName());

    private final DataSource database;
    private final Clock clock;
    private final Recipients recipients;
    private final Consents consents;
    private final Suppressions suppressions;
    private final Catalog catalog;
    private final RuleBooks ruleBooks;
    private final Consumer<SignUpWaits> waits;
    private final Consumer<AlreadyReceiving> already;

    @Inject
    public SignUps(DataSource database, Clock clock, Recipients recipients, Consents consents, Suppressions suppressions,
            Catalog catalog, RuleBooks ruleBooks, Event<SignUpWaits> waits, Event<AlreadyReceiving> already) {
        this(database, clock, recipients, consents, suppressions, catalog, ruleBooks, waits::fire,
                (Consumer<AlreadyReceiving>) already::fire);
    }

    /** Without a container. */
    public SignUps(DataSource database, Clock clock, Recipients recipients, Consents consents, Suppressions suppressions,
            Catalog catalog, RuleBooks ruleBooks, Consumer<SignUpWaits> waits, Consumer<AlreadyReceiving> already) {
        this.database = database;
        this.clock = clock;
        this.recipients = recipients;
        this.consents = consents;
        this.suppressions = suppressions;
        this.catalog = catalog;
        this.ruleBooks = ruleBooks;
        this.waits = waits;
        this.already = already;
    }

    /** Stores it; durable once this returns. */
    public void receive(SignUp signUp) {
        Transaction.in(database, connection -> {
            SignUpRows.insert(connection, signUp);
            return null;
        });
        waits.accept(new SignUpWaits(null));
    }

    /** Asks for the confirmation of a sign-up once more; says nothing of whether there is one. */
    public void again(UUID id) {
        waits.accept(new SignUpWaits(id));
    }

    /** Sends a confirmation again that still waits, as often as that is done at all. */
    public void sendAgain(UUID id) {
        OptionalLong recipient = Transaction.reading(database, connection -> SignUpRows.recipient(connection, id));
        recipient.ifPresent(consents::resend);
    }

    /** Carries out one that is due. @return false if none is */
    public boolean next() {
        return Transaction.in(database, connection -> {
            Optional<SignUp> due = SignUpRows.next(connection, clock.instant());
            if (due.isPresent()) {
                carryOut(connection, due.get());
            }
            return due.isPresent();
        });
    }

    private void carryOut(Connection connection, SignUp signUp) throws SQLException {
        try {
            SignUpRows.done(connection, signUp.id(), record(connection, signUp));
        } catch (DatabaseAway away) {
            throw away;
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "sign-up {0} cannot be carried out now: {1}", signUp.id(), broken.getClass().getName());
            SignUpRows.later(connection, signUp.id(), clock.instant());
        }
    }

    /** Forgets whom sign-ups were about that were carried out long enough ago, and numbers nobody proved. @return how many */
    public int forget() {
        return Transaction.in(database, connection -> {
            ClaimRows.forget(connection, clock.instant());
            return SignUpRows.forget(connection, clock.instant(), KEPT);
        });
    }

    /** @return the recipient, 0 if there is none: a suppressed address makes nobody of somebody */
    private long record(Connection connection, SignUp signUp) throws SQLException {
        CollectionPoint point = catalog.now().collectionPoints().stream().filter(p -> p.id() == signUp.collectionPoint())
                .findFirst().orElseThrow(() -> new IllegalStateException("the catalogue does not know the form yet"));
        Optional<Recipient> known = recipients.byAddress(Channel.EMAIL, signUp.email());
        List<Suppressed> standing = suppressions.of(Channel.EMAIL, signUp.email()).stream()
                .filter(one -> one.reaches(Channel.EMAIL, point.brand().id())).toList();
        boolean suppressed = !standing.isEmpty();
        boolean opens = suppressed && Suppressed.openedBySignUp(standing, point.brand().id())
                && signUp.answers().stream().anyMatch(a -> a.said() == Said.YES);
        if (suppressed && !opens && known.isEmpty()) {
            return 0;
        }
        long recipient = known.orElseGet(() -> recipients.add(stranger(signUp, point))).id();
        List<Wish> rest = signUp.answers().stream().filter(a -> a.said() == Said.NO || a.said() == Said.SILENT && !suppressed)
                .map(SignUps::wish).toList();
        if (!rest.isEmpty()) {
            // A refusal acts at once: the harmless direction. Silence beside a box to refuse is noted as just that (S-34).
            consents.grant(recipient, rest, origin(signUp, CaptureMode.ACTIVE_OPT_OUT));
        }
        List<Wish> yes = signUp.answers().stream().filter(a -> a.said() == Said.YES).map(SignUps::wish).toList();
        if (opens) {
            reopen(connection, recipient, yes, signUp, point);
        } else if (!yes.isEmpty() && !suppressed) {
            confirm(connection, recipient, yes, signUp, point);
        }
        if (!suppressed) {
            // Last: it takes the recipient's lock, which the choices above take on connections of their own.
            for (Map.Entry<String, Set<Channel>> number : signUp.numbers().entrySet()) {
                ClaimRows.note(connection, recipient, point.brand().id(), number.getValue(), number.getKey(), clock.instant());
            }
        }
        return recipient;
    }

    /** A yes waits for a link in a mailbox to be followed; what waits already, or is already so, is told there too. */
    private void confirm(Connection connection, long recipient, List<Wish> yes, SignUp signUp, CollectionPoint point)
            throws SQLException {
        Outcome outcome = consents.choose(recipient, yes, origin(signUp, CaptureMode.ACTIVE_OPT_IN));
        if (outcome.confirmation().isPresent()) {
            return;
        }
        Choices now = consents.choices(recipient);
        if (yes.stream().anyMatch(wish -> now.at(wish.cell()).filter(c -> c.state() == State.PENDING).isPresent())) {
            consents.resend(recipient);
        } else if (SignUpRows.of(connection, recipient) < TOLD) {
            already.accept(new AlreadyReceiving(recipient, point.brand().id(), signUp.locale()));
        }
    }

    /**
     * Whoever complained, or whose mailbox was dead, signs up anew: one link, to that very mailbox, seldom; what suppresses it
     * stands until somebody who reads it follows that link.
     */
    private void reopen(Connection connection, long recipient, List<Wish> yes, SignUp signUp, CollectionPoint point)
            throws SQLException {
        int brand = point.brand().id();
        if (!Confirmations.reopened(connection, recipient, brand, clock.instant().minus(REOPENED))) {
            consents.choose(recipient, yes, origin(signUp, CaptureMode.ACTIVE_OPT_IN), new Reopening(
                    suppressions.hash(Channel.EMAIL, signUp.email()), AddressForm.normal(Channel.EMAIL, signUp.email()), brand));
        }
    }

    private static Wish wish(Answer answer) {
        return new Wish(answer.cell(), answer.said() != Said.NO, null, null, answer.notice());
    }

    private static Origin origin(SignUp signUp, CaptureMode capture) {
        return new Origin(Origin.Actor.RECIPIENT, "form", capture, signUp.collectionPoint(), 0, signUp.locale());
    }

    /**
     * Somebody of whom nothing was known. What is known of others already is not changed by whoever types their address.
     */
    private Recipient stranger(SignUp signUp, CollectionPoint point) {
        Optional<SignUpForm> form = point.form();
        boolean desk = ruleBooks.inForce().words().role(signUp.email());
        Audience audience = desk ? Audience.ORGANISATION : form.map(SignUpForm::audience).orElse(Audience.CONSUMER);
        List<Address> addresses = new ArrayList<>();
        for (Address address : signUp.declared()) {
            boolean taken = recipients.byAddress(address.channel(), address.value()).isPresent() || addresses.stream().anyMatch(
                    a -> a.channel() == address.channel() && AddressForm.normal(a.channel(), a.value())
                            .equals(AddressForm.normal(address.channel(), address.value())));
            if (!taken) {
                addresses.add(address);
            }
        }
        return new Recipient(0, audience, "form " + point.code(), form.map(SignUpForm::country).orElse(null), signUp.locale(),
                null, facts(signUp, point), addresses);
    }

    /** Facts with the day and the form that prove them. */
    private static Map<String, String> facts(SignUp signUp, CollectionPoint point) {
        String source = LocalDate.ofInstant(signUp.at(), ZoneOffset.UTC) + ", " + point.code();
        Map<String, String> facts = new TreeMap<>();
        facts.put(Fact.INFORMED.key(), source);
        if (signUp.age() > 0) {
            facts.put(Fact.AGE_CONFIRMED.key(), signUp.age() + " or older, " + source);
        }
        if (signUp.answers().stream().anyMatch(a -> a.said() == Said.SILENT)) {
            facts.put(Fact.REFUSAL_OFFERED.key(), source);
        }
        return facts;
    }
}
