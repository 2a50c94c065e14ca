package org.preferencecenter.access.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.preferencecenter.access.control.AccountLinks;
import org.preferencecenter.access.control.Staff;
import org.preferencecenter.access.entity.LinkKind;
import org.preferencecenter.access.entity.ResetWanted;
import org.preferencecenter.access.entity.StaffLetter;
import org.preferencecenter.access.entity.StaffMember;

/**
 * Looks up whose password is to be reset, and has the letter mailed; on a thread of its own, so that the page answers in
 * the same time whether there is such a login or not.
 */
@ApplicationScoped
public class PasswordLetters {

    private static final Logger LOGGER = System.getLogger(PasswordLetters.class.getName());
    private static final int WAITING = 200;

    @Inject
    private Staff staff;
    @Inject
    private AccountLinks links;
    @Inject
    private Event<StaffLetter> letters;

    private final ThreadPoolExecutor clerk = new ThreadPoolExecutor(0, 1, 30, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING), work -> new Thread(work, "password-letters"),
            new ThreadPoolExecutor.DiscardPolicy());

    void wanted(@Observes ResetWanted event) {
        clerk.execute(() -> reset(event));
    }

    private void reset(ResetWanted event) {
        try {
            var whom = staff.byLogin(event.login()).filter(member -> !member.provider());
            if (whom.isPresent()) {
                StaffMember member = whom.get();
                letters.fire(links.make(member, member.invited() ? LinkKind.INVITATION : LinkKind.RESET));
            }
        } catch (SQLException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "a password that was forgotten could not be looked after: {0}",
                    e.getClass().getName());
        }
    }

    @PreDestroy
    void stop() {
        clerk.shutdown();
    }
}
