package org.preferencecenter.access.oidc;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.net.ssl.HttpsURLConnection;

import org.preferencecenter.browser.Believing;

/** Somebody with a browser: cookies of each host, redirects, forms. Believes the server's certificate of its own. */
final class Surfer {

    private static final Pattern INPUT = Pattern.compile("<(?:input|button)\\b[^>]*>");
    private final Map<String, Map<String, String>> cookies = new HashMap<>();

    /** What came back. @param set the Set-Cookie headers of all steps that led here */
    record Answer(URI uri, int status, String location, List<String> set, String body) {

        /** The fields of a form, its button too, as the page fills them in. @param part what its tag holds */
        Map<String, String> form(String part) {
            Map<String, String> fields = new LinkedHashMap<>();
            Matcher input = INPUT.matcher(formText(part));
            while (input.find()) {
                String name = attribute(input.group(), "name");
                if (!name.isEmpty() && !input.group().contains("type=\"checkbox\"")) {
                    fields.put(name, attribute(input.group(), "value"));
                }
            }
            return fields;
        }

        URI action(String part) {
            return uri.resolve(attribute(formText(part), "action"));
        }

        private String formText(String part) {
            for (String form : body.split("(?=<form\\b)")) {
                if (form.startsWith("<form") && form.substring(0, form.indexOf('>')).contains(part)) {
                    return form.substring(0, form.indexOf("</form>"));
                }
            }
            throw new AssertionError("no form with " + part + " on " + uri + ", " + status + ":\n" + body);
        }

        String title() {
            Matcher title = Pattern.compile("(?s)<h1[^>]*>\\s*(.*?)\\s*</h1>").matcher(body);
            return title.find() ? title.group(1) : "";
        }
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1).replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"") : "";
    }

    Answer get(URI uri, String... headers) throws IOException {
        return send(uri, null, headers);
    }

    Answer post(URI uri, Map<String, String> form) throws IOException {
        return send(uri, form);
    }

    /** Goes on where an answer leads, until a page is shown. */
    Answer follow(Answer answer) throws IOException {
        List<String> set = new ArrayList<>(answer.set());
        Answer now = answer;
        for (int i = 0; i < 12 && now.location() != null; i++) {
            now = get(now.uri().resolve(now.location()));
            set.addAll(now.set());
        }
        return new Answer(now.uri(), now.status(), now.location(), set, now.body());
    }

    Answer open(URI uri) throws IOException {
        return follow(get(uri));
    }

    String cookie(URI uri, String name) {
        return cookies.getOrDefault(uri.getAuthority(), Map.of()).get(name);
    }

    private Answer send(URI uri, Map<String, String> form, String... headers) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(Believing.context().getSocketFactory());
            secure.setHostnameVerifier((host, session) -> true);
        }
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(30_000);
        connection.setReadTimeout(60_000);
        connection.setRequestProperty("Accept-Language", "en");
        Map<String, String> jar = cookies.computeIfAbsent(uri.getAuthority(), host -> new LinkedHashMap<>());
        if (!jar.isEmpty()) {
            connection.setRequestProperty("Cookie", jar.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue())
                    .collect(Collectors.joining("; ")));
        }
        for (int i = 0; i < headers.length; i += 2) {
            connection.setRequestProperty(headers[i], headers[i + 1]);
        }
        if (form != null) {
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            connection.getOutputStream().write(form.entrySet().stream().map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
                    .collect(Collectors.joining("&")).getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        List<String> set = new ArrayList<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if ("Set-Cookie".equalsIgnoreCase(name)) {
                set.addAll(values);
            }
        });
        set.forEach(value -> keep(jar, value));
        String body = "";
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            body = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String location = status / 100 == 3 ? connection.getHeaderField("Location") : null;
        connection.disconnect();
        return new Answer(uri, status, location, set, body);
    }

    private static void keep(Map<String, String> jar, String value) {
        String pair = value.replaceFirst(";.*", "");
        String name = pair.replaceFirst("=.*", "");
        if (value.matches("(?i).*(max-age=0\\b|expires=thu, 0?1[- ]jan[- ]1970).*")) {
            jar.remove(name);
        } else {
            jar.put(name, pair.substring(name.length() + 1));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
