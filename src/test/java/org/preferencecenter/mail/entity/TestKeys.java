package org.preferencecenter.mail.entity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;

/** One pair of keys for all tests of a run: making RSA keys takes long. */
public final class TestKeys {

    public static final String DOMAIN = "mail.example.org";
    public static final List<DkimKey> BOTH = List.of(key(DkimKey.Algorithm.RSA, "r1"), key(DkimKey.Algorithm.ED25519, "e1"));

    private TestKeys() {
    }

    private static DkimKey key(DkimKey.Algorithm algorithm, String selector) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(algorithm.name()).generateKeyPair();
            return new DkimKey(DOMAIN, selector, algorithm, pair.getPrivate(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
