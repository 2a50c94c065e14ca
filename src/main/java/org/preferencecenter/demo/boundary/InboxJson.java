package org.preferencecenter.demo.boundary;

import java.io.IOException;
import java.util.Base64;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.demo.control.DemoInbox;
import org.preferencecenter.demo.entity.Received;

/** {@code /demo/inbox.json}: every message as received, newest first. */
@WebServlet("/demo/inbox.json")
public class InboxJson extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient DemoInbox inbox;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        try (JsonGenerator json = Json.createGenerator(response.getOutputStream())) {
            json.writeStartArray();
            // One body at a time: the inbox as a whole may not fit into memory.
            for (Received listed : inbox.newest(null, DemoInbox.KEPT)) {
                inbox.find(listed.id()).ifPresent(message -> json.writeStartObject().write("id", message.id())
                        .write("to", message.recipient()).write("subject", message.subject())
                        .write("raw", Base64.getEncoder().encodeToString(message.raw())).writeEnd());
            }
            json.writeEnd();
        }
    }
}
