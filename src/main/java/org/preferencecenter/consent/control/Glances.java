package org.preferencecenter.consent.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import org.preferencecenter.consent.control.Suppressions.Asked;
import org.preferencecenter.consent.control.Suppressions.Suppression;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Choices;
import org.preferencecenter.consent.entity.Dossier;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;

/**
 * What is on record about one address, and whether it is suppressed, in one round trip: what {@link Dossiers} and
 * {@link Suppressions} tell of many. Throws {@link DatabaseAway} if the database is.
 */
public final class Glances {

    /**
     * What is known of an address.
     *
     * @param dossier    of whose it is; nothing: nobody's
     * @param suppressed why it must not be contacted for the brand, and whose doing that is; null: not known
     */
    public record Glance(Optional<Dossier> dossier, Map<SuppressionReason, Cause> suppressed) {
    }

    private static final String SQL = Plans.BY_INDEX + Dossiers.PERSON.replace("n.place", "0") + """
            from address a join recipient r on r.id = a.recipient_id and r.erased_at is null
            where a.channel = ? and a.normal = ?;
            """ + ChoiceRows.LOAD.replace("= ?", "= (select recipient_id from address where channel = ? and normal = ?)") + """
            ;
            select channel, brand_id, reason, cause from suppression where hash = ?""";

    private final DataSource database;
    private final Suppressions suppressions;

    public Glances(DataSource database, Suppressions suppressions) {
        this.database = database;
        this.suppressions = suppressions;
    }

    /** @param brand its id; what cannot be an address is nobody's */
    public Glance at(Channel channel, String address, int brand) {
        String normal = AddressForm.possible(address) ? AddressForm.normal(channel, address) : null;
        byte[] hash = suppressions.hash(channel, address);
        return Transaction.reading(database, connection -> at(connection, channel, normal, hash, new Asked(channel, address, brand)));
    }

    private static Glance at(Connection connection, Channel channel, String normal, byte[] hash, Asked asked) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setString(1, channel.name());
            select.setString(2, normal);
            select.setString(3, channel.name());
            select.setString(4, normal);
            select.setBytes(5, hash);
            select.execute();
            Dossiers.Person person = null;
            select.getMoreResults();
            try (ResultSet row = select.getResultSet()) {
                if (row.next()) {
                    person = Dossiers.person(row, channel);
                }
            }
            select.getMoreResults();
            Map<Cell, Choice> choices = new HashMap<>(4);
            try (ResultSet row = select.getResultSet()) {
                while (row.next()) {
                    // In that very moment the address may have become another's.
                    if (person != null && row.getLong(1) == person.recipient().id()) {
                        Choice choice = ChoiceRows.choice(row, 1);
                        choices.put(choice.cell(), choice);
                    }
                }
            }
            select.getMoreResults();
            List<Suppression> found = new ArrayList<>(1);
            try (ResultSet row = select.getResultSet()) {
                while (row.next()) {
                    found.add(Suppression.read(row, 1));
                }
            }
            return new Glance(person == null ? Optional.empty() : Optional.of(person.with(
                    choices.isEmpty() ? Choices.NONE : new Choices(choices))),
                    found.isEmpty() ? Map.of() : Suppressions.causes(found, asked));
        }
    }
}
