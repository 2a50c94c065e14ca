package org.preferencecenter.center.boundary;

import java.io.IOException;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A page in plain words when there is nothing to show; the same for every reason a link may be wrong. */
@Named
@RequestScoped
public class SorryPage extends PublicPage {

    private int status;

    /** @param why the HTTP status, one that has a {@code sorry.} sentence: 400, 403, 404, 413, 429, 503 */
    void show(HttpServletRequest request, HttpServletResponse response, int why) throws ServletException, IOException {
        status = why;
        open(request, "GET".equals(request.getMethod()) ? request.getParameter("l") : null, null, Optional.empty());
        response.setStatus(why);
        if (why == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "30");
        }
        request.getRequestDispatcher("/center/sorry.xhtml").forward(request, response);
    }

    public String getHeading() {
        return say("sorry." + status + ".title");
    }

    public String getText() {
        return say("sorry." + status + ".text");
    }
}
