package org.preferencecenter.exchange.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.JobNote;

/** A job being worked on: opened where it stopped, and closed when it is done or was left. */
interface JobWork extends AutoCloseable {

    /**
     * A step that was taken.
     *
     * @param job      as it stands after it
     * @param finished nothing is left to do
     * @param notes    for the log; their time does not matter
     */
    record Step(Job job, boolean finished, List<JobNote> notes) {
    }

    /** The next step, within a transaction that also stores how far it got. */
    Step step(Connection connection, Job job) throws SQLException;

    @Override
    default void close() {
    }

    /** Opens a job's work where the job stopped. */
    @FunctionalInterface
    interface Opening {
        JobWork of(Job job);
    }

    /** It cannot be done, however often it is tried. */
    final class Impossible extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String key;
        private final List<String> said;

        Impossible(String key, String... said) {
            super(key);
            this.key = key;
            this.said = List.of(said);
        }

        String key() {
            return key;
        }

        List<String> said() {
            return said;
        }
    }
}
