package org.preferencecenter.exchange.entity;

import java.util.EnumSet;
import java.util.Set;

import org.preferencecenter.consent.entity.Intake;

/**
 * A line as it was read.
 *
 * @param intake null if nothing of it can be taken
 */
public record LineReading(Intake intake, Set<Remark> remarks) {

    static LineReading bad(Remark why) {
        return new LineReading(null, EnumSet.of(why));
    }
}
