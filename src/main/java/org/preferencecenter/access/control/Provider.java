package org.preferencecenter.access.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import org.preferencecenter.platform.entity.OidcSettings;
import org.preferencecenter.platform.entity.Settings;

/**
 * What the organisation's provider says about itself (OpenID Connect Discovery 1.0 §4): asked before anybody is sent there,
 * so that a provider that is away is told in our words, and for where one signs out. Sign-in itself is the server's.
 */
@Singleton
public class Provider {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    /** So long an answer, or none, is believed: whoever presses the button a hundred times has it asked once. */
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private final Optional<OidcSettings> settings;
    private final URI base;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private Optional<Door> last = Optional.empty();
    private Instant until = Instant.MIN;

    @Inject
    public Provider(Settings settings, Clock clock) {
        this.settings = settings.oidc();
        this.base = settings.baseUrl();
        this.clock = clock;
    }

    /**
     * The provider, as it answers.
     *
     * @param leave where one signs out there and comes back to our sign-in page (OpenID Connect RP-Initiated Logout 1.0 §2);
     *              nothing: it offers no such page
     */
    public record Door(Optional<URI> leave) {
    }

    /** Empty if none is set, if it does not answer, or if it names itself otherwise than it is named here (§4.3). */
    public synchronized Optional<Door> door() {
        if (settings.isPresent() && !clock.instant().isBefore(until)) {
            last = ask(settings.get());
            until = clock.instant().plus(BELIEVED);
        }
        return last;
    }

    private Optional<Door> ask(OidcSettings oidc) {
        String issuer = oidc.issuer().toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + (issuer.endsWith("/") ? "" : "/")
                + ".well-known/openid-configuration")).timeout(ANSWER).header("Accept", "application/json").build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == 200 ? read(answer.body(), oidc) : Optional.empty();
        } catch (IOException | JsonException | IllegalArgumentException away) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Door> read(byte[] body, OidcSettings oidc) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            JsonObject told = reader.readObject();
            if (!oidc.issuer().toString().equals(told.getString("issuer", ""))) {
                return Optional.empty();
            }
            String leave = told.getString("end_session_endpoint", "");
            return Optional.of(new Door(leave.isEmpty() ? Optional.empty() : Optional.of(URI.create(leave
                    + (leave.contains("?") ? "&" : "?") + "client_id=" + encode(oidc.client())
                    + "&post_logout_redirect_uri=" + encode(base + "/office/signIn")))));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
