package org.preferencecenter.office.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.platform.control.Vault;

/**
 * What a page has to remember until its form comes back and the browser may neither read nor change: sealed into a hidden
 * field, so that no node keeps it (ADR 0020).
 */
@Singleton
public class Sealed {

    private static final String LABEL = "office/";

    private final Vault vault;
    private final Clock clock;

    @Inject
    public Sealed(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** @param what names the use; what was sealed for one opens for no other */
    public String of(String what, String text) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(vault.seal(LABEL + what, (clock.instant().getEpochSecond() + "\n" + text).getBytes(UTF_8)));
    }

    /** Empty if it was not sealed by us for that use, or longer ago than {@code life}. */
    public Optional<String> open(String what, String sealed, Duration life) {
        if (sealed == null || sealed.isEmpty()) {
            return Optional.empty();
        }
        try {
            String text = new String(vault.open(LABEL + what, Base64.getUrlDecoder().decode(sealed)), UTF_8);
            int end = text.indexOf('\n');
            long at = Long.parseLong(text.substring(0, end));
            return at + life.toSeconds() < clock.instant().getEpochSecond() ? Optional.empty() : Optional.of(text.substring(end + 1));
        } catch (IllegalArgumentException | IllegalStateException notOurs) {
            return Optional.empty();
        }
    }
}
