package org.preferencecenter.platform.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.entity.Network;

/**
 * A name for the network that a request came from, good for one day (UTC): the same network has the same name on every node
 * that day, and another the next, so that a burst shows and nobody is followed. 32 bits of an HMAC under a key made from the
 * master secret and the day; the address goes no further than here. What that hides and what it does not: ADR "bursts".
 */
@Singleton
public class NetworkVeil {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 4;

    private final Vault vault;
    private volatile Day today;

    private record Day(LocalDate date, SecretKeySpec key) {
    }

    @Inject
    public NetworkVeil(Vault vault) {
        this.vault = vault;
    }

    /**
     * @param address as the web server gives it, or null
     * @return eight letters from a to p, or null where the network is not known
     */
    public String name(String address, Instant at) {
        String network = Network.of(address);
        if (network.equals("unknown")) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key(LocalDate.ofInstant(at, ZoneOffset.UTC)));
            byte[] hash = mac.doFinal(network.getBytes(UTF_8));
            StringBuilder name = new StringBuilder(2 * BYTES);
            for (int i = 0; i < BYTES; i++) {
                // Letters alone: the ledger takes no free number, which could be anybody's.
                name.append((char) ('a' + (hash[i] >> 4 & 15))).append((char) ('a' + (hash[i] & 15)));
            }
            return name.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private SecretKeySpec key(LocalDate date) {
        Day held = today;
        if (held == null || !held.date().equals(date)) {
            held = new Day(date, new SecretKeySpec(vault.derive("network/" + date), ALGORITHM));
            today = held;
        }
        return held.key();
    }
}
