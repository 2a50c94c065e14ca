package org.preferencecenter.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail client's keep-alive connection, as light as can be: the load must not eat the machine it measures. */
final class Post implements AutoCloseable {

    private static final byte[] BODY_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];

    Post(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    /** Posts and waits. @return the status */
    int send(String token) throws IOException {
        return send(("POST /u/" + token + " HTTP/1.1\r\nHost: p.example.org\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 26\r\n\r\n"
                + "List-Unsubscribe=One-Click").getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a whole request and waits for the answer, which must have a Content-Length. @return the status */
    int send(byte[] request) throws IOException {
        out.write(request);
        int length = 0;
        int headerEnd = -1;
        while (headerEnd < 0) {
            length += read(length);
            headerEnd = find(length);
        }
        int whole = headerEnd + BODY_END.length + contentLength(headerEnd);
        while (length < whole) {
            length += read(length);
        }
        return (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + (buffer[11] - '0');
    }

    private int read(int from) throws IOException {
        int n = in.read(buffer, from, buffer.length - from);
        if (n <= 0) {
            throw new IOException("the server closed the connection");
        }
        return n;
    }

    private int find(int length) {
        for (int i = 0; i + 3 < length; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private int contentLength(int headerEnd) {
        String header = new String(buffer, 0, headerEnd, StandardCharsets.US_ASCII).toLowerCase();
        int at = header.indexOf("content-length:");
        int end = header.indexOf('\r', at);
        return at < 0 ? 0 : Integer.parseInt(header.substring(at + 15, end < 0 ? headerEnd : end).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
