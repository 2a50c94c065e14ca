package org.preferencecenter.mail.entity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** Whether who signs or bounces for a message answers for the domain in its From (RFC 9989 §4.4, relaxed). */
public final class Alignment {

    /** Names asked for one domain, however deep it lies (RFC 9989 §4.10). */
    private static final int MOST_NAMES = 8;
    private static final Pattern PSD = Pattern.compile(";\\s*psd\\s*=\\s*([ynu])\\s*(;|$)", Pattern.CASE_INSENSITIVE);

    private Alignment() {
    }

    /** The domain of the one address in From, lower case; empty if that cannot be told. */
    public static String from(RawMessage message) {
        try {
            InternetAddress[] from = InternetAddress.parseHeader(message.value("From").orElse(""), false);
            return from.length == 1 && message.fields("From").size() == 1 ? of(String.valueOf(from[0].getAddress())) : "";
        } catch (AddressException unreadable) {
            return "";
        }
    }

    /** The domain of an address, lower case. */
    public static String of(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * One is the other or lies below it. Two beside each other may have one owner, too; that only DNS can tell, by
     * {@link #organisation}.
     */
    public static boolean holds(String one, String other) {
        return !one.isEmpty() && one.contains(".") && other.contains(".")
                && (one.equals(other) || one.endsWith("." + other) || other.endsWith("." + one));
    }

    /**
     * The domain of the organisation that a domain belongs to (RFC 9989 §4.10.2: the tree walk; there is no public suffix list
     * in it any more).
     *
     * @param domain lower case
     * @param dmarc  the DMARC record of a domain, nothing if it has none
     * @return the domain itself where no record tells otherwise
     */
    public static String organisation(String domain, Function<String, Optional<String>> dmarc) {
        String found = domain;
        for (String name : walk(domain)) {
            Optional<String> record = dmarc.apply(name);
            // A name without a dot is nobody's but a registry's.
            if (record.isEmpty() || !name.contains(".") && !psd(record.get()).equals("y")) {
                continue;
            }
            String psd = psd(record.get());
            if (psd.equals("n")) {
                return name;
            }
            if (psd.equals("y") && !name.equals(domain)) {
                // A public suffix: whose domain it is stands one label below (example.co.uk under co.uk).
                return below(domain, name);
            }
            found = name;
        }
        return found;
    }

    /** The domain, then those above it to the top; of a deep one only the seven nearest the top (RFC 9989 §4.10). */
    static List<String> walk(String domain) {
        List<String> labels = List.of(domain.split("\\."));
        List<String> names = new ArrayList<>();
        for (int length = Math.min(labels.size(), MOST_NAMES - 1); length > 0; length--) {
            names.add(String.join(".", labels.subList(labels.size() - length, labels.size())));
        }
        if (labels.size() >= MOST_NAMES) {
            names.add(0, domain);
        }
        return Collections.unmodifiableList(names);
    }

    private static String psd(String record) {
        Matcher tag = PSD.matcher(record);
        return tag.find() ? tag.group(1).toLowerCase(Locale.ROOT) : "u";
    }

    private static String below(String domain, String suffix) {
        String rest = domain.substring(0, domain.length() - suffix.length() - 1);
        return rest.substring(rest.lastIndexOf('.') + 1) + "." + suffix;
    }
}
