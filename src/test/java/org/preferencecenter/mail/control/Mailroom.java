package org.preferencecenter.mail.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.preferencecenter.catalog.Samples;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Signs;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.ledger.control.Ledger;
import org.preferencecenter.link.control.LinkKeys;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.mail.entity.DkimSignature;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.Taken;
import org.preferencecenter.mail.entity.TestKeys;
import org.preferencecenter.platform.SetClock;
import org.preferencecenter.platform.TestDatabase;
import org.preferencecenter.platform.control.Vault;
import org.preferencecenter.platform.entity.Secret;
import org.preferencecenter.platform.entity.Settings;

/** A brand that sends, people with mailboxes, a clock that is set, a DNS that says what the test wants. */
public final class Mailroom extends SetClock implements AutoCloseable {

    /** Who reports complaints in the corpus; its keys are in our DNS. */
    public static final String REPORTER = TestKeys.DOMAIN;

    public final Settings settings;
    public final Brand brand = Samples.brand();
    public final Purpose purpose = Samples.purpose();
    public final Stream stream = Samples.withId(31, new Stream("letter", purpose, null, Channel.EMAIL, false));
    public final Catalogue catalogue = new Catalogue(List.of(brand), List.of(purpose), List.of(), List.of(stream), List.of());
    public final Catalog catalog = new Catalog(null) {
        @Override
        public Catalogue now() {
            return catalogue;
        }
    };
    public final Vault vault = new Vault(new Secret(new byte[32]));
    public final Recipients recipients = new Recipients(TestDatabase.dataSource(), this);
    public final Suppressions suppressions = new Suppressions(TestDatabase.dataSource(), this, vault);
    public final Consents consents = new Consents(TestDatabase.dataSource(), this, Duration.ofDays(1), Duration.ofDays(2),
            Reach.in(catalogue), new Ledger(), needed -> { }, 1);
    public final Links links = new Links(new LinkKeys(TestDatabase.dataSource(), vault, this));
    public final Stamper stamper;
    public final Postboxes postboxes = new Postboxes(links, catalog);
    public final ReturnLog log = new ReturnLog(TestDatabase.dataSource(), this);
    public final KeptMail kept;
    public final Returns returns;
    public final Map<String, String> dns = new HashMap<>();
    public volatile boolean dnsAway;

    public Mailroom(String... more) {
        super("2026-11-23T15:00:00.123456Z");
        Map<String, String> variables = new HashMap<>(Map.of("PC_DEMO", "true", "PC_SECRET",
                java.util.Base64.getEncoder().encodeToString(new byte[32])));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        settings = Settings.read(variables);
        stamper = new Stamper(links, consents, suppressions, settings);
        kept = new KeptMail(TestDatabase.dataSource(), this, vault, settings);
        Dns fake = new Dns() {
            @Override
            public Answer txt(String name) {
                return new Answer(!dnsAway, dnsAway ? List.of() : Optional.ofNullable(dns.get(name)).map(List::of).orElse(List.of()));
            }
        };
        TestKeys.BOTH.forEach(key -> dns.put(key.record().name(), key.record().value()));
        Signatures signatures = new Signatures(catalog, new DkimKeys(TestDatabase.dataSource(), vault, this), fake, this);
        returns = new Returns(consents, new Unreachable(recipients, suppressions, log, settings, this), postboxes, signatures, log,
                new ForAnAgent(kept, recipients, new Signs(TestDatabase.dataSource()), this));
    }

    public static String address() {
        return UUID.randomUUID() + "@example.net";
    }

    public long person(String... mailboxes) {
        List<Recipient.Address> addresses = new ArrayList<>();
        for (String mailbox : mailboxes) {
            addresses.add(new Recipient.Address(Channel.EMAIL, mailbox));
        }
        return recipients.add(new Recipient(0, Audience.CONSUMER, "test", "FR", "fr", null, Map.of(), addresses)).id();
    }

    /** A message of ours to somebody, as a mailbox has it. */
    public RawMessage sent(long person, String to) {
        RawMessage letter = RawMessage.of(("From: hello@news.example.org\r\nTo: " + to
                + "\r\nSubject: Tonight\r\n\r\nGood evening\r\n").getBytes(ISO_8859_1));
        return letter.with(stamper.changes(stream, person, letter, ExistingPolicy.REPLACE));
    }

    /** A message of the corpus, about one that was sent. @param head of the message that is quoted */
    public static RawMessage returned(String file, String bounce, String to, String head) {
        try {
            String text = Files.readString(Path.of(Mailroom.class.getResource("/inbound/" + file + ".eml").toURI()), ISO_8859_1);
            // As many messages as tests: each has an id of its own.
            return RawMessage.of(text.replace("TO-BOUNCE", bounce).replace("TO-RCPT", to).replace("ORIGINAL-HEAD", head.strip())
                    .replaceFirst("(?m)^Message-ID: <", "Message-ID: <" + UUID.randomUUID() + ".").getBytes(ISO_8859_1));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(file, e);
        }
    }

    /** The head of a message alone. */
    public static String head(RawMessage message) {
        StringBuilder head = new StringBuilder();
        message.fields().forEach(field -> head.append(field.raw()));
        return head.toString();
    }

    /** Signed by the reporter's Ed25519 key. */
    public RawMessage signed(RawMessage message) {
        RawMessage exact = message.withCrlf();
        return exact.with(List.of(DkimSignature.of(exact, TestKeys.BOTH.get(1), instant())));
    }

    public Optional<Taken> take(RawMessage message, String sender, String address) {
        return returns.take(message, sender, address, postboxes.at(address).orElseThrow());
    }

    public Optional<Choice> choice(long person) {
        return Optional.ofNullable(consents.choices(person).byCell().get(new Cell(stream.scope(), Channel.EMAIL)));
    }

    public Set<SuppressionReason> suppressed(String address) {
        return suppressions.reasons(Channel.EMAIL, address, brand.id());
    }

    /** The newest that waits and holds those words. */
    public Optional<KeptMail.Kept> waiting(String words) {
        List<KeptMail.Kept> all = new ArrayList<>();
        for (List<KeptMail.Kept> page = kept.waiting(brand.id(), 0, 500); !page.isEmpty();
                page = kept.waiting(brand.id(), page.get(page.size() - 1).id(), 500)) {
            all.addAll(page);
        }
        return all.stream().filter(one -> (one.from() + one.subject() + one.text()).contains(words)).reduce((a, b) -> b);
    }

    @Override
    public void close() {
        consents.close();
    }
}
