package org.preferencecenter.demo.boundary;

import java.io.IOException;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.demo.control.TextClient;

/**
 * {@code /demo/phone}: shows the telephones. A POST is somebody texting to the theatre: this server then does what a gateway
 * does with it, and shows the exchange.
 */
@WebServlet("/demo/phone")
public class PhoneServlet extends HttpServlet {

    /** Request attribute: what was said and heard, a {@link org.preferencecenter.demo.entity.Exchange}. */
    static final String EXCHANGE = "demo.texted";
    private static final int LONGEST = 1000;

    private static final long serialVersionUID = 1L;

    @Inject
    private transient TextClient gateway;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        request.getRequestDispatcher("/demo/phone.xhtml").forward(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        request.setCharacterEncoding("UTF-8");
        String from = number(request.getParameter("from"));
        String text = Optional.ofNullable(request.getParameter("text")).orElse("");
        if (from != null && text.length() <= LONGEST) {
            request.setAttribute(EXCHANGE, gateway.tell(from, text));
        }
        doGet(request, response);
    }

    /** The number a parameter holds, or null; the plus that a form makes a blank of is put back. */
    static String number(String parameter) {
        return parameter == null || parameter.isBlank() ? null
                : TelephoneNumber.e164((parameter.startsWith(" ") ? "+" : "") + parameter.strip(), "FR").orElse(null);
    }
}
