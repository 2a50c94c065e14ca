package org.preferencecenter.rights.control;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.rights.entity.AnswerTime;
import org.preferencecenter.rights.entity.Copy;
import org.preferencecenter.rights.entity.Identity;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsLetter;
import org.preferencecenter.rights.entity.RightsLetter.Type;
import org.preferencecenter.rights.entity.RightsRequest;
import org.preferencecenter.rights.entity.RightsRequest.State;
import org.preferencecenter.rights.entity.Way;

/**
 * What a person does themselves behind a link that proves their mailbox. A copy and an objection are answered at once; a
 * correction and an erasure wait for somebody, and an erasure stops everything meanwhile. Each is a request like those that come
 * by other ways. Every method throws {@code DatabaseAway} if the database is.
 */
@Singleton
public class SelfService {

    /** The clock on our wall: on which day something came in. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    /** A copy looked at twice in one sitting was asked for once. */
    private static final Duration ONCE = Duration.ofMinutes(30);
    private static final int RECENT = 50;

    private final Copies copies;
    private final RightsDesk desk;
    private final RightsRequests requests;
    private final Recipients recipients;
    private final Consents consents;
    private final Catalog catalog;
    private final RuleBooks ruleBooks;
    private final Clock clock;

    @Inject
    public SelfService(Copies copies, RightsDesk desk, RightsRequests requests, Recipients recipients, Consents consents,
            Catalog catalog, RuleBooks ruleBooks, Clock clock) {
        this.copies = copies;
        this.desk = desk;
        this.requests = requests;
        this.recipients = recipients;
        this.consents = consents;
        this.catalog = catalog;
        this.ruleBooks = ruleBooks;
        this.clock = clock;
    }

    /** Everything held of them; answers whatever copy they had asked for by another way, too. @param brand id */
    public Copy copy(long recipient, int brand, String language) {
        boolean answered = false;
        for (RightsRequest request : requests.of(recipient, RECENT)) {
            boolean access = request.kind() == RightKind.ACCESS;
            if (access && request.open()) {
                answered |= desk.close(request, State.DONE, 0, null);
            }
            answered |= access && !request.open() && request.closed().plus(ONCE).isAfter(clock.instant());
        }
        if (!answered) {
            at(recipient, brand, RightKind.ACCESS, language, "", false)
                    .ifPresent(request -> desk.close(request, State.DONE, 0, null));
        }
        return copies.of(recipient, catalog.now(), language);
    }

    /** Nothing is sent to them any more, by no brand and on no channel (GDPR art. 21(3)). */
    public void object(long recipient, int brand, String language) {
        stop(recipient, language);
        at(recipient, brand, RightKind.OBJECTION, language, "", false).ifPresent(request -> desk.close(request, State.DONE, 0,
                letter(Type.DONE, request, recipients.find(recipient), language)));
    }

    /** Stops everything at once, and asks for the rest to be destroyed. @return the last day to answer; nothing: it was asked before */
    public Optional<LocalDate> erase(long recipient, int brand, String language) {
        stop(recipient, language);
        return at(recipient, brand, RightKind.ERASURE, language, "", true).map(RightsRequest::due);
    }

    /** @param words what is wrong, as they say it. @return as {@link #erase} */
    public Optional<LocalDate> correct(long recipient, int brand, String language, String words) {
        return at(recipient, brand, RightKind.RECTIFICATION, language, words, true).map(RightsRequest::due);
    }

    private void stop(long recipient, String language) {
        consents.stopEverything(recipient, Scope.EVERYTHING, Origin.recipient(RightsDesk.VIA, language));
    }

    /** A new request; nothing if one of its kind waits already. @param waits a letter says that it came in */
    private Optional<RightsRequest> at(long recipient, int brand, RightKind kind, String language, String words, boolean waits) {
        if (kind != RightKind.RECTIFICATION && requests.of(recipient, RECENT).stream()
                .anyMatch(request -> request.kind() == kind && request.open())) {
            return Optional.empty();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        Optional<Recipient> who = recipients.find(recipient);
        LocalDate due = time(who, today).due(today);
        RightsRequest draft = new RightsRequest(0, null, brand, recipient, kind, Way.PAGE, today, null, 0, due, null, null, null, 0, "",
                State.OPEN, null, 0, 0);
        return requests.find(desk.open(new RightsDesk.Asked(brand, recipient, kind, Way.PAGE, today, due, 0, Identity.MAILBOX, words,
                Origin.recipient(RightsDesk.VIA, language)), waits ? letter(Type.RECEIVED, draft, who, language) : null));
    }

    /** The term of whoever asks. @param who nobody: a month */
    public AnswerTime time(Optional<Recipient> who, LocalDate day) {
        return AnswerTime.of(ruleBooks.inForce(), who.map(Recipient::jurisdiction).orElse(null), day);
    }

    /** A letter to the person's first mailbox; null where they have none. @param language null: theirs */
    public static RightsLetter letter(Type type, RightsRequest request, Optional<Recipient> who, String language) {
        String locale = language != null ? language : who.map(Recipient::locale).orElse("");
        return who.flatMap(person -> person.address(Channel.EMAIL)).map(address -> new RightsLetter(type, request.kind(),
                request.brand(), address, locale == null ? "" : locale, request.received(), request.due(), "")).orElse(null);
    }
}
