package org.preferencecenter.mail.boundary;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.preferencecenter.mail.entity.Answer;
import org.preferencecenter.mail.entity.DataOctets;

/**
 * One client's connection: lines in, answers out. Answers wait in a buffer until the next line has to be waited for, so that
 * a client that sends its commands in one go gets their answers in one go (RFC 2920).
 */
final class Wire implements Closeable {

    private static final int LARGEST_ANSWERS = 64 * 1024;

    /** A line that cannot be a command: too long, without CR, not UTF-8, or with control characters. */
    static final class OddLine extends IOException {

        private static final long serialVersionUID = 1L;

        OddLine(String sentence) {
            super(sentence);
        }
    }

    private final Closeable raw;
    private final InetAddress peer;
    private final ReentrantLock writing = new ReentrantLock();
    private final ByteArrayOutputStream answers = new ByteArrayOutputStream(512);
    private final byte[] buffer = new byte[16 * 1024];
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private int at;
    private int end;

    Wire(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        this.raw = socket;
        this.socket = socket;
        this.peer = socket.getInetAddress();
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Of a Unix socket: always of this machine. */
    Wire(SocketChannel channel) {
        this.raw = channel;
        this.peer = null;
        this.in = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException("octets are read in blocks here");
            }

            @Override
            public int read(byte[] octets, int from, int length) throws IOException {
                return channel.read(ByteBuffer.wrap(octets, from, length));
            }
        };
        this.out = new OutputStream() {
            @Override
            public void write(int octet) {
                throw new UnsupportedOperationException("octets are written in blocks here");
            }

            @Override
            public void write(byte[] octets, int from, int length) throws IOException {
                ByteBuffer block = ByteBuffer.wrap(octets, from, length);
                while (block.hasRemaining()) {
                    channel.write(block);
                }
            }
        };
    }

    /** Whether it comes from this machine. */
    boolean near() {
        return peer == null || peer.isLoopbackAddress();
    }

    /** The client's address, or empty: a Unix socket. */
    String address() {
        return peer == null ? "" : peer.getHostAddress();
    }

    boolean secure() {
        return socket instanceof SSLSocket;
    }

    /** Whether TLS can be had on it. */
    boolean securable() {
        return socket != null && !secure();
    }

    /** Whether the client sent more than was read. */
    boolean more() {
        return at < end;
    }

    /** TLS from here on; what was read before counts no more (RFC 3207 §4.2). */
    void secure(SSLContext tls) throws IOException {
        flush();
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        socket = secured;
        in = secured.getInputStream();
        out = secured.getOutputStream();
        at = 0;
        end = 0;
    }

    /**
     * The next line without its end, or null: the client left.
     *
     * @throws OddLine if it is no line of a command; the line is read to its end
     */
    String line(int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        boolean tooLong = false;
        int before = 0;
        for (int octet = octet(); octet != '\n'; octet = octet()) {
            if (octet < 0) {
                return null;
            }
            tooLong |= line.size() >= longest;
            if (!tooLong) {
                line.write(octet);
            }
            before = octet;
        }
        if (tooLong || before != '\r') {
            throw new OddLine(tooLong ? "The line is too long" : "A line ends with CR and LF (RFC 5321 2.3.8)");
        }
        return text(line.toByteArray());
    }

    private static String text(byte[] octets) throws OddLine {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets, 0, octets.length - 1)).toString();
            if (text.chars().anyMatch(c -> c < 32 && c != '\t' || c == 127)) {
                throw new OddLine("A command holds no control characters");
            }
            return text.replace('\t', ' ');
        } catch (CharacterCodingException e) {
            throw new OddLine("A command is ASCII, or UTF-8 under SMTPUTF8");
        }
    }

    private int octet() throws IOException {
        return at < end || fill() ? buffer[at++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        flush();
        at = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    /** Reads the text after DATA. @return false if the client left before its end */
    boolean data(DataOctets text) throws IOException {
        while (text.end() == DataOctets.End.OPEN) {
            if (at == end && !fill()) {
                return false;
            }
            at = text.take(buffer, at, end);
        }
        return true;
    }

    /** Reads octets by count (RFC 3030). @return false if the client left before */
    boolean octets(long count, DataOctets.Sink sink) throws IOException {
        for (long i = 0; i < count; i++) {
            int octet = octet();
            if (octet < 0) {
                return false;
            }
            sink.take(octet);
        }
        return true;
    }

    void say(Answer answer) throws IOException {
        answers.writeBytes(answer.octets());
        if (answers.size() > LARGEST_ANSWERS) {
            flush();
        }
    }

    void flush() throws IOException {
        if (answers.size() == 0) {
            return;
        }
        writing.lock();
        try {
            byte[] octets = answers.toByteArray();
            answers.reset();
            out.write(octets, 0, octets.length);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    /** A last word from another thread while the client is waited for; left out if it does not even read. */
    void cut(Answer last) {
        if (writing.tryLock()) {
            try {
                byte[] octets = last.octets();
                out.write(octets, 0, octets.length);
                out.flush();
            } catch (IOException gone) {
                // it is closed below
            } finally {
                writing.unlock();
            }
        }
        close();
    }

    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException closedAnyway) {
            // nothing is left to be done with it
        }
    }
}
