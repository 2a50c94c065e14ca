package org.preferencecenter.decision.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.postgresql.PGConnection;

import org.preferencecenter.consent.control.ContactHistory.Beside;
import org.preferencecenter.consent.control.DatabaseAway;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.decision.entity.Answered;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.PastDecision;
import org.preferencecenter.decision.entity.Question;

/**
 * Every decision that was answered, kept to say later why (S-28). Holds ids, never an address. What was returned from is
 * durable. Every method throws {@link DatabaseAway} if the database is.
 */
@Singleton
public class DecisionLog {

    private static final String COLUMNS = "recipient_id, id, at, stream_id, verdict, not_before, grounds_id, rule_book_id, "
            + "relied_seq, open_pixel, reserved, asked_by";
    private static final String INSERT =
            "insert into decision (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String BESIDE = "insert into decision (" + COLUMNS
            + ") select recipient_id, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?, ?, ? from reserved";
    private static final String COPY = "copy decision (" + COLUMNS + ") from stdin";
    private static final String FIND = """
            select d.id, d.recipient_id, d.at, d.stream_id, d.verdict, d.not_before, g.grounds, b.digest, d.relied_seq,
                   d.open_pixel, d.reserved, d.asked_by
            from decision d join decision_grounds g on g.id = d.grounds_id join decision_rule_book b on b.id = d.rule_book_id
            where d.id = ?""";
    private static final String OF = FIND.replace("d.id = ?", """
            d.recipient_id = ? and d.recipient_id > 0 and d.id >= ? and d.id < ? order by d.id desc limit ?""");

    private final DataSource database;
    private final Interned interned;

    @Inject
    public DecisionLog(DataSource database) {
        this.database = database;
        this.interned = new Interned(database);
    }

    /** @param askedBy public id of the key, or {@code mail} */
    public void append(Question question, Decision decision, String askedBy) {
        int grounds = interned.grounds(decision);
        int ruleBook = interned.ruleBook(decision);
        reading(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setLong(1, decision.recipient());
                bind(insert, 2, new Row(question, decision, grounds, ruleBook, askedBy));
                return insert.executeUpdate();
            }
        });
    }

    /** As {@link #append}, stored with the contact that the decision reserves. */
    Beside beside(Question question, Decision decision, String askedBy) {
        Row row = new Row(question, decision, interned.grounds(decision), interned.ruleBook(decision), askedBy);
        return new Beside() {
            @Override
            public String insert() {
                return BESIDE;
            }

            @Override
            public void bind(PreparedStatement statement, int first) throws SQLException {
                DecisionLog.bind(statement, first, row);
            }
        };
    }

    private record Row(Question question, Decision decision, int grounds, int ruleBook, String askedBy) {
    }

    /** All but the recipient. */
    private static void bind(PreparedStatement insert, int first, Row row) throws SQLException {
        Question question = row.question();
        Decision decision = row.decision();
        int at = first;
        insert.setObject(at++, decision.id());
        insert.setObject(at++, question.at().atOffset(ZoneOffset.UTC));
        insert.setInt(at++, question.stream().id());
        insert.setShort(at++, (short) decision.verdict().ordinal());
        insert.setObject(at++, decision.notBefore() == null ? null : decision.notBefore().atOffset(ZoneOffset.UTC));
        insert.setInt(at++, row.grounds());
        insert.setInt(at++, row.ruleBook());
        insert.setInt(at++, decision.relied().map(Choice::seq).orElse(0));
        insert.setBoolean(at++, question.openPixel());
        insert.setBoolean(at++, decision.reservation() != null);
        insert.setString(at, row.askedBy());
    }

    /** All of them or, if that fails, none; in one COPY. Some thousands at a time: they are held in memory. */
    public void appendAll(List<Answered> answers, String askedBy) {
        if (answers.isEmpty()) {
            return;
        }
        String by = escaped(askedBy);
        StringBuilder rows = new StringBuilder(answers.size() * 160);
        for (Answered answered : answers) {
            row(rows, answered, by);
        }
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        reading(connection -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, new ByteArrayInputStream(bytes));
            } catch (IOException impossible) {
                throw new IllegalStateException("an array of bytes can always be read", impossible);
            }
        });
    }

    private void row(StringBuilder to, Answered answered, String by) {
        Question question = answered.question();
        Decision decision = answered.decision();
        to.append(decision.recipient()).append('\t').append(decision.id()).append('\t').append(question.at()).append('\t')
                .append(question.stream().id()).append('\t').append(decision.verdict().ordinal()).append('\t')
                .append(decision.notBefore() == null ? "\\N" : decision.notBefore()).append('\t')
                .append(interned.grounds(decision)).append('\t').append(interned.ruleBook(decision)).append('\t')
                .append(decision.relied().map(Choice::seq).orElse(0)).append('\t').append(question.openPixel()).append('\t')
                .append(decision.reservation() != null).append('\t').append(by).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    /** The decision of an id, if it was logged and is kept still. */
    public Optional<PastDecision> find(UUID id) {
        return reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                select.setObject(1, id);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(read(row)) : Optional.empty();
                }
            }
        });
    }

    /**
     * What was decided about somebody within a time, the newest first: "why was this refused on the 3rd?".
     *
     * @param from from when on the question was put
     * @param to   before when
     */
    public List<PastDecision> of(long recipient, Instant from, Instant to, int most) {
        return reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(OF)) {
                select.setLong(1, recipient);
                select.setObject(2, DecisionIds.first(from));
                select.setObject(3, DecisionIds.first(to));
                select.setInt(4, most);
                List<PastDecision> decisions = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        decisions.add(read(row));
                    }
                }
                return decisions;
            }
        });
    }

    private static PastDecision read(ResultSet row) throws SQLException {
        return new PastDecision(row.getObject(1, UUID.class), row.getLong(2), instant(row, 3), row.getInt(4),
                Verdict.values()[row.getInt(5)], instant(row, 6), row.getString(7), row.getString(8), row.getInt(9),
                row.getBoolean(10), row.getBoolean(11), row.getString(12));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Forgets what was decided before a time, some at a time, so that nobody who asks waits for it. @return how many */
    public long thin(Instant before) {
        return DecisionThinning.thin(database, before);
    }

    /** Work on a connection of the pool. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T reading(Work<T> work) {
        return reading(database, work);
    }

    static <T> T reading(DataSource database, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException broken) {
            throw new DatabaseAway(broken);
        }
    }
}
