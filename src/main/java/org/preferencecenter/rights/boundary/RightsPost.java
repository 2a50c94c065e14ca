package org.preferencecenter.rights.boundary;

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

import org.preferencecenter.mail.control.OwnPost;
import org.preferencecenter.mail.entity.BadMessage;
import org.preferencecenter.mail.entity.Draft;
import org.preferencecenter.mail.entity.Reply;
import org.preferencecenter.platform.boundary.Rounds;
import org.preferencecenter.rights.control.RightsDrafts;
import org.preferencecenter.rights.control.RightsOutbox;
import org.preferencecenter.rights.entity.LetterWaits;

/** Mails letters about requests: at once when told of one, and every half minute what a crash or a mail server has left. */
@ApplicationScoped
public class RightsPost {

    private static final Logger LOG = System.getLogger(RightsPost.class.getName());
    private static final int SECONDS = 30;

    @Inject
    private RightsOutbox outbox;
    @Inject
    private RightsDrafts drafts;
    @Inject
    private OwnPost post;
    @Resource
    private ManagedScheduledExecutorService schedule;
    private final Rounds rounds = new Rounds("rights-letters", this::round);

    void start(@Observes @Priority(125) Startup event) {
        rounds.start(schedule, 2, SECONDS);
    }

    void waits(@Observes LetterWaits event) {
        rounds.go();
    }

    @PreDestroy
    void stop() {
        rounds.close();
    }

    private void round() {
        try {
            for (Optional<RightsOutbox.Due> due = outbox.take(); due.isPresent() && mail(due.get()); due = outbox.take()) {
                LOG.log(Level.DEBUG, "a letter about request {0} is done with", due.get().request());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "letters about requests could not be read: {0}", e.getClass().getName());
        }
    }

    /** @return false if the next hop is away: the others wait too */
    private boolean mail(RightsOutbox.Due due) {
        try {
            Optional<Draft> draft = drafts.of(due.letter());
            if (draft.isEmpty()) {
                outbox.done(due);
                return true;
            }
            Reply reply = post.send(draft.get(), due.letter().address(),
                    UUID.nameUUIDFromBytes(("rights " + due.id()).getBytes(StandardCharsets.US_ASCII)));
            if (!reply.accepted()) {
                LOG.log(Level.WARNING, "a letter about request {0} not mailed: the next hop answered {1} {2}", due.request(),
                        reply.kind(), reply.code());
            }
            switch (reply.kind()) {
                case ACCEPTED, PERMANENT -> outbox.done(due);
                case TEMPORARY, UNREACHABLE -> outbox.later(due);
            }
            return reply.kind() != Reply.Kind.UNREACHABLE;
        } catch (BadMessage impossible) {
            LOG.log(Level.WARNING, "a letter about request {0} cannot be mailed", due.request());
            outbox.done(due);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a letter about request {0} not mailed: {1}", due.request(), e.getClass().getName());
            outbox.later(due);
        }
        return true;
    }
}
