package org.preferencecenter.platform;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that tests start. A port the system gave for the asking (port 0) is given by it to the next connection as
 * well, and a server needs seconds until it takes it. These lie below those the system gives away, and each is kept for the JVM
 * that was given it: by the same port of UDP, where nobody here listens, so that whoever else asks passes it over.
 */
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    /** Kept to the end of the JVM. */
    private static final List<DatagramSocket> KEPT = new ArrayList<>();
    private static int last = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);

    private FreePort() {
    }

    /** @return a port of this machine that nobody listens at, and that no other test is given */
    public static synchronized int next() {
        for (int i = LOWEST; i < HIGHEST; i++) {
            last = last + 1 < HIGHEST ? last + 1 : LOWEST;
            if (kept(last)) {
                return last;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + HIGHEST);
    }

    private static boolean kept(int port) {
        try {
            DatagramSocket keeper = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            try (ServerSocket free = new ServerSocket(port)) {
                KEPT.add(keeper);
                return free.isBound();
            } catch (IOException taken) {
                keeper.close();
                return false;
            }
        } catch (IOException anotherTests) {
            return false;
        }
    }
}
