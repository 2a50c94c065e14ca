package org.preferencecenter.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** A port nobody uses right now. */
final class FreePort {

    private FreePort() {
    }

    /** Waits until somebody listens there. */
    static void awaitTaken(int port) throws IOException, InterruptedException {
        while (true) {
            try (Socket taken = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (ConnectException notYet) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }

    static int any() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
