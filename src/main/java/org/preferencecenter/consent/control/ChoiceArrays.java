package org.preferencecenter.consent.control;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

import org.preferencecenter.consent.entity.Choice;

/** Choices turned into one array per column: any number of rows, always the same statement. */
final class ChoiceArrays {

    private final List<Long> recipients = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();

    void add(long recipient, Choice choice) {
        recipients.add(recipient);
        choices.add(choice);
    }

    boolean isEmpty() {
        return choices.isEmpty();
    }

    /** Binds the twelve columns, none if there are no rows. @return the first parameter after them */
    int bind(PreparedStatement to, int from) throws SQLException {
        if (isEmpty()) {
            return from;
        }
        int at = from;
        to.setObject(at++, recipients.stream().mapToLong(Long::longValue).toArray());
        to.setObject(at++, shorts(c -> c.cell().scope().kind().code()));
        to.setObject(at++, ints(c -> c.cell().scope().id()));
        to.setObject(at++, shorts(c -> c.cell().channel().code()));
        to.setObject(at++, shorts(c -> c.state().code()));
        to.setObject(at++, ints(Choice::epoch));
        to.setObject(at++, ints(Choice::seq));
        to.setObject(at++, longs(c -> micros(c.since())));
        to.setObject(at++, choices.stream().map(c -> c.frequency() == null ? null : c.frequency().toString())
                .toArray(String[]::new));
        to.setObject(at++, longs(c -> c.pausedUntil() == null ? 0 : micros(c.pausedUntil())));
        to.setObject(at++, ints(Choice::stop));
        to.setObject(at++, shorts(c -> c.cause() == null ? 0 : c.cause().code()));
        return at;
    }

    private int[] ints(ToIntFunction<Choice> column) {
        return choices.stream().mapToInt(column).toArray();
    }

    private long[] longs(ToLongFunction<Choice> column) {
        return choices.stream().mapToLong(column).toArray();
    }

    private short[] shorts(ToIntFunction<Choice> column) {
        short[] values = new short[choices.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) column.applyAsInt(choices.get(i));
        }
        return values;
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }
}
