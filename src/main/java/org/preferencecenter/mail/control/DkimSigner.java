package org.preferencecenter.mail.control;

import java.time.Clock;
import java.time.Instant;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.mail.entity.DkimSignature;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.platform.entity.Settings;

/** Signs a finished message with every key of the domain: nothing may change afterwards (RFC 6376 §5.5). */
@Singleton
public class DkimSigner {

    private final DkimKeys keys;
    private final Clock clock;
    private final DkimSignature.Signing signing = NativeSigning.orJava(NativeSigning::corretto);
    private final Settings settings;

    @Inject
    public DkimSigner(DkimKeys keys, Clock clock, Settings settings) {
        this.keys = keys;
        this.clock = clock;
        this.settings = settings;
    }

    /** @return the message with CRLF line ends and one signature per key on top; none where the next hop signs for the domain */
    public RawMessage sign(RawMessage message, String domain) {
        RawMessage exact = message.withCrlf();
        if (settings.doors().signing().elsewhere(domain)) {
            return exact;
        }
        Instant now = clock.instant();
        return exact.with(DkimSignature.of(exact, keys.of(domain), now, signing));
    }
}
