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
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.demo.control.DemoPhone;
import org.preferencecenter.demo.entity.Texted;

/** {@code /demo/phone.json}: every text as received, newest first; {@code ?to=+33…} for one telephone's. */
@WebServlet("/demo/phone.json")
public class PhoneJson extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient DemoPhone phone;
    @Inject
    private transient Catalog catalog;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        try (JsonGenerator json = Json.createGenerator(response.getOutputStream())) {
            json.writeStartArray();
            for (Texted text : phone.newest(PhoneServlet.number(request.getParameter("to")), DemoPhone.KEPT)) {
                json.writeStartObject().write("id", text.id()).write("to", text.number())
                        .write("brand", catalog.now().brand(text.brand()).map(Brand::code).orElse(""))
                        .write("at", text.at().toString()).write("text", text.text()).writeEnd();
            }
            json.writeEnd();
        }
    }
}
