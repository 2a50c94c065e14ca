package org.preferencecenter.mail.boundary;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Where clients knock: a port, or a path of this machine. */
final class Door implements Closeable {

    private static final int BACKLOG = 256;

    private interface Next {
        Wire wire() throws IOException;
    }

    private final Closeable socket;
    private final Next next;
    private final int port;
    private final Runnable came;

    private Door(Closeable socket, Next next, int port) {
        this(socket, next, port, () -> { });
    }

    private Door(Closeable socket, Next next, int port, Runnable came) {
        this.socket = socket;
        this.next = next;
        this.port = port;
        this.came = came;
    }

    /** The same, which says each time that somebody comes. */
    Door telling(Runnable somebodyCame) {
        return new Door(socket, next, port, somebodyCame);
    }

    /** @param port 0: any that is free */
    static Door port(String address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        return new Door(socket, () -> new Wire(socket.accept()), socket.getLocalPort());
    }

    /** A socket that was left behind is put away; anything else there is left alone. */
    static Door path(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()) {
            Files.delete(path);
        }
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(path), BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Door(() -> {
            channel.close();
            Files.deleteIfExists(path);
        }, () -> new Wire(channel.accept()), 0);
    }

    /** Waits for the next client. @throws IOException also when the door is shut */
    Wire next() throws IOException {
        Wire wire = next.wire();
        came.run();
        return wire;
    }

    /** 0: a path. */
    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
