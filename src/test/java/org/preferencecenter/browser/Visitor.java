package org.preferencecenter.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without scripts, cookies or redirects, for tests of single requests. */
public final class Visitor {

    private static final HttpClient CLIENT = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private Visitor() {
    }

    public static HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public static HttpResponse<String> send(String method, String path, String... headers) {
        return send(request(path, headers).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    public static HttpResponse<String> post(String path, byte[] body, String... headers) {
        return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Posts a form, then follows to the page it leads to. */
    public static HttpResponse<String> submit(String path, List<String> fields) {
        HttpResponse<String> answer = post(path, body(fields), "Content-Type", "application/x-www-form-urlencoded");
        if (answer.statusCode() != 303) {
            throw new AssertionError("303 expected, not " + answer.statusCode());
        }
        return get(answer.headers().firstValue("Location").orElseThrow());
    }

    public static byte[] body(List<String> fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.size(); i += 2) {
            body.append(i == 0 ? "" : "&").append(URLEncoder.encode(fields.get(i), StandardCharsets.UTF_8)).append('=')
                    .append(URLEncoder.encode(fields.get(i + 1), StandardCharsets.UTF_8));
        }
        return body.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Name and value of every field of the page's main form as a browser would send it: nothing ticked but what is. */
    public static List<String> form(String html) {
        List<String> fields = new ArrayList<>();
        String form = html.substring(html.indexOf("id=\"choices\""));
        Matcher field = Pattern.compile("<input ([^>]*)/>|<select [^>]*name=\"([^\"]+)\"[^>]*>(.*?)</select>").matcher(form);
        while (field.find()) {
            if (field.group(1) == null) {
                Matcher selected = Pattern.compile("value=\"([^\"]*)\" selected").matcher(field.group(3));
                if (selected.find()) {
                    fields.addAll(List.of(field.group(2), selected.group(1)));
                }
            } else if (field.group(1).contains("type=\"hidden\"") || field.group(1).contains("checked=")) {
                fields.addAll(List.of(attribute(field.group(1), "name"), attribute(field.group(1), "value")));
            }
        }
        return fields;
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile(name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1) : "";
    }

    private static HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(Server.baseUrl().resolve(path))
                .header(Networks.HEADER, Networks.address());
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
