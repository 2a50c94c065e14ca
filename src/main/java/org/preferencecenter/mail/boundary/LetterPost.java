package org.preferencecenter.mail.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.consent.control.Outbox;
import org.preferencecenter.consent.control.Visits;
import org.preferencecenter.consent.entity.AddressClaimed;
import org.preferencecenter.consent.entity.AlreadyReceiving;
import org.preferencecenter.consent.entity.ConfirmationNeeded;
import org.preferencecenter.consent.entity.Confirmed;
import org.preferencecenter.consent.entity.DueLetter;
import org.preferencecenter.consent.entity.LetterKind;
import org.preferencecenter.consent.entity.LinkWanted;
import org.preferencecenter.mail.control.Drafts;
import org.preferencecenter.mail.control.OwnPost;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Draft;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.platform.boundary.Rounds;

/**
 * Mails our own letters that are due: at once when told of one, and every half minute what a crash, another node or a mail
 * server that was away has left. One at a time and behind the visitor's back: nobody waits on a page for a mail server.
 */
@ApplicationScoped
public class LetterPost {

    private static final Logger LOG = System.getLogger(LetterPost.class.getName());
    private static final int SECONDS = 30;

    @Inject
    private Outbox outbox;
    @Inject
    private Visits visits;
    @Inject
    private Drafts drafts;
    @Inject
    private OwnPost post;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private final Rounds rounds = new Rounds("letters", this::round);

    void start(@Observes @Priority(120) Startup event) {
        rounds.start(schedule, 1, SECONDS);
    }

    void needed(@Observes ConfirmationNeeded event) {
        rounds.go();
    }

    void wanted(@Observes LinkWanted event) {
        outbox.due(event.visit(), LetterKind.LINK, event.locale());
        rounds.go();
    }

    void claimed(@Observes AddressClaimed event) {
        outbox.due(event.claim(), LetterKind.PROOF, event.locale());
        rounds.go();
    }

    /** Whoever signed up is told in the mailbox alone: on the page, everybody reads the same. */
    void receiving(@Observes AlreadyReceiving event) {
        visits.open(event.recipient(), event.brand(), LetterKind.RECEIVING, event.locale(), null);
        rounds.go();
    }

    void confirmed(@Observes Confirmed event) {
        rounds.go();
    }

    @PreDestroy
    void stop() {
        rounds.close();
    }

    private void round() {
        try {
            for (Optional<DueLetter> due = outbox.take(); due.isPresent() && mail(due.get()); due = outbox.take()) {
                LOG.log(Level.DEBUG, "{0} is done with", due.get());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "letters that are due could not be read: {0}", e.getClass().getName());
        }
    }

    /** @return false if the next hop is away: the others wait too, and are not tried for nothing */
    private boolean mail(DueLetter due) {
        try {
            Optional<Draft> draft = drafts.of(due);
            if (draft.isEmpty()) {
                outbox.never(due);
                return true;
            }
            Reply reply = post.send(draft.get(), due.address(), id(due));
            if (!reply.accepted()) {
                LOG.log(Level.WARNING, "{0} not mailed: the next hop answered {1} {2}", due, reply.kind(), reply.code());
            }
            switch (reply.kind()) {
                case ACCEPTED -> outbox.mailed(due);
                case PERMANENT -> outbox.never(due);
                case TEMPORARY, UNREACHABLE -> outbox.later(due);
            }
            return reply.kind() != Reply.Kind.UNREACHABLE;
        } catch (BadMessage impossible) {
            LOG.log(Level.WARNING, "{0} cannot be mailed", due);
            outbox.never(due);
        } catch (RuntimeException e) {
            // Nobody waits for this letter; without the line nobody would know. The class alone: a message may quote.
            LOG.log(Level.ERROR, "{0} not mailed: {1}", due, e.getClass().getName());
            outbox.later(due);
        }
        return true;
    }

    /** The same for the same letter, so that one sent twice, by a crash after the next hop had it, may be known for one. */
    private UUID id(DueLetter due) {
        return UUID.nameUUIDFromBytes((drafts.token(due) + ' ' + due.sent()).getBytes(StandardCharsets.US_ASCII));
    }
}
