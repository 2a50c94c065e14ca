package org.preferencecenter.rights.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.law.entity.Channel;

/** By what the rows of one person are found, in every table; see {@link PersonalData}. Holds addresses: never to be written down. */
final class Whose {

    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+)");

    /** A form that holds one of these is theirs; a house is other people's too. */
    private static final Set<Channel> ONES_OWN = Set.of(Channel.EMAIL, Channel.SMS, Channel.PHONE, Channel.MESSAGING);

    private final Map<String, Object> values;
    private final List<byte[]> hashes;

    private Whose(Map<String, Object> values, List<byte[]> hashes) {
        this.values = values;
        this.hashes = hashes;
    }

    /** @param recipient one that was joined to nobody */
    static Whose read(Connection connection, long recipient, Suppressions suppressions) throws SQLException {
        List<Long> ids = new ArrayList<>(List.of(recipient));
        Set<String> texts = new LinkedHashSet<>();
        List<String> like = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select id from recipient where joined_to = ?")) {
            select.setLong(1, recipient);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
        }
        try (PreparedStatement select = connection.prepareStatement(
                "select channel, value, normal from address where recipient_id = any(?)")) {
            select.setObject(1, array(ids));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Channel channel = Channel.valueOf(row.getString(1));
                    texts.add(row.getString(2).toLowerCase(Locale.ROOT));
                    texts.add(row.getString(3).toLowerCase(Locale.ROOT));
                    hashes.add(suppressions.hash(channel, row.getString(2)));
                    if (ONES_OWN.contains(channel)) {
                        like.add(quoted(row.getString(2)));
                        like.add(quoted(row.getString(3)));
                    }
                }
            }
        }
        return new Whose(Map.of("ids", array(ids), "texts", texts.toArray(String[]::new), "like", like.toArray(String[]::new),
                "hashes", hashes.toArray(byte[][]::new),
                "subjects", ids.stream().map(id -> "recipient:" + id).toArray(String[]::new)), hashes);
    }

    /** As it stands in a JSON text that was put into small letters. */
    private static String quoted(String text) {
        return "%\"" + text.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "\"%";
    }

    private static long[] array(List<Long> ids) {
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    /** Of each address, as suppressions know it. */
    List<byte[]> hashes() {
        return hashes;
    }

    /** @param sql with names of ours where values belong */
    PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        Matcher name = NAME.matcher(sql);
        List<String> names = new ArrayList<>();
        while (name.find()) {
            names.add(name.group(1));
        }
        PreparedStatement statement = connection.prepareStatement(NAME.matcher(sql).replaceAll("?"));
        for (int i = 0; i < names.size(); i++) {
            statement.setObject(i + 1, values.get(names.get(i)));
        }
        return statement;
    }
}
