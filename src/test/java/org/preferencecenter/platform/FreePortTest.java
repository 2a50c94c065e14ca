package org.preferencecenter.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class FreePortTest {

    @Test
    void no_port_is_given_twice_and_none_that_a_connection_may_be_given() throws Exception {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            int port = FreePort.next();
            assertTrue(given.add(port) && port < 32_768, port + "");
            try (ServerSocket server = new ServerSocket(port)) {
                assertEquals(port, server.getLocalPort());
            }
            // What another JVM would find out: it is somebody's.
            assertThrows(BindException.class, () -> new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).close());
        }
    }
}
