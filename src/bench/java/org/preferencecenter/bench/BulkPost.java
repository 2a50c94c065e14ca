package org.preferencecenter.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Sends a batch on one connection while another thread takes the answers, as light as can be. */
final class BulkPost {

    /** @param bytes of the answer, as they came over the wire */
    record Result(double seconds, long lines, long bytes) {
    }

    private static final byte[] ALLOW = "\"verdict\":\"ALLOW\",\"reasons\"".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final String key;
    private long allowed;

    BulkPost(int port, String key) {
        this.port = port;
        this.key = key;
    }

    /** How many were allowed in the last batch. */
    long allowed() {
        return allowed;
    }

    Result send(String stream, byte[] lines) throws Exception {
        long begin = System.nanoTime();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/v1/decisions:batch?stream=" + stream + " HTTP/1.0\r\nHost: p.example.org\r\n"
                    + "Authorization: Bearer " + key + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + lines.length
                    + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    BulkLoad.all(out, lines);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            Result result = read(socket.getInputStream(), begin);
            sent.get();
            return result;
        }
    }

    private Result read(InputStream in, long begin) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long bytes = 0;
        long answers = 0;
        long yes = 0;
        int matched = 0;
        byte before = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes += n;
            for (int i = 0; i < n; i++) {
                matched = buffer[i] == ALLOW[matched] ? matched + 1 : buffer[i] == ALLOW[0] ? 1 : 0;
                if (matched == ALLOW.length) {
                    yes++;
                    matched = 0;
                }
                answers += buffer[i] == '\n' && before != '\r' ? 1 : 0;   // lines of the header end with CR LF
                before = buffer[i];
            }
        }
        allowed = yes;
        return new Result((System.nanoTime() - begin) / 1e9, answers, bytes);
    }
}
