package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** {@code GET /} */
@WebServlet("")
public class Home extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient HomePage page;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        page.open(request, request.getParameter("l"), null, Optional.empty());
        request.getRequestDispatcher("/center/home.xhtml").forward(request, response);
    }
}
