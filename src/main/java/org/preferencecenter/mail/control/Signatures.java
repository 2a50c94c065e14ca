package org.preferencecenter.mail.control;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.preferencecenter.catalog.control.Catalog;
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

    private final Catalog catalog;
    private final DkimKeys keys;
    private final Dns dns;
    private final Clock clock;

    @Inject
    public Signatures(Catalog catalog, DkimKeys keys, Dns dns, Clock clock) {
        this.catalog = catalog;
        this.keys = keys;
        this.dns = dns;
        this.clock = clock;
    }

    /**
     * One signature, checked.
     *
     * @param domain  its {@code d=}, lower case
     * @param signed  the names in its {@code h=}, lower case
     * @param tags    all of its tags
     * @param verdict null: its key could not be had, since DNS is away
     */
    public record Checked(String domain, List<String> signed, Map<String, String> tags, Verdict verdict) {
    }

    /** Every signature of the message, topmost first. */
    public List<Checked> of(RawMessage message) {
        List<Checked> all = new ArrayList<>();
        for (HeaderField field : message.fields("DKIM-Signature").stream().limit(MOST).toList()) {
            Map<String, String> tags = DkimVerification.tags(field.value());
            String domain = tags.getOrDefault("d", "").toLowerCase(Locale.ROOT);
            all.add(new Checked(domain, DkimVerification.signed(tags), tags, verdict(message, field, tags, domain)));
        }
        return all;
    }

    /** Whether somebody who answers for the domain in From signed it (RFC 9477 §3.3). */
    public boolean signedByItsSender(RawMessage message) {
        String from = domain(message);
        return of(message).stream().anyMatch(one -> one.verdict() == Verdict.VALID
                && (from.equals(one.domain()) || from.endsWith("." + one.domain()) || one.domain().endsWith("." + from)));
    }

    private Verdict verdict(RawMessage message, HeaderField field, Map<String, String> tags, String domain) {
        String name = tags.getOrDefault("s", "") + "._domainkey." + domain;
        if (!name.matches("[A-Za-z0-9._-]{1,253}")) {
            return Verdict.MALFORMED;
        }
        Optional<String> own = own(domain, name);
        Dns.Answer answer = own.map(record -> new Dns.Answer(true, List.of(record))).orElseGet(() -> dns.txt(name));
        String record = answer.records().stream().findFirst().orElse("");
        Verdict verdict = DkimVerification.of(message, field, record, clock.instant());
        return verdict == Verdict.NO_KEY && !answer.reached() ? null : verdict;
    }

    /** What we publish under a name, or nothing: the domain is no brand's, or the key is not ours. */
    private Optional<String> own(String domain, String name) {
        return catalog.now().brands().stream().filter(brand -> brand.mailDomain().equalsIgnoreCase(domain)).findFirst()
                .flatMap(brand -> keys.records(domain).stream().filter(record -> record.name().equalsIgnoreCase(name))
                        .map(DnsRecord::value).findFirst());
    }

    /** The domain of the one address in From, lower case; empty if that cannot be told. */
    static String domain(RawMessage message) {
        try {
            InternetAddress[] from = InternetAddress.parseHeader(message.value("From").orElse(""), false);
            String address = from.length == 1 && message.fields("From").size() == 1 ? from[0].getAddress() : "";
            return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        } catch (AddressException unreadable) {
            return "";
        }
    }
}
