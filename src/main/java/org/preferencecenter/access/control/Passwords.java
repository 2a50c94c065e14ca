package org.preferencecenter.access.control;

import java.util.concurrent.Semaphore;

import jakarta.inject.Singleton;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/**
 * Hashes passwords with Argon2id (RFC 9106; 19 MiB, two passes, one lane: the OWASP Password Storage Cheat Sheet's
 * least). What was hashed with other figures is still verified: they stand in the PHC string.
 */
@Singleton
public class Passwords {

    private static final int KIB = 19 * 1024;
    private static final Argon2Function ARGON = Argon2Function.getInstance(KIB, 2, 1, 32, Argon2.ID, 19);
    /** Guessing may not take the memory and the processors that recipients need. */
    private final Semaphore atOnce = new Semaphore(2);
    private final String nobodys = hash("nobody has this password");

    /** @return a PHC string */
    public String hash(String password) {
        return sparingly(() -> Password.hash(password).addRandomSalt(16).with(ARGON).getResult());
    }

    /**
     * Takes as long whether there is such a hash or not, so that nobody learns who has an account.
     *
     * @param hash a PHC string, or null
     */
    public boolean matches(String password, String hash) {
        String against = hash == null ? nobodys : hash;
        boolean same = sparingly(() -> Password.check(password, against)
                .with(Argon2Function.getInstanceFromHash(against)));
        return same && hash != null;
    }

    private <T> T sparingly(java.util.function.Supplier<T> work) {
        atOnce.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            atOnce.release();
        }
    }
}
