package org.preferencecenter.mail.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whom we believe to be the next hop. */
final class Trust {

    private Trust() {
    }

    /**
     * @param authorities PEM file with the certificates that are trusted; nothing: those that Java trusts
     * @throws IllegalStateException naming the variable and the file, if it cannot be used
     */
    static SSLSocketFactory of(Optional<String> authorities) {
        if (authorities.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try (InputStream file = Files.newInputStream(Path.of(authorities.get()))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                store.setCertificateEntry("authority-" + count++, one);
            }
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("PC_SMTP_CA names " + authorities.get() + ", which is no PEM file of certificates"
                    + " that can be read", e);
        }
    }
}
