package org.preferencecenter.demo.boundary;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.servlet.annotation.MultipartConfig;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.decision.control.Wording;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.demo.control.DemoInbox;
import org.preferencecenter.demo.control.DemoPost;
import org.preferencecenter.mail.entity.Dispatched;

/**
 * {@code POST /demo/send} with {@code to} (a demo recipient's address), {@code topic} or {@code stream} (its code) and
 * optionally {@code subject}, as a form or as JSON. Sends one more message the way any sender would and tells what became
 * of it: to a browser by going back to the inbox, to anybody else as JSON. A refusal is an answer, so it is 200 too.
 */
@WebServlet("/demo/send")
@MultipartConfig(maxRequestSize = SendServlet.LARGEST, fileSizeThreshold = SendServlet.LARGEST)
public class SendServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    static final int LARGEST = 8 * 1024;

    @Inject
    private transient DemoPost post;
    @Inject
    private transient DemoInbox inbox;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> asked = asked(request);
        boolean page = String.valueOf(request.getHeader("Accept")).contains("text/html");
        Optional<Recipient> recipient = Optional.ofNullable(asked.get("to")).flatMap(to -> post.recipient(to.strip()));
        Optional<Stream> stream = Optional.ofNullable(asked.getOrDefault("stream", asked.get("topic")))
                .flatMap(code -> post.stream(code.strip()));
        if (recipient.isEmpty() || stream.isEmpty()) {
            unknown(response, page, asked, recipient.isEmpty() ? "to" : "topic");
            return;
        }
        int issue = inbox.newest(asked.get("to").strip(), 100).size() + 1;
        Dispatched result = post.send(recipient.get(), stream.get(), issue, asked.get("subject"));
        if (page) {
            String said = result.acknowledged() ? "sent" : result.reply().isPresent() ? "hop" : "kept";
            int newest = result.acknowledged() ? inbox.newest(asked.get("to").strip(), 1).stream().findFirst()
                    .map(message -> message.id()).orElse(0) : 0;
            back(response, asked, "said=" + said + "&decision=" + result.decision().id() + (newest > 0 ? "&m=" + newest : ""));
        } else {
            json(response, 200, told(result, stream.get()));
        }
    }

    private static Map<String, String> asked(HttpServletRequest request) throws IOException {
        Map<String, String> asked = new HashMap<>();
        if (String.valueOf(request.getContentType()).startsWith("application/json")) {
            String body = new String(request.getInputStream().readNBytes(LARGEST), StandardCharsets.UTF_8);
            try (var reader = Json.createReader(new java.io.StringReader(body))) {
                JsonObject object = reader.readObject();
                object.forEach((name, value) -> {
                    if (value instanceof JsonString text) {
                        asked.put(name, text.getString());
                    }
                });
            } catch (JsonException | IllegalStateException notAnObject) {
                // nothing was asked for then, which is answered as such
            }
        } else {
            request.setCharacterEncoding("UTF-8");
            request.getParameterMap().forEach((name, values) -> asked.put(name, values[0]));
        }
        asked.values().removeIf(String::isBlank);
        return asked;
    }

    private static void unknown(HttpServletResponse response, boolean page, Map<String, String> asked, String what)
            throws IOException {
        if (page) {
            back(response, asked, "said=unknown");
        } else {
            boolean missing = !asked.containsKey(what) && !(what.equals("topic") && asked.containsKey("stream"));
            json(response, missing ? 422 : 404, Json.createObjectBuilder().add("sent", false).add("detail", missing
                    ? "The field " + what + " is missing: send to=<a demo recipient's address> and topic=<its code>, such as jazz."
                    : "No demo " + (what.equals("to") ? "recipient has this address." : "topic, purpose or stream has this code.")));
        }
    }

    private static JsonObjectBuilder told(Dispatched result, Stream stream) {
        Decision decision = result.decision();
        JsonArrayBuilder reasons = Json.createArrayBuilder();
        decision.reasons().forEach(reason -> reasons.add(Json.createObjectBuilder().add("rule", reason.rule())
                .add("citation", reason.citation()).add("sentence", Wording.sentence(reason, "en"))));
        JsonObjectBuilder told = Json.createObjectBuilder().add("sent", result.acknowledged()).add("stream", stream.code())
                .add("decision", decision.id().toString()).add("verdict", decision.verdict().name()).add("reasons", reasons);
        if (decision.notBefore() != null) {
            told.add("notBefore", decision.notBefore().toString());
        }
        result.reply().ifPresent(reply -> told.add("reply",
                Json.createObjectBuilder().add("code", reply.code()).add("text", reply.text())));
        return told;
    }

    private static void json(HttpServletResponse response, int status, JsonObjectBuilder body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(body.build().toString());
    }

    private static void back(HttpServletResponse response, Map<String, String> asked, String told) {
        String language = asked.containsKey("l") ? "&l=" + URLEncoder.encode(asked.get("l"), StandardCharsets.UTF_8) : "";
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "inbox?" + told + language + kept(asked, "to") + kept(asked, "stream"));
    }

    /** What was picked stays picked. */
    private static String kept(Map<String, String> asked, String name) {
        return asked.containsKey(name) ? "&" + name + "=" + URLEncoder.encode(asked.get(name), StandardCharsets.UTF_8) : "";
    }
}
