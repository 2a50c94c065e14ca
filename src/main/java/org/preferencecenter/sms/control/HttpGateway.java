package org.preferencecenter.sms.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.json.Json;

import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.sms.entity.TextMessage;

/** A gateway that takes texts as JSON: {@code POST {"to": …, "text": …, "brand": …, "id": …}}; 2xx says that it has one. */
final class HttpGateway {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final URI address;
    private final Optional<String> authorization;
    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    HttpGateway(URI address, Optional<Secret> token) {
        this(address, token, ANSWER);
    }

    /** @param patience how long the answer may take */
    HttpGateway(URI address, Optional<Secret> token, Duration patience) {
        this.address = address;
        this.authorization = token.map(secret -> "Bearer " + new String(secret.bytes(), StandardCharsets.UTF_8));
        this.patience = patience;
    }

    /** @param brand code of the brand that writes */
    boolean send(TextMessage message, String brand) {
        String json = Json.createObjectBuilder().add("to", message.number()).add("text", message.text()).add("brand", brand)
                .add("id", UUID.randomUUID().toString()).build().toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience)
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        authorization.ifPresent(bearer -> request.header("Authorization", bearer));
        try {
            int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException e) {
            throw new IllegalStateException("the SMS gateway does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the SMS gateway was not waited for", e);
        }
    }
}
