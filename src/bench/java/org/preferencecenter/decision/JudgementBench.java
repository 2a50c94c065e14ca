package org.preferencecenter.decision;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Frequency;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Standing;
import org.preferencecenter.decision.entity.Decision.Verdict;
import org.preferencecenter.decision.entity.Facts;
import org.preferencecenter.decision.entity.Judgement;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.control.NationalHolidays;
import org.preferencecenter.law.control.RuleBookReader;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.RuleBook;

/** The pure judgement over the rule book that ships, without any reading of facts. Bar: 2 µs (DESIGN 7). */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 10)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class JudgementBench {

    private static final List<String> CASES = List.of("consumerEmail", "customerEmail", "consumerCall", "unknownCountry",
            "service");
    private static final int PEOPLE = 1 << 10;

    /** Questions about many people, so that no branch is learnt by heart. */
    @State(Scope.Benchmark)
    public static class Desk {

        private final RuleBook book = new RuleBookReader(new NationalHolidays()).shipped();
        private final Asked consumerEmail = new Asked("FR", Channel.EMAIL, LegalBasis.CONSENT, null);
        private final Asked customerEmail = new Asked("FR", Channel.EMAIL, LegalBasis.SOFT_OPT_IN, null);
        private final Asked consumerCall = new Asked("FR", Channel.PHONE, LegalBasis.CONSENT, null);
        private final Asked unknownCountry = new Asked(null, Channel.EMAIL, LegalBasis.CONSENT, null);
        private final Asked service = new Asked("FR", Channel.EMAIL, LegalBasis.CONTRACT, "access to the hall");
        private int at;

        private Judgement judge(Asked asked) {
            at = at + 1 & PEOPLE - 1;
            Judgement judgement = Judgement.of(asked.questions[at], asked.facts[at], book);
            if (judgement.verdict() != Verdict.ALLOW) {
                throw new IllegalStateException("measures a refusal: " + judgement);
            }
            return judgement;
        }
    }

    /** One kind of question, about many people. */
    private static final class Asked {

        private final Question[] questions = new Question[PEOPLE];
        private final Facts[] facts = new Facts[PEOPLE];

        Asked(String country, Channel channel, LegalBasis basis, String classification) {
            Purpose purpose = new Purpose(new Brand("theatre", "Théâtre", "news.example.org", "bonjour@example.org",
                    "1 quai, Nantes", "#7a1f3d", "#ffffff", "fr"), "letter",
                    classification == null ? MessageNature.PROSPECTING : MessageNature.SERVICE, 1).about("tickets")
                    .classifiedBecause(classification);
            for (Audience audience : Audience.values()) {
                purpose.on(basis, audience, Basis.ANYWHERE);
            }
            purpose.publish(Instant.EPOCH);
            Stream stream = new Stream("letter", purpose, null, channel, false);
            for (int i = 0; i < PEOPLE; i++) {
                // Mondays to Wednesdays between ten and one in Paris.
                Instant now = Instant.parse("2026-11-23T09:00:00Z").plusSeconds(i % 3 * 86_400 + i * 10);
                String address = channel == Channel.EMAIL ? "someone" + i + "@example.org" : "+336112" + (10_000 + i);
                questions[i] = new Question(stream, address, now);
                facts[i] = facts(i, country, channel, basis, now);
            }
        }

        private static Facts facts(int i, String country, Channel channel, LegalBasis basis, Instant now) {
            Recipient recipient = new Recipient(1 + i, Audience.CONSUMER, "form", country, "fr", "Europe/Paris",
                    Map.of("customerSince", "2024-05-01", "lastPurchase", "2026-09-01", "seller", "theatre", "productFamily",
                            "tickets wine", "refusalOffered", "2024-05-01 order form"), List.of());
            Choice yes = new Choice(new Cell(org.preferencecenter.link.entity.Scope.purpose(11), channel),
                    org.preferencecenter.consent.entity.State.GRANTED, 0, 1, now.minusSeconds(86_400L * (1 + i % 200)), null, null);
            Standing standing = basis == LegalBasis.CONSENT
                    ? new Standing(yes.state(), Optional.of(yes), Frequency.EVERY_MESSAGE, null)
                    : new Standing(org.preferencecenter.consent.entity.State.NONE, Optional.empty(), Frequency.EVERY_MESSAGE, null);
            return new Facts(Optional.of(recipient), Map.of(), standing, null, null, now.minusSeconds(86_400L * (1 + i % 900)),
                    List.of(), null, Map.of(), false);
        }
    }

    @Benchmark
    public Judgement consumerEmail(Desk desk) {
        return desk.judge(desk.consumerEmail);
    }

    @Benchmark
    public Judgement customerEmail(Desk desk) {
        return desk.judge(desk.customerEmail);
    }

    @Benchmark
    public Judgement consumerCall(Desk desk) {
        return desk.judge(desk.consumerCall);
    }

    @Benchmark
    public Judgement unknownCountry(Desk desk) {
        return desk.judge(desk.unknownCountry);
    }

    @Benchmark
    public Judgement service(Desk desk) {
        return desk.judge(desk.service);
    }

    /** Runs all and prints what each took; takes JMH's own arguments. */
    public static void main(String[] args) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder().parent(new CommandLineOptions(args))
                .include(JudgementBench.class.getName()).build()).run();
        for (String name : CASES) {
            double nanos = results.stream().filter(one -> one.getParams().getBenchmark().endsWith("." + name))
                    .mapToDouble(one -> one.getPrimaryResult().getScore()).findFirst().orElseThrow();
            System.out.printf(Locale.ROOT, "judgement %-14s %,8.0f ns; bar 2,000 ns%n", name, nanos);
        }
    }
}
