package org.preferencecenter.mail.entity;

import java.security.PrivateKey;
import java.util.Base64;

/**
 * A key that signs for a mail domain.
 *
 * @param selector  names the key in DNS; every key has its own (RFC 8463 §3)
 * @param privateKey signs, or null for a key whose public half alone is still published (RFC 6376 §5.2)
 * @param publicKey X.509 SubjectPublicKeyInfo
 */
public record DkimKey(String domain, String selector, Algorithm algorithm, PrivateKey privateKey, byte[] publicKey) {

    /** RFC 8301 §3 and RFC 8463 §3. */
    public enum Algorithm {
        RSA("rsa-sha256", "rsa", "SHA256withRSA"), ED25519("ed25519-sha256", "ed25519", "Ed25519");

        private final String tag;
        private final String keyType;
        private final String signature;

        Algorithm(String tag, String keyType, String signature) {
            this.tag = tag;
            this.keyType = keyType;
            this.signature = signature;
        }

        /** The {@code a=} tag. */
        public String tag() {
            return tag;
        }

        /** The Java name of the signature. */
        public String signature() {
            return signature;
        }
    }

    private static final int RAW_ED25519 = 32;

    /** What to publish (RFC 6376 §3.6.1); for Ed25519 the bare 32 bytes of the key (RFC 8463 §4.2). */
    public DnsRecord record() {
        byte[] published = publicKey;
        if (algorithm == Algorithm.ED25519) {
            published = java.util.Arrays.copyOfRange(publicKey, publicKey.length - RAW_ED25519, publicKey.length);
        }
        return new DnsRecord(selector + "._domainkey." + domain, "TXT", "v=DKIM1; k=" + algorithm.keyType + "; p="
                + Base64.getEncoder().encodeToString(published));
    }
}
