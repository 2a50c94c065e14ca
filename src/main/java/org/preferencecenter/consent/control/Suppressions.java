package org.preferencecenter.consent.control;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.platform.control.Vault;

/**
 * Addresses that must not be contacted, kept as keyed hashes (HMAC-SHA-256 under a key derived from PC_SECRET): a copy
 * of the database does not tell them, and erasing the person does not lose them (W-08).
 */
@Singleton
public class Suppressions {

    private final DataSource database;
    private final Clock clock;
    private final SecretKeySpec key;

    @Inject
    public Suppressions(DataSource database, Clock clock, Vault vault) {
        this.database = database;
        this.clock = clock;
        this.key = new SecretKeySpec(vault.derive("suppression"), "HmacSHA256");
    }

    /** Why the address must not be contacted for this brand or for all; empty: it may. @throws DatabaseAway if that cannot be told */
    public Set<SuppressionReason> reasons(Channel channel, String address, int brand) {
        byte[] hash = hash(channel, address);
        return Transaction.reading(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement("""
                    select reason from suppression where hash = ? and channel in (?, 'ANY') and brand_id in (?, 0)""")) {
                select.setBytes(1, hash);
                select.setString(2, channel.name());
                select.setInt(3, brand);
                Set<SuppressionReason> reasons = EnumSet.noneOf(SuppressionReason.class);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        reasons.add(SuppressionReason.valueOf(row.getString(1)));
                    }
                }
                return reasons;
            }
        });
    }

    /** @param brand id, or 0 for every brand; suppressing twice changes nothing */
    public void suppress(Channel channel, String address, int brand, SuppressionReason reason) {
        byte[] hash = hash(channel, address);
        Transaction.in(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into suppression (hash, brand_id, channel, reason, created_at) values (?, ?, ?, ?, ?)
                    on conflict do nothing""")) {
                insert.setBytes(1, hash);
                insert.setInt(2, brand);
                insert.setString(3, channel.name());
                insert.setString(4, reason.name());
                insert.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
                return insert.executeUpdate();
            }
        });
    }

    private byte[] hash(Channel channel, String address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(AddressForm.normal(channel, address).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", impossible);
        }
    }
}
