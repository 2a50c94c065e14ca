package org.preferencecenter.center.boundary;

import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.PrintWriter;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.preferencecenter.center.entity.Sample;

/**
 * Draws a public page as a {@link Sample}: the page's own template and bean, nobody's data, links that lead nowhere. Whoever
 * forwards here has asked who is looking; from outside it does not exist ({@link OnlyByForward}).
 */
@WebServlet("/center/sample")
public class SampleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient PreferencesPage preferences;
    @Inject
    private transient SignUpPage signUp;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Sample sample = (Sample) request.getAttribute(Sample.class.getName());
        String view = !sample.form().isEmpty() && signUp.sample(request, sample) ? SignUpServlet.VIEW : Requests.PREFERENCES;
        if (view.equals(Requests.PREFERENCES)) {
            preferences.sample(request, sample);
        }
        Kept kept = new Kept(response);
        request.getRequestDispatcher(view).forward(request, kept);
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter().write(Sample.inert(kept.text()));
    }

    /** Keeps what is written, so that it can be changed before it is sent. */
    private static final class Kept extends HttpServletResponseWrapper {

        private final CharArrayWriter text = new CharArrayWriter();
        private final java.io.ByteArrayOutputStream octets = new java.io.ByteArrayOutputStream();
        private final PrintWriter writer = new PrintWriter(text);

        Kept(HttpServletResponse response) {
            super(response);
        }

        String text() {
            writer.flush();
            return text.size() > 0 ? text.toString() : octets.toString(java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public PrintWriter getWriter() {
            return writer;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new IllegalStateException("written at once");
                }

                @Override
                public void write(int octet) {
                    octets.write(octet);
                }
            };
        }

        @Override
        public void flushBuffer() {
            writer.flush();
        }

        @Override
        public void setContentLength(int length) {
            // It will be another one.
        }

        @Override
        public void setContentLengthLong(long length) {
            // It will be another one.
        }
    }
}
