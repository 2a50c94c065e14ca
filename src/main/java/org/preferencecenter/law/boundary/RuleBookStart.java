package org.preferencecenter.law.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;

import org.preferencecenter.law.control.RuleBookReader;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.law.entity.RuleBook;

/** Reads the rule book at start, after the migrations (10) and before anything asks it; a mistake in it stops the start. */
@ApplicationScoped
public class RuleBookStart {

    private static final Logger LOG = System.getLogger(RuleBookStart.class.getName());

    void start(@Observes @Priority(15) Startup event, RuleBooks books) {
        try {
            books.load();
        } catch (RuleBookReader.Unreadable e) {
            // A line each: whoever reads the log, or starts the server at a terminal, sees every one of them.
            e.mistakes().forEach(mistake -> LOG.log(Level.ERROR, "{0}", mistake));
            throw e;
        }
        RuleBook book = books.inForce();
        LOG.log(Level.INFO, "rule book {0}: {1} rules of {2} jurisdictions", book.digest(), book.rules().size(),
                book.jurisdictions().size());
    }
}
