package org.preferencecenter.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that speaks LMTP. */
final class LmtpSender implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    LmtpSender(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        in.readLine();
        ask("LHLO client");
    }

    /** @return its last line, or null: the server is gone */
    private String ask(String text) throws IOException {
        try {
            Talk.say(socket, text);
            return answer();
        } catch (IOException gone) {
            return null;
        }
    }

    String answer() throws IOException {
        String line = in.readLine();
        while (line != null && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line;
    }

    /** Up to where a test wants it: MAIL, RCPT, DATA, or with the whole message. @return the last answer */
    String upTo(String stage, String reader) throws IOException {
        String answer = ask("MAIL FROM:<b@bench.example>");
        if (stage.equals("MAIL")) {
            return answer;
        }
        answer = answer == null ? null : ask("RCPT TO:<" + reader + "@mail.example>");
        if (stage.equals("RCPT") || answer == null) {
            return answer;
        }
        if (!answer.startsWith("250")) {
            ask("RSET");
            return answer;
        }
        ask("DATA");
        String text = "From: b@bench.example\r\nSubject: Tonight\r\n\r\nGood evening\r\n.";
        if (stage.equals("DOT")) {
            return ask(text);
        }
        Talk.say(socket, text);
        return "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
