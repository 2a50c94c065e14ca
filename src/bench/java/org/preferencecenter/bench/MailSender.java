package org.preferencecenter.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that pipelines, over one connection (RFC 2920). */
final class MailSender implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    /** @param login of AUTH PLAIN, or null */
    MailSender(int port, String login) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        out = socket.getOutputStream();
        answer();
        ask("EHLO bench");
        if (login != null && !ask("AUTH PLAIN " + login).startsWith("235")) {
            throw new IOException("not let in");
        }
    }

    private String ask(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return answer();
    }

    private String answer() throws IOException {
        while (true) {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("left");
            }
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line;
            }
        }
    }

    /** @return whether it was acknowledged */
    boolean send(String from, String to, String text) throws IOException {
        out.write(("MAIL FROM:<" + from + ">\r\nRCPT TO:<" + to + ">\r\nDATA\r\n").getBytes(StandardCharsets.US_ASCII));
        answer();
        answer();
        if (!answer().startsWith("354")) {
            ask("RSET");
            return false;
        }
        out.write((text + ".\r\n").getBytes(StandardCharsets.US_ASCII));
        return answer().startsWith("250");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
