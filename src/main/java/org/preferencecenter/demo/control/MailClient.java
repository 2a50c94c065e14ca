package org.preferencecenter.demo.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.demo.entity.Exchange;
import org.preferencecenter.platform.entity.Settings;

/** Does what a mail client does when somebody presses "unsubscribe" (RFC 8058 §3.2): no cookies, no redirects, one POST. */
@Singleton
public class MailClient {

    private static final String PAIR = "List-Unsubscribe=One-Click";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Names that lead to the machine itself, whether or not the machine's own resolver knows it (RFC 6761 §6.3). */
    private static final String LOOPBACK = ".localhost";

    private final URI ours;
    private final Catalog catalog;

    @Inject
    public MailClient(Settings settings, Catalog catalog) {
        this.ours = settings.oneClickUrl();
        this.catalog = catalog;
    }

    /**
     * @param uri from the message's own List-Unsubscribe; only this server's own is posted to, since the sink takes
     *            messages from anybody on this machine
     */
    public Exchange unsubscribe(URI uri) {
        String request = "POST " + uri.getRawPath() + " HTTP/1.1\nHost: " + uri.getRawAuthority()
                + "\nContent-Type: application/x-www-form-urlencoded\n\n" + PAIR;
        if (!here(uri) || !"https".equals(uri.getScheme())) {
            return new Exchange(request, 0, "");
        }
        // The same server answers under every brand's host and looks at no host there.
        URI to = uri.getHost().endsWith(LOOPBACK) ? ours.resolve(uri.getRawPath()) : uri;
        try {
            HttpResponse<String> answer = client(to.getHost()).send(HttpRequest.newBuilder(to).timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(PAIR)).build(), HttpResponse.BodyHandlers.ofString());
            String head = answer.headers().map().entrySet().stream().filter(field -> !field.getKey().startsWith(":"))
                    .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + ": " + value))
                    .collect(Collectors.joining("\n"));
            return new Exchange(request, answer.statusCode(), head + "\n\n" + answer.body());
        } catch (IOException e) {
            return new Exchange(request, 0, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Exchange(request, 0, "");
        }
    }

    private boolean here(URI uri) {
        return ours.getAuthority().equals(uri.getRawAuthority()) || catalog.now().brands().stream()
                .anyMatch(brand -> brand.url(ours).getRawAuthority().equals(uri.getRawAuthority()));
    }

    private static HttpClient client(String host) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER);
        if (InetAddress.getByName(host).isLoopbackAddress()) {
            builder.sslContext(selfSigned());
        }
        return builder.build();
    }

    /** The demo's certificate is its own; on the loopback address nobody can stand between. */
    private static SSLContext selfSigned() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** The extended kind also leaves out the host name, which a certificate for localhost need not have. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // anybody
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // anybody
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            // anybody
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // anybody
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // anybody
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // anybody
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
