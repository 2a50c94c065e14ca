package org.preferencecenter.mail.boundary;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A client that says exactly what a test wants, octet by octet. */
final class Talk implements AutoCloseable {

    private static final int PATIENCE = 60_000;

    private Socket socket;
    private InputStream in;
    private OutputStream out;

    private Talk(Socket socket) throws IOException {
        use(socket);
    }

    private void use(Socket other) throws IOException {
        socket = other;
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static Talk to(int port) {
        try {
            return new Talk(new Socket(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shakes hands as a client that trusts everybody. */
    Talk tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new X509TrustManager() {
                @Override
                public void checkClientTrusted(X509Certificate[] chain, String type) {
                }

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String type) {
                }

                @Override
                public X509Certificate[] getAcceptedIssuers() {
                    return new X509Certificate[0];
                }
            }}, null);
            use(context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true));
            return this;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Talk write(byte[] octets) {
        try {
            out.write(octets);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Talk write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next answer, its lines joined by {@code |}; {@code gone}: the server hung up. */
    String answer() {
        StringBuilder all = new StringBuilder();
        try {
            while (true) {
                StringBuilder line = new StringBuilder();
                int octet = in.read();
                for (; octet >= 0 && octet != '\n'; octet = in.read()) {
                    line.append((char) octet);
                }
                if (octet < 0) {
                    return all.length() == 0 ? "gone" : all.toString();
                }
                all.append(all.length() == 0 ? "" : "|").append(line.toString().replace("\r", ""));
                if (line.charAt(3) == ' ') {
                    all.setCharAt(3, ' ');
                    return all.toString();
                }
            }
        } catch (IOException cut) {
            return "gone";
        }
    }

    /** Says a line and hears the answer. */
    String ask(String line) {
        return write(line + "\r\n").answer();
    }

    /** As above; the answer must begin so. */
    Talk expect(String line, String begin) {
        String answer = line == null ? answer() : ask(line);
        assertTrue(answer.startsWith(begin), "<" + line + "> was answered " + answer);
        return this;
    }

    /** Greeting, hello, sender, one recipient, DATA: as far as the text. */
    Talk upToText(String hello, String recipient) {
        return expect(null, "220").expect(hello + " client.example.org", "250").expect("MAIL FROM:<b@example.org>", "250")
                .expect("RCPT TO:<" + recipient + ">", "250").expect("DATA", "354");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
