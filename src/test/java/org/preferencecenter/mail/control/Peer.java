package org.preferencecenter.mail.control;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A next hop that answers what a test tells it to and keeps every command and byte it was sent. */
public final class Peer implements AutoCloseable {

    private final ServerSocket socket = open();
    private final Map<String, String> answers;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();
    volatile byte[] data = new byte[0];

    /** @param answers by command verb or whole command, {@code DOT} after the data, {@code EHLO} for the extensions; null closes the line, {@code hang} says nothing and leaves it open */
    public Peer(Map<String, String> answers) {
        this.answers = answers;
        Thread thread = new Thread(this::serve, "smtp-peer");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Every command it was sent. */
    public List<String> commands() {
        return commands;
    }

    /** The text of the last message, dots taken away. */
    public byte[] data() {
        return data;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.add(client);
                Thread thread = new Thread(() -> serve(client), "smtp-peer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException gone) {
                // the test closed us
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            talk(client);
        } catch (IOException gone) {
            // the client left
        } finally {
            connections.remove(client);
        }
    }

    /** Cuts every connection there is now, as a restarted server would. @return how many there were */
    public int cut() {
        List<Socket> all = List.copyOf(connections);
        for (Socket one : all) {
            try {
                one.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.size();
    }

    private void talk(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = client.getOutputStream();
        if (!say(out, "HELLO", "220 peer")) {
            return;
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(line);
            String verb = line.split("[ :]")[0].toUpperCase();
            if (!say(out, answers.containsKey(line) ? line : verb, verb.equals("DATA") ? "354 go on" : verb.equals("QUIT") ? "221 bye" : "250 fine")) {
                return;
            }
            if (verb.equals("DATA") && answers.getOrDefault("DATA", "354").startsWith("354")) {
                data = read(in);
                if (!say(out, "DOT", "250 2.0.0 kept as 42")) {
                    return;
                }
            }
        }
    }

    private static byte[] read(BufferedReader in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            line.append((char) c);
            if (line.length() >= 2 && line.charAt(line.length() - 2) == '\r' && c == '\n') {
                String whole = line.toString();
                if (whole.equals(".\r\n")) {
                    break;
                }
                bytes.write((whole.startsWith(".") ? whole.substring(1) : whole).getBytes(StandardCharsets.ISO_8859_1));
                line.setLength(0);
            }
        }
        return bytes.toByteArray();
    }

    private boolean say(OutputStream out, String verb, String unless) throws IOException {
        String answer = answers.containsKey(verb) ? answers.get(verb) : unless;
        if (answer == null || answer.isEmpty()) {
            return false;
        }
        if (answer.equals("hang")) {
            return true;
        }
        List<String> lines = new ArrayList<>(List.of(answer.split("\n")));
        for (int i = 0; i < lines.size() - 1; i++) {
            lines.set(i, lines.get(i).replaceFirst("^([0-9]{3}) ", "$1-"));
        }
        out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return true;
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
