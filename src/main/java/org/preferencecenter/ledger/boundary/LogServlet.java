package org.preferencecenter.ledger.boundary;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.ledger.control.LedgerBroken;
import org.preferencecenter.ledger.control.Log;

/**
 * What an outsider needs to be a witness: {@code GET /log/checkpoint}, {@code GET /log/key} and
 * {@code GET /log/consistency?from=…&to=…}, the proof that the log of the second size holds all of the first. Plain text.
 */
@WebServlet({"/log/checkpoint", "/log/key", "/log/consistency"})
public class LogServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(LogServlet.class.getName());

    @Inject
    private transient Log log;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> text;
        try {
            text = switch (request.getServletPath()) {
                case "/log/checkpoint" -> log.checkpoint();
                case "/log/key" -> Optional.of(log.keys()).filter(keys -> !keys.isEmpty());
                default -> log.consistency(number(request, "from"), number(request, "to"));
            };
        } catch (SQLException | LedgerBroken away) {
            LOG.log(Level.WARNING, "the log cannot be told: {0}", away.getClass().getName());
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        if (text.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/plain;charset=UTF-8");
        // A checkpoint is new every few seconds; what a proof or a key says never changes.
        response.setHeader("Cache-Control", request.getServletPath().equals("/log/checkpoint") ? "public, max-age=5" : "public, max-age=300");
        response.getOutputStream().write(text.get().getBytes(StandardCharsets.UTF_8));
    }

    /** @return -1 if it is none */
    private static long number(HttpServletRequest request, String name) {
        String text = request.getParameter(name);
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }
}
