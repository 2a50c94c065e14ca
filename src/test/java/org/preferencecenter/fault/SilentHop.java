package org.preferencecenter.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A next hop that says nothing more about {@code data} at DATA, and about {@code dot} once it has its message. */
final class SilentHop implements AutoCloseable {

    private final ServerSocket socket = open();
    final Map<String, Integer> taken = new ConcurrentHashMap<>();
    final CountDownLatch silent = new CountDownLatch(2);
    volatile boolean silence = true;

    SilentHop() {
        Talk.daemon(() -> {
            while (true) {
                Socket client = socket.accept();
                Talk.daemon(() -> talk(client));
            }
        });
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        Talk.say(client, "220 hop");
        String reader = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("RCPT")) {
                reader = line.substring(line.indexOf('<') + 1, line.indexOf('@'));
            }
            if (!line.equals("DATA")) {
                Talk.say(client, "250 ok");
            } else if (!hushed("data", reader)) {
                Talk.say(client, "354 go on");
                while (!in.readLine().equals(".")) {
                    continue;
                }
                taken.merge(reader, 1, Integer::sum);
                if (!hushed("dot", reader)) {
                    Talk.say(client, "250 2.0.0 kept");
                }
            }
        }
    }

    private boolean hushed(String where, String reader) {
        if (silence && where.equals(reader)) {
            silent.countDown();
            return true;
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    int port() {
        return socket.getLocalPort();
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
