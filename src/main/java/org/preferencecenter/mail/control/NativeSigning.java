package org.preferencecenter.mail.control;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.function.Supplier;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.DkimKey.Algorithm;
import org.preferencecenter.mail.entity.DkimSignature;

/**
 * Signs with a native library, several times as fast as Java with RSA and giving the same octets. Nothing else uses it: it is
 * not registered with Java. Where it does not load, as on a machine it was not built for, Java signs.
 */
final class NativeSigning implements DkimSignature.Signing {

    private final Provider provider;
    /** Keys in the library's own form: taking one over costs more than signing. By identity; gone with the key. */
    private final Cache<PrivateKey, PrivateKey> own = Caffeine.newBuilder().weakKeys().build();

    private NativeSigning(Provider provider) {
        this.provider = provider;
    }

    /** @param library loads it; may fail in whatever way a library can */
    static DkimSignature.Signing orJava(Supplier<Provider> library) {
        try {
            return new NativeSigning(library.get());
        } catch (LinkageError | RuntimeException cannotBeLoaded) {
            return DkimSignature.Signing.JAVA;
        }
    }

    /** Amazon's Corretto Crypto Provider, which is AWS-LC. @throws RuntimeException or an error if it did not load */
    static Provider corretto() {
        AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        return AmazonCorrettoCryptoProvider.INSTANCE;
    }

    /** Whether it is the library that signs with these keys. */
    boolean signs(Algorithm algorithm) {
        return provider.getService("Signature", algorithm.signature()) != null;
    }

    @Override
    public byte[] sign(DkimKey key, byte[] octets) throws GeneralSecurityException {
        if (!signs(key.algorithm())) {
            return JAVA.sign(key, octets);
        }
        Signature signature = Signature.getInstance(key.algorithm().signature(), provider);
        signature.initSign(own(key));
        signature.update(octets);
        return signature.sign();
    }

    /** Of Ed25519 the library takes Java's own keys, at no cost worth speaking of. */
    private PrivateKey own(DkimKey key) throws GeneralSecurityException {
        if (provider.getService("KeyFactory", key.algorithm().name()) == null) {
            return key.privateKey();
        }
        PrivateKey held = own.getIfPresent(key.privateKey());
        if (held == null) {
            held = KeyFactory.getInstance(key.algorithm().name(), provider)
                    .generatePrivate(new PKCS8EncodedKeySpec(key.privateKey().getEncoded()));
            own.put(key.privateKey(), held);
        }
        return held;
    }
}
