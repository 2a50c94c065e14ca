package org.preferencecenter.demo.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.demo.control.DemoInbox;
import org.preferencecenter.demo.control.FirstLetters;
import org.preferencecenter.platform.entity.Settings;

/** Fills an empty inbox once everything stands, without keeping anybody waiting for the start. */
@ApplicationScoped
public class FirstMail {

    private static final Logger LOG = System.getLogger(FirstMail.class.getName());

    @Inject
    private Settings settings;
    @Inject
    private DemoInbox inbox;
    @Inject
    private FirstLetters letters;

    void start(@Observes @Priority(110) Startup event) {
        if (settings.demoSink()) {
            Thread thread = new Thread(this::send, "demo-first-mail");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void send() {
        try {
            if (inbox.newest(null, 1).isEmpty()) {
                LOG.log(Level.INFO, "{0} letters lie in the demo inbox", letters.send());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the demo inbox could not be filled: {0}", e.getClass().getName());
        }
    }
}
