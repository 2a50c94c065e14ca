package org.preferencecenter.mail.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.mail.entity.Alignment;
import org.preferencecenter.mail.entity.CheckedSignature;
import org.preferencecenter.mail.entity.DkimVerification;
import org.preferencecenter.mail.entity.DkimVerification.Verdict;
import org.preferencecenter.mail.entity.DnsRecord;
import org.preferencecenter.mail.entity.HeaderField;
import org.preferencecenter.mail.entity.RawMessage;

/** Checks the DKIM signatures of a message with our own keys where they are ours, and with what DNS says otherwise. */
@Singleton
public class Signatures {

    /** Each costs a look at DNS; nobody honest has more. */
    private static final int MOST = 5;

    /** What we publish under a domain and a name. */
    private final BiFunction<String, String, Optional<String>> own;
    private final Dns dns;
    private final Clock clock;

    @Inject
    public Signatures(Catalog catalog, DkimKeys keys, Dns dns, Clock clock) {
        this(ours(catalog, keys), dns, clock);
    }

    private Signatures(BiFunction<String, String, Optional<String>> own, Dns dns, Clock clock) {
        this.own = own;
        this.dns = dns;
        this.clock = clock;
    }

    /** With DNS alone: beside a server, where no key is at hand. */
    public static Signatures byDns(Dns dns, Clock clock) {
        return new Signatures((domain, name) -> Optional.empty(), dns, clock);
    }

    /** Every signature of the message, topmost first. */
    public List<CheckedSignature> of(RawMessage message) {
        List<CheckedSignature> all = new ArrayList<>();
        for (HeaderField field : message.fields("DKIM-Signature").stream().limit(MOST).toList()) {
            Map<String, String> tags = DkimVerification.tags(field.value());
            String domain = tags.getOrDefault("d", "").toLowerCase(Locale.ROOT);
            all.add(new CheckedSignature(domain, DkimVerification.signed(tags), tags, verdict(message, field, tags, domain)));
        }
        return all;
    }

    /** Whether somebody who answers for the domain in From signed it (RFC 9477 §3.3). */
    public boolean signedByItsSender(RawMessage message) {
        String from = Alignment.from(message);
        MailDns domains = new MailDns(dns);
        return of(message).stream().anyMatch(one -> one.verdict() == Verdict.VALID && domains.together(from, one.domain()));
    }

    private Verdict verdict(RawMessage message, HeaderField field, Map<String, String> tags, String domain) {
        String name = tags.getOrDefault("s", "") + "._domainkey." + domain;
        if (!name.matches("[A-Za-z0-9._-]{1,253}")) {
            return Verdict.MALFORMED;
        }
        Dns.Answer answer = own.apply(domain, name).map(record -> new Dns.Answer(true, List.of(record))).orElseGet(() -> dns.txt(name));
        String record = answer.records().stream().findFirst().orElse("");
        Verdict verdict = DkimVerification.of(message, field, record, clock.instant());
        return verdict == Verdict.NO_KEY && !answer.reached() ? null : verdict;
    }

    /** Nothing where the domain is no brand's, or the key is not ours. */
    private static BiFunction<String, String, Optional<String>> ours(Catalog catalog, DkimKeys keys) {
        return (domain, name) -> catalog.now().brands().stream().filter(brand -> brand.mailDomain().equalsIgnoreCase(domain)).findFirst()
                .flatMap(brand -> keys.records(domain).stream().filter(record -> record.name().equalsIgnoreCase(name))
                        .map(DnsRecord::value).findFirst());
    }
}
