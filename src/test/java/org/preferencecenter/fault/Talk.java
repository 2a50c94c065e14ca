package org.preferencecenter.fault;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Something said over a line, on a thread of its own, until whoever is talked to is gone. */
interface Talk {

    void go() throws IOException;

    static Thread daemon(Talk talk) {
        Thread thread = new Thread(() -> {
            try {
                talk.go();
            } catch (IOException ended) {
                // whoever was talked to is gone
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void say(Socket to, String line) throws IOException {
        to.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
