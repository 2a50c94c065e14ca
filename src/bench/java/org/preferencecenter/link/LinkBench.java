package org.preferencecenter.link;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.link.entity.Token;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;

/**
 * Signing and verifying links through the real key ring, against bare HMAC-SHA-256 over as many bytes with a reused
 * {@link Mac} in the same run. Bar: 80 % (DESIGN 7).
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 6, time = 10)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class LinkBench {

    private static final int LINKS = 1 << 12;

    /** The key ring of a server, its keys in a real database, with links to many recipients. */
    @State(Scope.Benchmark)
    public static class Server {

        private final SignedLink[] unsigned = new SignedLink[LINKS];
        private final String[] tokens = new String[LINKS];
        private EmbeddedPostgres postgres;
        private Links links;

        @Setup
        public void start() throws IOException {
            postgres = EmbeddedPostgres.start();
            Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
            links = new Links(new LinkKeys(postgres.getPostgresDatabase(), new Vault(new Secret(new byte[32])),
                    Clock.systemUTC()));
            for (int i = 0; i < LINKS; i++) {
                unsigned[i] = new SignedLink(Power.ONE_CLICK, 1 + i * 24_414L,
                        org.preferencecenter.link.entity.Scope.topic(1 + i % 50), i % 3);
                tokens[i] = links.sign(unsigned[i]);
            }
        }

        @TearDown
        public void stop() throws IOException {
            postgres.close();
        }
    }

    /** Where each thread is in the list, and its bare Mac. */
    @State(Scope.Thread)
    public static class Visitor {

        private final byte[] message = Token.unsigned(
                new SignedLink(Power.ONE_CLICK, 1, org.preferencecenter.link.entity.Scope.EVERYTHING, 0), 1)
                .signedPart(Power.ONE_CLICK);
        private Mac mac;
        private int at;

        @Setup
        public void prepare() throws GeneralSecurityException {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        }

        private int next() {
            at = at + 1 & LINKS - 1;
            return at;
        }
    }

    @Benchmark
    public byte[] bareHmac(Visitor visitor) {
        visitor.message[4] = (byte) visitor.next();
        return visitor.mac.doFinal(visitor.message);
    }

    @Benchmark
    public String sign(Server server, Visitor visitor) {
        return server.links.sign(server.unsigned[visitor.next()]);
    }

    @Benchmark
    public Optional<SignedLink> verify(Server server, Visitor visitor) {
        return server.links.verify(server.tokens[visitor.next()], Power.ONE_CLICK);
    }

    /** Runs all three and prints the ratios; takes JMH's own arguments. */
    public static void main(String[] args) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder().parent(new CommandLineOptions(args))
                .include(LinkBench.class.getName()).build()).run();
        double bare = rate(results, "bareHmac");
        for (String name : new String[] {"sign", "verify"}) {
            double rate = rate(results, name);
            System.out.printf(Locale.ROOT, "link %-6s %,.0f/s = %.0f %% of bare HMAC-SHA-256 (%,.0f/s); bar 80 %%%n",
                    name, 1_000 * rate, 100 * rate / bare, 1_000 * bare);
        }
    }

    private static double rate(Collection<RunResult> results, String name) {
        return results.stream().filter(one -> one.getParams().getBenchmark().endsWith("." + name))
                .mapToDouble(one -> one.getPrimaryResult().getScore()).findFirst().orElseThrow();
    }
}
