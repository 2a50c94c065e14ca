package org.preferencecenter.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client's keep-alive connection, as light as can be: the load must not eat the machine it measures. */
final class Post implements AutoCloseable {

    private static final byte[] BODY_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private long received;

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

    /** Gets and waits, with gzip as every browser takes it. @return the status */
    int get(String path) throws IOException {
        return send(("GET " + path + " HTTP/1.1\r\nHost: p.example.org\r\nAccept-Encoding: gzip\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a whole request and waits for the answer, by its Content-Length or to its last chunk. @return the status */
    int send(byte[] request) throws IOException {
        out.write(request);
        int length = 0;
        int headerEnd = -1;
        while (headerEnd < 0) {
            length += read(length);
            headerEnd = find(length);
        }
        int announced = contentLength(headerEnd);
        if (announced < 0) {
            while (!ends(LAST_CHUNK, length)) {
                length += read(length);
            }
        } else {
            int whole = headerEnd + BODY_END.length + announced;
            while (length < whole) {
                length += read(length);
            }
        }
        received += length;
        return (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + (buffer[11] - '0');
    }

    /** Octets received so far, headers included. */
    long received() {
        return received;
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

    private boolean ends(byte[] end, int length) {
        return Arrays.equals(buffer, length - end.length, length, end, 0, end.length);
    }

    /** @return -1 if the answer comes in chunks */
    private int contentLength(int headerEnd) {
        String header = new String(buffer, 0, headerEnd, StandardCharsets.US_ASCII).toLowerCase();
        int at = header.indexOf("content-length:");
        int end = header.indexOf('\r', at);
        if (at < 0 && header.contains("transfer-encoding: chunked")) {
            return -1;
        }
        return at < 0 ? 0 : Integer.parseInt(header.substring(at + 15, end < 0 ? headerEnd : end).strip());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
