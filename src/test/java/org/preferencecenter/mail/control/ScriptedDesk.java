package org.preferencecenter.mail.control;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.preferencecenter.access.control.SenderLogins;
import org.preferencecenter.access.entity.SenderLogin;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.HouseRule;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.decision.entity.Reason;
import org.preferencecenter.mail.entity.DkimKey;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.HeaderChange;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Stamp;
import org.preferencecenter.mail.entity.TestKeys;
import org.preferencecenter.platform.entity.Settings;

/**
 * The relay's desk over a real next hop, with decisions as a test wants them: addresses that begin with {@code no}, {@code
 * later} or {@code unknown} are refused, deferred, or not known about; every other may be written to. Each recipient's links
 * hold a token made of the address.
 */
public final class ScriptedDesk extends RelayDesk {

    public static final UUID DECISION = UUID.fromString("01234567-89ab-7def-8123-456789abcdef");
    public static final String USER = "send-0123456789ab";
    public static final String PASSWORD = "right";

    private final List<Stream> streams;
    private final World world;

    /** What happens around: shared by the parts that are scripted. */
    private static final class World {

        private final List<String> settled = new CopyOnWriteArrayList<>();
        private final Map<Long, String> people = new ConcurrentHashMap<>();
        private volatile boolean ended;
        private volatile Clock clock = Clock.systemUTC();
    }

    private ScriptedDesk(Settings settings, List<Stream> streams, World world, Dispatch dispatch, NextHop hop, Clock clock) {
        super(logins(world, streams), null, dispatch, hop, settings, clock);
        this.streams = streams;
        this.world = world;
    }

    public static ScriptedDesk over(Settings settings, Clock clock, Stream... streams) {
        World world = new World();
        world.clock = clock;
        NextHop hop = new NextHop(settings);
        Stamper stamper = new Stamper(null, null, null, settings) {
            @Override
            public List<HeaderChange> changes(Stream stream, long recipient, RawMessage message, ExistingPolicy policy) {
                String token = world.people.get(recipient).replaceAll("[^a-z0-9]", "-");
                return stream.service() ? List.of() : new Stamp("https://p.example.org/u/" + token, "mailto:u-" + token
                        + "@unsub.mail.example.org", "https://p.example.org/p/" + token, "The letter", "theatre.letter.venue",
                        "mail.example.org", "letter:brand1", "feedback@unsub.mail.example.org", token).changes(message, policy);
            }
        };
        DkimKeys keys = new DkimKeys(null, null, clock) {
            @Override
            public List<DkimKey> of(String domain) {
                return TestKeys.BOTH;
            }
        };
        return new ScriptedDesk(settings, List.of(streams), world,
                new Dispatch(decisions(world), stamper, new DkimSigner(keys, clock, settings), hop, clock), hop, clock);
    }

    private static DecisionDesk decisions(World world) {
        return new DecisionDesk(null, null, null, null, null) {
            @Override
            public Decision askToSend(Question question) {
                String address = question.address();
                Verdict verdict = address.startsWith("no") || address.startsWith("unknown") ? Verdict.REFUSE
                        : address.startsWith("later") ? Verdict.DEFER : Verdict.ALLOW;
                String rule = address.startsWith("unknown") ? HouseRule.UNAVAILABLE.id() : "withdrawn";
                world.settled.add("asked " + address);
                world.people.put((long) address.hashCode() & 0xffff_ffffL | 1L << 40, address);
                return new Decision(DECISION, verdict, verdict == Verdict.DEFER ? Instant.parse("2026-12-01T08:00:00Z") : null,
                        List.of(new Reason(rule, verdict, "x", null)), List.of(), (long) address.hashCode() & 0xffff_ffffL | 1L << 40,
                        Optional.empty(), "book", verdict == Verdict.ALLOW ? new UUID(0, address.hashCode()) : null);
            }

            @Override
            public void sent(Decision decision) {
                world.settled.add("sent " + world.people.get(decision.recipient()));
            }

            @Override
            public void release(Decision decision) {
                world.settled.add("released " + world.people.get(decision.recipient()));
            }
        };
    }

    private static SenderLogins logins(World world, List<Stream> streams) {
        SenderLogin login = new SenderLogin(USER, "shop", 7, Set.copyOf(streams.stream().map(Stream::id).toList()), Instant.EPOCH, null,
                null);
        return new SenderLogins(null, null) {
            @Override
            public Optional<SenderLogin> admit(String user, String password) {
                return user.equals(USER) && password.equals(PASSWORD) ? find(user) : Optional.empty();
            }

            @Override
            public Optional<SenderLogin> find(String id) {
                return world.ended ? Optional.empty() : Optional.of(login);
            }
        };
    }

    @Override
    public List<Stream> streams(Optional<SenderLogin> login) {
        return streams;
    }

    /** From now on the login is ended. */
    public void endLogin() {
        world.ended = true;
    }

    /** What was asked, sent and given back, in order. */
    public List<String> settled() {
        return world.settled;
    }
}
