package org.preferencecenter.platform.boundary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.Headers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * What a GET answers is made ready whole, and sent by the web server's own thread (ADR 10 tells why: sent by another, the
 * two fight over the connection as soon as the client asks for more, and half of two cores is lost there). So no page is
 * ever half sent when it breaks, and each has its length. Not for the API, which answers without end where it must.
 */
@WebFilter("/*")
public class WholePages extends HttpFilter {

    private static final long serialVersionUID = 1L;
    /** Octets that are not worth compressing: they fit one packet as they are. */
    private static final int SMALL = 1_200;
    private static final int ROOM = 24 * 1024;
    private static final Pattern REFUSED = Pattern.compile(".*gzip *; *q=0(\\.0*)?(,.*| .*)?");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!"GET".equals(request.getMethod()) || request.getServletPath().startsWith("/api")) {
            chain.doFilter(request, response);
            return;
        }
        Held held = new Held(response);
        chain.doFilter(request, held);
        ServletRequestContext context = ServletRequestContext.requireCurrent();
        if (held.nothing() || context.getErrorCode() > 0 || response.isCommitted()) {
            return;
        }
        HttpServerExchange exchange = context.getExchange();
        if (response.getContentType() != null) {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, response.getContentType());
        }
        ByteBuffer page = ByteBuffer.wrap(held.octets(gzip(request, response)));
        exchange.dispatch(exchange.getIoThread(), () -> exchange.getResponseSender().send(page));
    }

    private static boolean gzip(HttpServletRequest request, HttpServletResponse response) {
        String taken = request.getHeader("Accept-Encoding");
        String type = response.getContentType();
        return taken != null && taken.contains("gzip") && !REFUSED.matcher(taken).matches() && type != null
                && (type.startsWith("text/") || type.contains("json"));
    }

    /** An answer that is kept until it is complete. */
    private static final class Held extends HttpServletResponseWrapper {

        private final ByteArrayOutputStream octets = new ByteArrayOutputStream(0);
        private Text writer;
        private ServletOutputStream stream;

        Held(HttpServletResponse response) {
            super(response);
        }

        boolean nothing() {
            return writer == null && stream == null;
        }

        byte[] octets(boolean gzip) throws IOException {
            byte[] plain = writer == null ? octets.toByteArray() : writer.octets(getCharacterEncoding());
            if (!gzip || plain.length < SMALL) {
                return plain;
            }
            ByteArrayOutputStream small = new ByteArrayOutputStream(plain.length / 3);
            try (GZIPOutputStream zip = new Quick(small)) {
                zip.write(plain);
            }
            setHeader("Content-Encoding", "gzip");
            addHeader("Vary", "Accept-Encoding");
            return small.toByteArray();
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            if (writer == null) {
                setCharacterEncoding(getCharacterEncoding());
                writer = new Text();
            }
            return writer;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            if (stream == null) {
                stream = new Stream(octets);
            }
            return stream;
        }

        @Override
        public void resetBuffer() {
            super.resetBuffer();
            octets.reset();
            if (writer != null) {
                writer.empty();
            }
        }

        @Override
        public void reset() {
            super.reset();
            octets.reset();
            writer = null;
            stream = null;
        }

        @Override
        public void flushBuffer() {
            // Sent whole or not at all.
        }

        @Override
        public void setContentLength(int length) {
            // Known when all is there.
        }

        @Override
        public void setContentLengthLong(long length) {
            // Known when all is there.
        }
    }

    /** A page is written in thousands of scraps: kept as they are, and encoded once. */
    private static final class Text extends PrintWriter {

        private final StringBuilder text = new StringBuilder(ROOM);

        Text() {
            super(nullWriter());
        }

        byte[] octets(String encoding) throws IOException {
            return text.toString().getBytes(encoding);
        }

        void empty() {
            text.setLength(0);
        }

        @Override
        public void write(int character) {
            text.append((char) character);
        }

        @Override
        public void write(char[] characters, int from, int length) {
            text.append(characters, from, length);
        }

        @Override
        public void write(String scrap, int from, int length) {
            text.append(scrap, from, from + length);
        }
    }

    /** A page is written once and read once: what the last tenth would cost is spent better on the next page. */
    private static final class Quick extends GZIPOutputStream {

        Quick(ByteArrayOutputStream into) throws IOException {
            super(into, 8 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static final class Stream extends ServletOutputStream {

        private final ByteArrayOutputStream into;

        Stream(ByteArrayOutputStream into) {
            this.into = into;
        }

        @Override
        public void write(int octet) {
            into.write(octet);
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            into.write(octets, from, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("a page is not written asynchronously");
        }
    }
}
