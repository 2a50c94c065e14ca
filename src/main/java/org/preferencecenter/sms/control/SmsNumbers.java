package org.preferencecenter.sms.control;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.Rows;

/** Which brand each number and short code of ours writes for. Every method throws {@code DatabaseAway} if the database is. */
@Singleton
public class SmsNumbers {

    private static final String EVERYWHERE = "";

    private final DataSource database;

    @Inject
    public SmsNumbers(DataSource database) {
        this.database = database;
    }

    /**
     * A number of ours.
     *
     * @param number  {@code +33639989999}, or a short code
     * @param country of a short code, ISO 3166-1 alpha-2; null for a number
     * @param brand   code of the brand
     */
    public record Ours(String number, String country, String brand) {
    }

    /**
     * The brand that writes from there.
     *
     * @param to      as a gateway writes it: with {@code +}, with 00, without, or a short code
     * @param country where the other number belongs, for short codes; null if unknown
     */
    public OptionalInt brand(String to, String country) {
        String digits = digits(to);
        return digits.isEmpty() ? OptionalInt.empty() : Rows.of(database, """
                select brand_id from sms_number where number = ? and country in ('', ?) order by country desc limit 1""", select -> {
                    select.setString(1, digits);
                    select.setString(2, country == null ? EVERYWHERE : country);
                    try (ResultSet row = select.executeQuery()) {
                        return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
                    }
                });
    }

    /**
     * Says that a number writes for a brand; said before, the brand is replaced.
     *
     * @param country of a short code; null for a number, which then is E.164
     * @throws IllegalArgumentException with a sentence that says what would do
     */
    public void put(String number, String country, String brand) {
        String digits = checked(number, country);
        int known = Rows.of(database, """
                insert into sms_number (number, country, brand_id) select ?, ?, id from brand where code = ?
                on conflict (number, country) do update set brand_id = excluded.brand_id""", insert -> {
                    insert.setString(1, digits);
                    insert.setString(2, country == null ? EVERYWHERE : country);
                    insert.setString(3, brand);
                    return insert.executeUpdate();
                });
        if (known == 0) {
            throw new IllegalArgumentException("There is no brand '" + brand + "': give a brand's code.");
        }
    }

    /** @return false if it was no number of ours */
    public boolean remove(String number, String country) {
        return Rows.of(database, "delete from sms_number where number = ? and country = ?", delete -> {
            delete.setString(1, digits(number));
            delete.setString(2, country == null ? EVERYWHERE : country);
            return delete.executeUpdate() > 0;
        });
    }

    /** All of them; a handful. */
    public List<Ours> all() {
        return Rows.of(database, """
                select n.number, n.country, b.code from sms_number n join brand b on b.id = n.brand_id
                order by b.code, n.number, n.country limit 10000""", select -> {
                    List<Ours> all = new ArrayList<>();
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            boolean code = !row.getString(2).isEmpty();
                            all.add(new Ours((code ? "" : "+") + row.getString(1), code ? row.getString(2) : null,
                                    row.getString(3)));
                        }
                    }
                    return all;
                });
    }

    private static String checked(String number, String country) {
        if (country != null) {
            if (!country.matches("[A-Z]{2}") || !number.matches("[0-9]{3,8}")) {
                throw new IllegalArgumentException("A short code is 3 to 8 digits, with its country in two capital"
                        + " letters: 36111 FR.");
            }
            return number;
        }
        String e164 = number.replaceAll("[ ().\\-]", "");
        if (!e164.matches("\\+[1-9][0-9]{5,14}")) {
            throw new IllegalArgumentException("'" + number + "' is no telephone number: write it with + and its country's code,"
                    + " such as +33639989999, or give a short code with its country, such as 36111 FR.");
        }
        return digits(e164);
    }

    /** Digits alone, without an international prefix; empty if there are none or too many. */
    private static String digits(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        String bare = digits.startsWith("00") && !text.startsWith("+") ? digits.substring(2) : digits;
        return bare.length() < 3 || bare.length() > 15 ? "" : bare;
    }
}
