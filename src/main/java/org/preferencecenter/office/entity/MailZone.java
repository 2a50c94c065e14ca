package org.preferencecenter.office.entity;

import java.util.ArrayList;
import java.util.List;

import org.preferencecenter.mail.entity.DnsRecord;
import org.preferencecenter.mail.entity.PublishedKey;

/**
 * What DNS has to say about a domain that mail is sent from, ready to paste.
 *
 * @param domain  the brand's mail domain
 * @param nextHop host name of the mail server that messages are handed to
 * @param keys    those that sign or will
 */
public record MailZone(String domain, String nextHop, List<PublishedKey> keys) {

    /** The longest string in a TXT record (RFC 1035 §3.3.14). */
    private static final int STRING = 255;

    /** SPF (RFC 7208): a hint, since only who runs the next hop knows which servers it sends from. */
    public DnsRecord spf() {
        boolean here = nextHop.equals("localhost") || nextHop.startsWith("127.") || nextHop.contains(":");
        return new DnsRecord(domain, "TXT", "v=spf1 " + (here ? "mx" : "a:" + nextHop) + " -all");
    }

    /** DMARC (RFC 7489 §6.3), looking first: reports and no consequences. */
    public DnsRecord dmarc() {
        return new DnsRecord("_dmarc." + domain, "TXT", "v=DMARC1; p=none; rua=mailto:dmarc@" + domain);
    }

    /** DKIM first, those to publish before those that sign; then SPF and DMARC. */
    public List<DnsRecord> records() {
        List<DnsRecord> records = new ArrayList<>(keys.stream().map(PublishedKey::record).toList());
        records.add(spf());
        records.add(dmarc());
        return records;
    }

    /** As lines of a zone file (RFC 1035 §5.1): full names, long values in several strings, which receivers join. */
    public String text() {
        StringBuilder text = new StringBuilder();
        records().forEach(record -> text.append(line(record)).append('\n'));
        return text.toString();
    }

    /** One line of a zone file. */
    public static String line(DnsRecord record) {
        StringBuilder line = new StringBuilder(record.name()).append(". 3600 IN ").append(record.type());
        for (int at = 0; at < record.value().length(); at += STRING) {
            line.append(" \"").append(record.value(), at, Math.min(record.value().length(), at + STRING)).append('"');
        }
        return line.toString();
    }
}
