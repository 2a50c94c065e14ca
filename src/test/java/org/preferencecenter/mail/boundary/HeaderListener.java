package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.preferencecenter.mail.entity.MilterCommand;
import org.preferencecenter.mail.entity.MilterFrame;
import org.preferencecenter.mail.entity.MilterFrames;
import org.preferencecenter.mail.entity.MilterReply;

/** A milter that stands where a DKIM signer would: changes nothing, and keeps the names of the fields it was shown. */
final class HeaderListener implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> names = new CopyOnWriteArrayList<>();

    HeaderListener() throws IOException {
        Thread thread = new Thread(() -> {
            while (!door.isClosed()) {
                try (Socket line = door.accept()) {
                    serve(line);
                } catch (IOException gone) {
                    // the test closed us, or the mail server left
                }
            }
        }, "header-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket line) throws IOException {
        MilterFrames frames = new MilterFrames();
        byte[] buffer = new byte[4096];
        for (int length = line.getInputStream().read(buffer); length >= 0; length = line.getInputStream().read(buffer)) {
            frames.add(buffer, length);
            for (Optional<MilterFrame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                MilterCommand command = MilterCommand.of(frame.get());
                if (command instanceof MilterCommand.Negotiate offer) {
                    line.getOutputStream().write(MilterReply.negotiated(
                            new MilterCommand.Negotiate(offer.version(), offer.actions(), 0), false));
                    continue;
                } else if (command instanceof MilterCommand.Header header) {
                    names.add(header.name());
                }
                if ("DAQK".indexOf(frame.get().command()) < 0) {
                    line.getOutputStream().write(MilterReply.goOn());
                }
            }
        }
    }

    int port() {
        return door.getLocalPort();
    }

    List<String> names() {
        return names;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
