package org.preferencecenter.access.boundary;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

import org.preferencecenter.access.control.FirstAdministrator;
import org.preferencecenter.platform.entity.Settings;

/**
 * Opens an office nobody works in yet: one administrator, with a password that is told once, on standard output and in no
 * log of ours, and has to be changed at the first sign-in. The demo brings its own people.
 */
@ApplicationScoped
public class FirstStart {

    private static final Logger LOGGER = System.getLogger(FirstStart.class.getName());

    @Inject
    private FirstAdministrator first;
    @Inject
    private Settings settings;

    /** After the migrations (10). No database stops the start. */
    void start(@Observes @Priority(26) Startup event) {
        if (settings.demo()) {
            return;
        }
        String login = settings.admin().orElse("admin@" + settings.baseUrl().getHost());
        try {
            Optional<String> password = first.make(login, "fr");
            password.ifPresent(text -> tell("The office's first administrator is " + login
                    + ", with the one-time password " + text + " at " + settings.baseUrl() + "/office"));
        } catch (SQLException away) {
            LOGGER.log(Level.WARNING, "whether anybody works in the office could not be read: SQLSTATE {0}",
                    away.getSQLState());
        }
    }

    /** Past the server's own log, which System.out leads to: a password does not belong there. */
    private static void tell(String line) {
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println(line);
    }
}
