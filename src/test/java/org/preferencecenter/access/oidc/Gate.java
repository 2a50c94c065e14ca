package org.preferencecenter.access.oidc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before the provider: shut, as if it were away; open; or open with somebody in it who hands out tokens of their
 * own.
 */
final class Gate implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private final ServerSocket door;
    private volatile int target;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private volatile boolean open;
    private volatile String tokens;

    Gate() throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::admit);
    }

    int port() {
        return door.getLocalPort();
    }

    /** @param port where the provider answers, whom the gate has led to nobody until now */
    void leadTo(int port) {
        target = port;
    }

    /** Connections that are kept lead where new ones do. */
    void open() {
        tokens = null;
        open = true;
    }

    void shut() {
        open = false;
        cut();
    }

    /** @param answer what whoever asks for tokens gets instead of theirs, as JSON */
    void handOut(String answer) {
        tokens = answer;
        open = true;
        cut();
    }

    /** Connections that were kept from before would know nothing of it. */
    private void cut() {
        passing.forEach(Gate::end);
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket guest = door.accept();
                passing.add(guest);
                if (open) {
                    start(() -> pass(guest));
                } else {
                    end(guest);
                }
            } catch (IOException closed) {
                // the next one
            }
        }
    }

    private void pass(Socket guest) {
        try (guest) {
            byte[] head = head(guest.getInputStream());
            String text = new String(head, StandardCharsets.ISO_8859_1);
            if (tokens != null && text.startsWith("POST ") && text.contains("/openid-connect/token")) {
                Matcher length = LENGTH.matcher(text);
                guest.getInputStream().readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                byte[] body = tokens.getBytes(StandardCharsets.UTF_8);
                guest.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                guest.getOutputStream().write(body);
                return;
            }
            try (Socket host = new Socket(InetAddress.getByName("127.0.0.1"), target)) {
                passing.add(host);
                host.getOutputStream().write(head);
                start(() -> pump(host, guest));
                pump(guest, host);
                passing.remove(host);
            }
        } catch (IOException gone) {
            // whoever asked sees it
        } finally {
            passing.remove(guest);
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int end = 0; end < 4;) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended");
            }
            head.write(next);
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
        }
        return head.toByteArray();
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // it was
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
