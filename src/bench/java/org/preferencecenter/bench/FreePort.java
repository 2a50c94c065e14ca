package org.preferencecenter.bench;

import java.io.IOException;
import java.net.ServerSocket;

/** A port nobody uses right now. */
final class FreePort {

    private FreePort() {
    }

    static int any() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
