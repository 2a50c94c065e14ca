package org.preferencecenter.mail.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.mail.control.Peer;
import org.preferencecenter.mail.control.RelayCertificate;
import org.preferencecenter.mail.control.ScriptedDesk;
import org.preferencecenter.mail.control.TestSettings;
import org.preferencecenter.platform.entity.RelaySettings.Limits;
import org.preferencecenter.platform.entity.Settings;

/** A relay on a free port, its next hop a {@link Peer}. */
final class RelayUnderTest implements AutoCloseable {

    static final Stream LETTER = Samples.withId(3, new Stream("letter", Samples.purpose(), null, Channel.EMAIL, false));
    static final Stream DIGEST = Samples.withId(4, new Stream("digest", Samples.purpose(), null, Channel.EMAIL, true));
    static final Stream TICKETS = Samples.withId(5, new Stream("tickets", Samples.servicePurpose(), null, Channel.EMAIL, false));
    static final Limits USUAL = limits(Duration.ofMinutes(2), Duration.ofMinutes(2), 50);
    private static SSLContext tls;

    final Peer hop;
    final ScriptedDesk desk;
    private final Lobby lobby;
    private final Door door;

    private RelayUnderTest(Peer hop, Client.Protocol protocol, Limits limits, Door door, boolean free, boolean implicit,
            Clock clock, Stream... streams) {
        this(hop, TestSettings.hop(hop.port()), protocol, limits, door, free, implicit, clock, streams);
    }

    private RelayUnderTest(Peer hop, Settings settings, Client.Protocol protocol, Limits limits, Door door, boolean free,
            boolean implicit, Clock clock, Stream... streams) {
        this.hop = hop;
        this.desk = ScriptedDesk.over(settings, clock, streams);
        this.lobby = new Lobby(protocol, desk, limits, Optional.of(tls()), free);
        this.door = door;
        lobby.open(door, implicit);
    }

    static Limits limits(Duration idle, Duration message, int perClient) {
        return new Limits(26 * 1024 * 1024, 5, 100, perClient, 10, idle, message, Duration.ofSeconds(20));
    }

    static synchronized SSLContext tls() {
        if (tls == null) {
            tls = RelayCertificate.selfSigned("localhost");
        }
        return tls;
    }

    /** SMTP, nobody need log in. */
    static RelayUnderTest open(Map<String, String> hopSays, Stream... streams) {
        return new RelayUnderTest(new Peer(hopSays), Client.Protocol.SMTP, USUAL, freePort(), true, false, Clock.systemUTC(), streams);
    }

    /** SMTP, nobody need log in. @param variables of the server, over the usual ones */
    static RelayUnderTest set(Map<String, String> variables, Map<String, String> hopSays, Stream... streams) {
        Peer hop = new Peer(hopSays);
        return new RelayUnderTest(hop, TestSettings.hop(hop.port(), variables), Client.Protocol.SMTP, USUAL, freePort(), true, false,
                Clock.systemUTC(), streams);
    }

    static RelayUnderTest at(Clock clock, Stream... streams) {
        return new RelayUnderTest(new Peer(Map.of()), Client.Protocol.SMTP, USUAL, freePort(), true, false, clock, streams);
    }

    static RelayUnderTest within(Limits limits, Map<String, String> hopSays, Stream... streams) {
        return new RelayUnderTest(new Peer(hopSays), Client.Protocol.SMTP, limits, freePort(), true, false, Clock.systemUTC(), streams);
    }

    /** SMTP, who sends logs in, at a time of the test's choice. */
    static RelayUnderTest guarded(Clock clock) {
        return new RelayUnderTest(new Peer(Map.of()), Client.Protocol.SMTP, USUAL, freePort(), false, false, clock, LETTER);
    }

    /** SMTP, who sends logs in. */
    static RelayUnderTest guarded(boolean implicit) {
        return new RelayUnderTest(new Peer(Map.of()), Client.Protocol.SMTP, USUAL, freePort(), false, implicit, Clock.systemUTC(), LETTER);
    }

    static RelayUnderTest lmtp(Map<String, String> hopSays, Stream... streams) {
        return new RelayUnderTest(new Peer(hopSays), Client.Protocol.LMTP, USUAL, freePort(), true, false, Clock.systemUTC(), streams);
    }

    static RelayUnderTest lmtp(Path socket, Stream... streams) throws IOException {
        return new RelayUnderTest(new Peer(Map.of()), Client.Protocol.LMTP, USUAL, Door.path(socket), true, false, Clock.systemUTC(),
                streams);
    }

    private static Door freePort() {
        try {
            return Door.port("127.0.0.1", 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.port();
    }

    Talk talk() {
        return Talk.to(door.port());
    }

    /** The server stops. */
    void stop() {
        lobby.close();
    }

    @Override
    public void close() {
        hop.close();
        lobby.close();
    }
}
