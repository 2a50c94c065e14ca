package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.center.control.Stylesheets;

/** {@code GET /brand/{id}.css?v=…}: the look of a brand's public pages; {@code 0} is the look without a brand. */
@WebServlet("/brand/*")
public class BrandStyle extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Stylesheets stylesheets;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> css = id(request.getPathInfo()).flatMap(stylesheets::of);
        if (css.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        boolean current = Stylesheets.version(css.get()).equals(request.getParameter("v"));
        response.setHeader("Cache-Control", current ? "public, max-age=31536000, immutable" : "public, max-age=300");
        response.setContentType("text/css;charset=UTF-8");
        response.getOutputStream().write(css.get().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Integer> id(String path) {
        return path != null && path.matches("/\\d{1,9}\\.css")
                ? Optional.of(Integer.valueOf(path.substring(1, path.length() - 4))) : Optional.empty();
    }
}
