package org.preferencecenter.office.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.preferencecenter.office.entity.Group;
import org.preferencecenter.platform.control.Sql;

/** The groups and who is in them, within one transaction of whoever counts. */
final class GroupRows {

    private static final String ADD = """
            insert into tally_group (brand_id, kind, purpose_id, channel, value) values (?, ?, ?, ?, ?)
            on conflict (brand_id, kind, purpose_id, channel, value) do nothing""";
    private static final String FIND = """
            select id from tally_group where brand_id = ? and kind = ? and purpose_id = ? and channel = ? and value = ?""";
    private static final String STORE = """
            insert into tally_person (recipient_id, groups) values (?, ?)
            on conflict (recipient_id) do update set groups = excluded.groups""";

    private final Connection connection;
    private final Map<Group, Integer> ids = new HashMap<>();

    GroupRows(Connection connection) {
        this.connection = connection;
    }

    /** The groups on record for each; nobody who is in none. */
    Map<Long, Integer[]> of(Long[] recipients) throws SQLException {
        Map<Long, Integer[]> groups = new HashMap<>();
        Sql.select(connection, "select recipient_id, groups from tally_person where recipient_id = any(?)",
                row -> groups.put(row.getLong(1), (Integer[]) row.getArray(2).getArray()),
                connection.createArrayOf("bigint", recipients));
        return groups;
    }

    int id(Group group) throws SQLException {
        Integer known = ids.get(group);
        if (known == null) {
            Object[] key = { group.brand(), group.kind().name(), group.purpose(), (short) group.channel().code(), group.value() };
            List<Integer> found = Sql.select(connection, FIND, row -> row.getInt(1), key);
            if (found.isEmpty()) {
                Sql.update(connection, ADD, key);
                found = Sql.select(connection, FIND, row -> row.getInt(1), key);
            }
            known = found.get(0);
            ids.put(group, known);
        }
        return known;
    }

    /** @param people whose groups changed, and what they are now. @param change of each group's count */
    void store(Map<Long, Integer[]> people, Map<Integer, Long> change) throws SQLException {
        try (PreparedStatement store = connection.prepareStatement(STORE)) {
            for (Map.Entry<Long, Integer[]> person : people.entrySet()) {
                store.setLong(1, person.getKey());
                store.setArray(2, connection.createArrayOf("integer", person.getValue()));
                store.addBatch();
            }
            store.executeBatch();
        }
        for (Map.Entry<Integer, Long> group : change.entrySet()) {
            if (group.getValue() != 0) {
                Sql.update(connection, "update tally_group set people = people + ? where id = ?", group.getValue(),
                        group.getKey());
            }
        }
    }
}
