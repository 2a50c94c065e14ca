package org.preferencecenter.mail.boundary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

import org.preferencecenter.platform.entity.Problem;
import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.platform.entity.Settings;

/** Who may use the sending API: the holder of PC_API_KEY; without a key set, anybody in the demo and nobody elsewhere. */
final class ApiKey {

    private static final String SCHEME = "Bearer ";

    private ApiKey() {
    }

    /** Nothing if allowed. Compared in constant time (ASVS 11.2.4). */
    static Optional<Problem> refusal(Settings settings, String authorization) {
        Optional<Secret> key = settings.apiKey();
        if (key.isEmpty()) {
            return settings.demo() ? Optional.empty() : Optional.of(Problem.of(403, "The API is closed",
                    "No key is set. Set PC_API_KEY and send it as \"Authorization: Bearer …\"."));
        }
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        byte[] given = bearer ? authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8) : new byte[0];
        return MessageDigest.isEqual(key.get().bytes(), given) ? Optional.empty()
                : Optional.of(Problem.of(401, "A key is needed", "Send the key as \"Authorization: Bearer …\"; the key given is "
                        + "missing or not the one in PC_API_KEY."));
    }
}
