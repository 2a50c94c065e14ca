package org.preferencecenter.demo.boundary;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.mail.control.DkimKeys;
import org.preferencecenter.mail.entity.DnsRecord;

/** {@code /demo/dns.json}: what the demo brand would publish, so that anybody can verify its signatures. */
@WebServlet("/demo/dns.json")
public class DnsJson extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Catalog catalog;
    @Inject
    private transient DkimKeys keys;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        try (JsonGenerator json = Json.createGenerator(response.getOutputStream())) {
            json.writeStartArray();
            catalog.now().brands().forEach(brand -> {
                for (DnsRecord dns : keys.records(brand.mailDomain())) {
                    json.writeStartObject().write("name", dns.name()).write("type", dns.type()).write("value", dns.value())
                            .writeEnd();
                }
            });
            json.writeEnd();
        }
    }
}
