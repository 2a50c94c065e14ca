package org.preferencecenter.mail.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.MilterFrame;

/** The door over real sockets. */
@Timeout(180)
class MilterDoorTest {

    private final TestClearance desk = new TestClearance();
    @TempDir
    private Path folder;

    private MilterDoor open(String socket) throws IOException {
        return new MilterDoor(socket, desk.rules(false, true, ExistingPolicy.REPLACE));
    }

    private static SocketChannel line(SocketAddress to) throws IOException {
        SocketChannel line = SocketChannel.open(to);
        say(line, 'O', MilterPeer.numbers(6, 0x1ff, MilterPeer.POSTFIX));
        assertEquals('O', answer(line).command());
        return line;
    }

    private static void say(SocketChannel line, char command, String data) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(new MilterFrame(command, data).bytes());
        while (bytes.hasRemaining()) {
            line.write(bytes);
        }
    }

    /** One frame; command 0 when the line is closed. */
    private static MilterFrame answer(SocketChannel line) throws IOException {
        ByteBuffer head = read(line, 4);
        return head == null ? new MilterFrame('\0', "")
                : frame(new String(read(line, head.getInt()).array(), StandardCharsets.ISO_8859_1));
    }

    private static MilterFrame frame(String text) {
        return new MilterFrame(text.charAt(0), text.substring(1));
    }

    private static ByteBuffer read(SocketChannel line, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (line.read(bytes) < 0) {
                return null;
            }
        }
        return bytes.flip();
    }

    @Test
    void it_speaks_over_tcp_and_closes_on_what_is_no_milter_line() throws IOException {
        try (MilterDoor door = open("inet:127.0.0.1:0")) {
            SocketAddress address = new InetSocketAddress("127.0.0.1", door.port());
            try (SocketChannel line = line(address)) {
                say(line, 'M', "<a@mail.example.org>\0");
                say(line, 'R', "<refused@example.net>\0");
                assertTrue(answer(line).data().startsWith("550 5.7.1 Refused by decision "));
            }
            try (SocketChannel http = SocketChannel.open(address)) {
                http.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                assertEquals('\0', answer(http).command());
            }
        }
    }

    @Test
    void a_socket_left_behind_is_replaced_one_in_use_is_left_alone_and_its_own_goes_with_it() throws IOException {
        Path file = folder.resolve("door");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address).close();
        assertTrue(Files.exists(file), "as a killed process leaves it");
        try (MilterDoor door = open("unix:" + file)) {
            assertEquals(-1, door.port());
            assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            line(address).close();
            assertThrows(IOException.class, () -> open("unix:" + file));
            line(address).close();
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void a_line_that_says_nothing_is_closed_and_gives_back_what_it_held() throws IOException {
        try (MilterDoor door = open("inet:127.0.0.1:0"); SocketChannel line = line(new InetSocketAddress("127.0.0.1",
                door.port()))) {
            say(line, 'M', "<a@mail.example.org>\0");
            say(line, 'R', "<ada@example.net>\0");
            assertEquals('c', answer(line).command());
            door.sweep(Duration.ofHours(1));
            assertEquals(1, door.lines());
            door.sweep(Duration.ofNanos(-1));
            assertEquals('\0', answer(line).command());
            desk.awaitSettled();
            assertEquals(List.of("asked ada@example.net", "released"), desk.events);
        }
    }

    @Test
    void at_the_end_lines_without_a_message_close_at_once_and_a_message_at_hand_may_end() throws Exception {
        MilterDoor door = open("inet:127.0.0.1:0");
        SocketAddress address = new InetSocketAddress("127.0.0.1", door.port());
        try (SocketChannel idle = line(address); SocketChannel busy = line(address)) {
            say(busy, 'M', "<a@mail.example.org>\0");
            say(busy, 'R', "<ada@example.net>\0");
            assertEquals('c', answer(busy).command());
            Thread closing = new Thread(() -> {
                try {
                    door.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            closing.start();
            assertEquals('\0', answer(idle).command());
            say(busy, 'L', "From\0 a@mail.example.org\0");
            say(busy, 'E', "");
            MilterFrame last = answer(busy);
            while (last.command() == 'i') {
                last = answer(busy);
            }
            assertEquals('c', last.command());
            assertEquals('\0', answer(busy).command());
            closing.join();
            desk.awaitSettled();
            assertEquals(List.of("asked ada@example.net", "sent"), desk.events);
        }
        assertThrows(IOException.class, () -> SocketChannel.open(address));
    }
}
