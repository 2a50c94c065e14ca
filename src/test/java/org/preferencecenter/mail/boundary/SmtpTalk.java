package org.preferencecenter.mail.boundary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An SMTP client that says what a test tells it to, one command at a time. */
final class SmtpTalk implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    /** Connects and greets. */
    SmtpTalk(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        answer();
        say("EHLO client.example");
    }

    /** @return the last line of the answer */
    String say(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return answer();
    }

    /** The message, after DATA was answered 354. */
    String data(byte[] crlf) throws IOException {
        String text = new String(crlf, StandardCharsets.ISO_8859_1).replaceAll("(?m)^\\.", "..");
        return say(text + (text.endsWith("\r\n") ? "." : "\r\n."));
    }

    /** A whole message to one. @return the answer that ended it */
    String send(String sender, String recipient, byte[] crlf) throws IOException {
        String answer = say("MAIL FROM:<" + sender + "> BODY=8BITMIME");
        answer = answer.startsWith("250") ? say("RCPT TO:<" + recipient + ">") : answer;
        answer = answer.startsWith("250") ? say("DATA") : answer;
        answer = answer.startsWith("354") ? data(crlf) : answer;
        if (!answer.startsWith("250")) {
            say("RSET");
        }
        return answer;
    }

    private String answer() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? "closed" : line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
