package org.preferencecenter.demo.boundary;

import java.io.IOException;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.demo.control.DemoInbox;
import org.preferencecenter.demo.control.MailClient;
import org.preferencecenter.demo.entity.Opened;

/**
 * {@code /demo/inbox}: shows the page. A POST is the page's unsubscribe button: this server then does what a mail client
 * does with the open message, and shows the exchange.
 */
@WebServlet("/demo/inbox")
public class InboxServlet extends HttpServlet {

    /** Request attribute: what was said and heard, a {@link org.preferencecenter.demo.entity.Exchange}. */
    static final String EXCHANGE = "demo.exchange";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient DemoInbox inbox;
    @Inject
    private transient MailClient client;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        request.getRequestDispatcher("/demo/inbox.xhtml").forward(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        inbox.find(number(request.getParameter("m"))).flatMap(found -> Opened.of(found.raw()).oneClick())
                .ifPresent(uri -> request.setAttribute(EXCHANGE, client.unsubscribe(uri)));
        doGet(request, response);
    }

    /** The number a parameter holds, or 0, which no message has. */
    static int number(String parameter) {
        return parameter != null && parameter.matches("[0-9]{1,9}") ? Integer.parseInt(parameter) : 0;
    }
}
