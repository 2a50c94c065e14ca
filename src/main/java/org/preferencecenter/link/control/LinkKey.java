package org.preferencecenter.link.control;

import java.util.EnumMap;
import java.util.Map;

import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Token;
import org.preferencecenter.platform.entity.Hkdf;

/** One key of the ring: a MAC key of its own for each power (STANDARDS E.3), so no link passes for another. */
final class LinkKey {

    private final int id;
    private final boolean compromised;
    private final Map<Power, Hmac> macs;

    private LinkKey(int id, boolean compromised, Map<Power, Hmac> macs) {
        this.id = id;
        this.compromised = compromised;
        this.macs = macs;
    }

    static LinkKey of(int id, byte[] secret, boolean compromised) {
        Map<Power, Hmac> macs = new EnumMap<>(Power.class);
        for (Power power : Power.values()) {
            macs.put(power, new Hmac(Hkdf.expand(secret, "link/" + power.label())));
        }
        return new LinkKey(id, compromised, macs);
    }

    /** The same key, known to others now or not. */
    LinkKey compromised(boolean now) {
        return now == compromised ? this : new LinkKey(id, now, macs);
    }

    int id() {
        return id;
    }

    boolean compromised() {
        return compromised;
    }

    byte[] mac(Token token, Power power) {
        return macs.get(power).of(token.signedPart(power));
    }

    /** Whether its links of this power still count: those of a compromised key may only stop (STANDARDS E.4). */
    boolean honours(Power power) {
        return !compromised || switch (power) {
            case ONE_CLICK, MAILTO -> true;
            case PAGE, CONFIRM, BOUNCE, VISIT, COMPLAINT, DATA -> false;
        };
    }
}
