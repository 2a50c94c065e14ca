package org.preferencecenter.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** A mail server that takes everything and keeps nothing, as fast as it can: the limit a relay is measured against. */
final class MailSink implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    private final LongAdder messages = new LongAdder();

    MailSink() throws IOException {
        Thread door = new Thread(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    client.setTcpNoDelay(true);
                    Thread talk = new Thread(() -> talk(client), "sink");
                    talk.setDaemon(true);
                    talk.start();
                } catch (IOException shut) {
                    return;
                }
            }
        }, "sink-door");
        door.setDaemon(true);
        door.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    long messages() {
        return messages.sum();
    }

    private void talk(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream(), 16384);
            OutputStream out = client.getOutputStream();
            StringBuilder answers = new StringBuilder("220 sink\r\n");
            while (true) {
                if (in.available() == 0) {
                    out.write(answers.toString().getBytes(StandardCharsets.US_ASCII));
                    answers.setLength(0);
                }
                String line = line(in);
                if (line == null || line.startsWith("QUIT")) {
                    return;
                }
                if (line.startsWith("DATA")) {
                    out.write((answers + "354 go\r\n").getBytes(StandardCharsets.US_ASCII));
                    answers.setLength(0);
                    text(in);
                    messages.increment();
                    answers.append("250 2.0.0 kept\r\n");
                } else {
                    answers.append(line.startsWith("EHLO") ? "250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n" : "250 2.0.0 ok\r\n");
                }
            }
        } catch (IOException gone) {
            // the client left
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static void text(InputStream in) throws IOException {
        int seen = 2;
        String end = "\r\n.\r\n";
        while (seen < end.length()) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("left");
            }
            seen = c == end.charAt(seen) ? seen + 1 : c == '\r' ? 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
