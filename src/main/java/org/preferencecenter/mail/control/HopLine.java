package org.preferencecenter.mail.control;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Octets to and from a mail server: lines out, answers in (RFC 5321 §4.2.1), in the clear or under TLS. */
final class HopLine implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5000;
    /** RFC 5321 §4.5.3.1.5 allows an answer's line 512 octets; not every server counts. */
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 200;

    /**
     * One answer.
     *
     * @param lines without their codes, one or more
     */
    record Said(int code, List<String> lines) {

        boolean good() {
            return code >= 200 && code < 300;
        }

        /** The words on one line. */
        String text() {
            return String.join(" ", lines).strip();
        }
    }

    private final String host;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    HopLine(String host, int port, Duration patience) throws IOException {
        this.host = host;
        this.socket = new Socket();
        // Without it, Nagle and delayed acknowledgements cost 40 ms a message (DESIGN 6).
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) patience.toMillis());
        try {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            streams();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void streams() throws IOException {
        in = new BufferedInputStream(socket.getInputStream(), 4096);
        out = socket.getOutputStream();
    }

    boolean secure() {
        return socket instanceof SSLSocket;
    }

    boolean loopback() {
        return socket.getInetAddress().isLoopbackAddress();
    }

    /** TLS from here on. The certificate must be trusted, be the host's (RFC 8314 §5.1, RFC 2818 §3.1) and not have expired. */
    void secure(SSLSocketFactory trust) throws IOException {
        if (in.available() > 0) {
            // RFC 3207 §6: what was said in the clear before the handshake is somebody else's.
            throw new HopFailure("the next hop said more than its answer to STARTTLS");
        }
        SSLSocket secured = (SSLSocket) trust.createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        inForce(secured);
        socket = secured;
        streams();
    }

    /** A certificate that is trusted by itself, and not by an authority, is believed by Java however old it is. */
    private static void inForce(SSLSocket secured) throws IOException {
        try {
            ((X509Certificate) secured.getSession().getPeerCertificates()[0]).checkValidity();
        } catch (CertificateException notNow) {
            throw new HopFailure("the next hop's certificate has expired or is not valid yet");
        }
    }

    Said ask(String line) throws IOException {
        write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    void write(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /** For what is too large for one write; flushed by the caller. */
    OutputStream out() {
        return out;
    }

    Said answer() throws IOException {
        List<String> lines = new ArrayList<>(1);
        for (int i = 0; i < MOST_LINES; i++) {
            String line = line();
            if (!line.matches("[2-5]\\d\\d([ -].*)?")) {
                throw new IOException("no SMTP answer");
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return new Said(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
        throw new IOException("an answer without end");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("an answer too long");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException afterTheAnswer) {
            // The answer has been given; how the connection ends changes nothing.
        }
    }
}
