package org.preferencecenter.mail.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.preferencecenter.mail.entity.Alignment;
import org.preferencecenter.mail.entity.Finding;
import org.preferencecenter.mail.entity.Finding.Grade;
import org.preferencecenter.mail.entity.RawMessage;
import org.preferencecenter.mail.entity.UnsubscribeRules;

/** What DNS has to say about the domains of a message, for mailbox providers to take it. */
final class MailDns {

    private final Dns dns;
    /** Nobody answered: nobody is asked again, since each question would take its time. */
    private boolean away;

    MailDns(Dns dns) {
        this.dns = dns;
    }

    /** Empty where all is as it should be; one note alone where nobody answers. */
    List<Finding> of(RawMessage message, Optional<String> sender) {
        String from = Alignment.from(message);
        if (!from.contains(".")) {
            return List.of();
        }
        Optional<Boolean> dmarc = dmarc(from);
        if (dmarc.isEmpty()) {
            return List.of(Finding.of("dns.away", Grade.NOTE, "RFC 1035", from));
        }
        List<Finding> findings = new ArrayList<>();
        if (!dmarc.get()) {
            findings.add(Finding.of("dmarc.missing", Grade.FAIL, "RFC 9989 §4.10, Gmail, Yahoo, Outlook.com", from));
        }
        String envelope = sender.filter(text -> text.contains("@")).map(Alignment::of).orElse(from);
        if (!has(dns.txt(envelope), "v=spf1")) {
            findings.add(Finding.of("spf.missing", Grade.FAIL, "RFC 7208 §3, Gmail, Yahoo, Outlook.com", envelope));
        }
        UnsubscribeRules.uris(message).stream().filter(uri -> uri.regionMatches(true, 0, "mailto:", 0, 7)).findFirst()
                .map(uri -> Alignment.of(uri.replaceAll("\\?.*", ""))).ifPresent(host -> {
                    Dns.Answer mx = dns.mx(host);
                    if (mx.reached() && mx.records().isEmpty()) {
                        findings.add(Finding.of("mx.missing", Grade.WARN, "RFC 2369 §3.2, RFC 5321 §5.1", host));
                    }
                });
        return findings;
    }

    /**
     * Whether two domains answer for each other (RFC 9989 §4.4, relaxed): one lies below the other, or DNS names one
     * organisation for both. Where nobody answers they do not.
     */
    boolean together(String one, String other) {
        if (Alignment.holds(one, other)) {
            return true;
        }
        // Without a common end they have nothing in common, and nobody need be asked.
        return one.contains(".") && other.contains(".") && last(one).equals(last(other))
                && Alignment.organisation(one, this::record).equals(Alignment.organisation(other, this::record));
    }

    private static String last(String domain) {
        return domain.substring(domain.lastIndexOf('.') + 1);
    }

    private Optional<String> record(String domain) {
        if (away) {
            return Optional.empty();
        }
        Dns.Answer answer = dns.txt("_dmarc." + domain);
        away = !answer.reached();
        return answer.records().stream().filter(text -> text.regionMatches(true, 0, "v=DMARC1", 0, 8)).findFirst();
    }

    /** RFC 9989 §4.10: the record of the domain or of one above it. @return nothing if nobody answers */
    private Optional<Boolean> dmarc(String domain) {
        for (String name = domain; name.contains("."); name = name.substring(name.indexOf('.') + 1)) {
            Dns.Answer answer = dns.txt("_dmarc." + name);
            if (!answer.reached()) {
                return Optional.empty();
            }
            if (has(answer, "v=DMARC1")) {
                return Optional.of(true);
            }
        }
        return Optional.of(false);
    }

    private static boolean has(Dns.Answer answer, String begin) {
        return answer.records().stream().anyMatch(text -> text.regionMatches(true, 0, begin, 0, begin.length()));
    }
}
