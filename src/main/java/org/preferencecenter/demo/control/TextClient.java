package org.preferencecenter.demo.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;

import org.preferencecenter.demo.entity.Exchange;
import org.preferencecenter.platform.entity.Settings;

/** Does what an SMS gateway does when somebody texts to one of our numbers: one POST to our own webhook. */
@Singleton
public class TextClient {

    /** The demo theatre's number, of those kept for fiction by ARCEP. */
    public static final String NUMBER = "+33639989999";
    private static final String PATH = "/api/v1/texts";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI server;

    @Inject
    public TextClient(Settings settings) {
        this.server = settings.baseUrl();
    }

    /** What the gateway said and heard. */
    public Exchange tell(String from, String text) {
        String body = Json.createObjectBuilder().add("id", UUID.randomUUID().toString()).add("from", from).add("to", NUMBER)
                .add("text", text).build().toString();
        String request = "POST " + PATH + " HTTP/1.1\nHost: " + server.getAuthority()
                + "\nContent-Type: application/json\n\n" + body;
        try {
            HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(server + PATH)).timeout(PATIENCE)
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Exchange(request, answer.statusCode(), answer.body().replace(",\"", ",\n \""));
        } catch (IOException e) {
            return new Exchange(request, 0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Exchange(request, 0, "");
        }
    }
}
