package org.preferencecenter.mail.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The certificate by which a door of ours proves who it is: a PKCS12 file, a PEM file, or in the demo one made for the day. */
public final class RelayCertificate {

    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private RelayCertificate() {
    }

    /** As {@link #of(String, String, char[])}, for the relay. */
    public static SSLContext of(String file, char[] password) {
        return of("PC_RELAY_CERTIFICATE", file, password);
    }

    /**
     * Reads a certificate with its key.
     *
     * @param variable that names the file
     * @param file     {@code .p12} or {@code .pfx}; everything else is read as PEM with the certificates, our own first, and
     *                 the key (PKCS #8, not encrypted)
     * @param password of the PKCS12 file
     * @throws IllegalStateException naming the variable and the file, if it cannot be used
     */
    public static SSLContext of(String variable, String file, char[] password) {
        try {
            String name = file.toLowerCase(Locale.ROOT);
            boolean store = name.endsWith(".p12") || name.endsWith(".pfx");
            return store ? context(pkcs12(Path.of(file), password), password) : context(pem(Path.of(file)), new char[0]);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(variable + " names " + file + ", which cannot be used: it must be a PKCS12"
                    + " file (.p12 or .pfx, its password in " + variable + "_PASSWORD), or a PEM file with the certificate,"
                    + " those above it and the key between BEGIN PRIVATE KEY and END PRIVATE KEY", e);
        }
    }

    private static KeyStore pkcs12(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    private static KeyStore pem(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw new IllegalArgumentException("no private key");
        }
        Certificate[] chain = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(
                KEY.matcher(text).replaceAll("").getBytes(StandardCharsets.US_ASCII))).toArray(new Certificate[0]);
        if (chain.length == 0) {
            throw new IllegalArgumentException("no certificate");
        }
        PrivateKey own = KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1))));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("relay", own, new char[0], chain);
        return store;
    }

    private static SSLContext context(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /**
     * Makes one that nobody vouches for, with the key tool that comes with Java: for the demo.
     *
     * @throws IllegalStateException if that cannot be done here
     */
    public static SSLContext selfSigned(String host) {
        String password = UUID.randomUUID().toString();
        try {
            Path folder = Files.createTempDirectory("relay");
            Path file = folder.resolve("relay.p12");
            try {
                Process tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                        "-alias", "relay", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + host, "-ext",
                        "SAN=dns:" + host + ",ip:127.0.0.1", "-validity", "30", "-storetype", "PKCS12", "-keystore",
                        file.toString(), "-storepass", password).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
                if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                    tool.destroyForcibly();
                    throw new IllegalStateException("keytool made no certificate for the demo's relay");
                }
                return of(file.toString(), password.toCharArray());
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new IllegalStateException("no certificate could be made for the demo's relay", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("no certificate could be made for the demo's relay", e);
        }
    }
}
