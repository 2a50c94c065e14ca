package org.preferencecenter.rights.entity;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One table of the database: what it holds of a person, how it is answered, and what an erasure leaves of it.
 *
 * @param part   where a copy shows it; null: it holds nothing of people
 * @param where  whose rows they are, in SQL over the alias {@code h}, with {@code :ids} and the like
 * @param told   its columns that a copy tells, with a comma between them
 * @param untold its columns that a copy leaves out: numbers of ours that say nothing of the person
 * @param order  newest first, in SQL; or empty
 * @param join   what it is joined with to be understood; {@code more} what that adds; or empty
 * @param erase  what an erasure does with it, in SQL; empty: it stays
 * @param why    why it stays, or what it is for; for whoever reads this list
 */
public record Held(String table, Part part, String where, String told, String untold, String order, String join, String more,
        String erase, String why) {

    /** A table that holds nothing of people who are written to. */
    public static Held nobody(String table, String why) {
        return new Held(table, null, "", "", "", "", "", "", "", why);
    }

    /** A table with rows of the person. */
    public static Held of(String table, Part part, String where) {
        return new Held(table, part, where, "", "", "", "", "", "", "");
    }

    public Held tells(String columns) {
        return new Held(table, part, where, columns, untold, order, join, more, erase, why);
    }

    public Held leavesOut(String columns) {
        return new Held(table, part, where, told, columns, order, join, more, erase, why);
    }

    public Held newest(String column) {
        return new Held(table, part, where, told, untold, column + " desc", join, more, erase, why);
    }

    /** @param with a join over other tables; {@code adds} what it tells */
    public Held joined(String with, String adds) {
        return new Held(table, part, where, told, untold, order, with, adds, erase, why);
    }

    /** The rows go. */
    public Held deleted() {
        return erased("delete from " + table + " h where " + where);
    }

    /** The rows stay, emptied. @param set the assignments */
    public Held emptied(String set) {
        return erased("update " + table + " h set " + set + " where " + where);
    }

    /** @param sql what an erasure does */
    public Held erased(String sql) {
        return new Held(table, part, where, told, untold, order, join, more, sql, why);
    }

    /** It stays as it is. */
    public Held kept(String reason) {
        return new Held(table, part, where, told, untold, order, join, more, "", reason);
    }

    /** Every column it was thought about. */
    public Set<String> columns() {
        return Arrays.stream((told + "," + untold).split(",")).map(String::strip).filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The person's rows, as JSON objects. */
    public String select() {
        String columns = Arrays.stream(told.split(",")).map(name -> "h." + name.strip()).collect(Collectors.joining(", "));
        return "select row_to_json(t)::text from (select " + columns + (more.isEmpty() ? "" : ", " + more) + " from " + table + " h "
                + join + " where " + where + (order.isEmpty() ? "" : " order by h." + order) + ") t";
    }
}
