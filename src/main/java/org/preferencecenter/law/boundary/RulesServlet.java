package org.preferencecenter.law.boundary;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** {@code GET /law?at=2026-08-11&jurisdiction=FR&l=fr}: the rule book for people to read. Public; it holds nobody's data. */
@WebServlet("/law")
public class RulesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient RulesPage page;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (!page.open(request)) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
        request.getRequestDispatcher("/law/rules.xhtml").forward(request, response);
    }
}
