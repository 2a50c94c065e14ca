package org.preferencecenter.ledger.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import org.preferencecenter.ledger.entity.Difference;

/**
 * What is worked out from entries and kept beside them, to be read fast: whoever keeps it says whether it is still what the
 * entries say. A bean that implements this is asked by every audit.
 */
public interface Derived {

    /**
     * The first difference among these recipients, from one snapshot, with memory for one of them at a time.
     *
     * @param after ids from here on (exclusive)
     * @param to    up to here (inclusive)
     */
    Optional<Difference> check(Connection connection, long after, long to) throws SQLException;
}
