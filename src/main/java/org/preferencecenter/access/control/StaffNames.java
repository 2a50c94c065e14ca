package org.preferencecenter.access.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What the people of the office are called, whoever left included: beside what they did. */
@Singleton
public class StaffNames {

    private final DataSource database;

    @Inject
    public StaffNames(DataSource database) {
        this.database = database;
    }

    /** The names of these accounts, by id; unknown ones are missing. */
    public Map<Integer, String> of(Collection<Integer> accounts) throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        if (accounts.isEmpty()) {
            return names;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select id, name from account where id = any(?)")) {
            select.setObject(1, accounts.toArray(Integer[]::new));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    names.put(row.getInt(1), row.getString(2));
                }
            }
        }
        return names;
    }
}
