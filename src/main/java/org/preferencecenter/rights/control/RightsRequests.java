package org.preferencecenter.rights.control;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.Transaction;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.rights.entity.Identity;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsRequest;
import org.preferencecenter.rights.entity.RightsRequest.State;
import org.preferencecenter.rights.entity.Way;

/** Reads what people asked about their data. Every method throws {@code DatabaseAway} if the database is. */
@Singleton
public class RightsRequests {

    /** Under which the vault seals what they wrote. */
    static final String LABEL = "rights/request";

    private static final String SELECT = """
            select nr, id, brand_id, coalesce(recipient_id, 0), kind, way, received_on, entered_at, coalesce(entered_by, 0), due_on,
                   extended_at, identity, identity_at, coalesce(identity_by, 0), sealed, state, closed_at, coalesce(closed_by, 0), version
            from rights_request""";

    private final DataSource database;
    private final Vault vault;

    @Inject
    public RightsRequests(DataSource database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    public Optional<RightsRequest> find(long nr) {
        return read(SELECT + " where nr = ?", select -> select.setLong(1, nr)).stream().findFirst();
    }

    /** Those that wait for an answer, the most urgent first. @param brands ids */
    public List<RightsRequest> open(Collection<Integer> brands, int most) {
        return read(SELECT + " where state = 'OPEN' and brand_id = any(?) order by due_on, nr limit ?", select -> {
            select.setObject(1, brands.stream().mapToInt(Integer::intValue).toArray());
            select.setInt(2, most);
        });
    }

    /** Those that were answered, the latest first. @param before the number to go on before, 0: from the latest */
    public List<RightsRequest> closed(Collection<Integer> brands, long before, int most) {
        return read(SELECT + " where state <> 'OPEN' and brand_id = any(?) and nr < ? order by nr desc limit ?", select -> {
            select.setObject(1, brands.stream().mapToInt(Integer::intValue).toArray());
            select.setLong(2, before == 0 ? Long.MAX_VALUE : before);
            select.setInt(3, most);
        });
    }

    /** What one person asked, the latest first. */
    public List<RightsRequest> of(long recipient, int most) {
        return read(SELECT + " where recipient_id = ? order by nr desc limit ?", select -> {
            select.setLong(1, recipient);
            select.setInt(2, most);
        });
    }

    /** Which of these people wait for an answer; at most 500 are asked about at once. */
    public Set<Long> waiting(Collection<Long> recipients) {
        return Set.copyOf(read(SELECT + " where recipient_id = any(?) and state = 'OPEN'",
                select -> select.setObject(1, recipients.stream().mapToLong(Long::longValue).toArray())).stream()
                .map(RightsRequest::recipient).toList());
    }

    /** The values of a statement. */
    @FunctionalInterface
    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private List<RightsRequest> read(String sql, Binding binding) {
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                binding.bind(select);
                List<RightsRequest> requests = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        requests.add(request(row));
                    }
                }
                return requests;
            }
        });
    }

    private RightsRequest request(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes(15);
        String identity = row.getString(12);
        return new RightsRequest(row.getLong(1), row.getObject(2, UUID.class), row.getInt(3), row.getLong(4),
                RightKind.valueOf(row.getString(5)), Way.valueOf(row.getString(6)), row.getObject(7, LocalDate.class),
                instant(row, 8), row.getInt(9), row.getObject(10, LocalDate.class), instant(row, 11),
                identity == null ? null : Identity.valueOf(identity), instant(row, 13), row.getInt(14),
                sealed == null ? "" : new String(vault.open(LABEL, sealed), StandardCharsets.UTF_8),
                State.valueOf(row.getString(16)), instant(row, 17), row.getInt(18), row.getInt(19));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Writes a new one, within the caller's transaction. @return its number */
    long insert(Connection connection, RightsRequest request) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into rights_request (id, brand_id, recipient_id, kind, way, received_on, entered_at, entered_by, due_on,
                    identity, identity_at, identity_by, sealed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning nr""")) {
            insert.setObject(1, request.id());
            insert.setInt(2, request.brand());
            insert.setObject(3, request.recipient() == 0 ? null : request.recipient(), Types.BIGINT);
            insert.setString(4, request.kind().name());
            insert.setString(5, request.way().name());
            insert.setDate(6, Date.valueOf(request.received()));
            insert.setObject(7, utc(request.entered()));
            insert.setObject(8, request.enteredBy() == 0 ? null : request.enteredBy(), Types.INTEGER);
            insert.setDate(9, Date.valueOf(request.due()));
            insert.setString(10, request.identity() == null ? null : request.identity().name());
            insert.setObject(11, utc(request.checked()), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setObject(12, request.checkedBy() == 0 ? null : request.checkedBy(), Types.INTEGER);
            insert.setBytes(13, request.words().isBlank() ? null
                    : vault.seal(LABEL, request.words().getBytes(StandardCharsets.UTF_8)));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static OffsetDateTime utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
