package org.preferencecenter.platform.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who signs what we send (DKIM): we, unless the next hop does. Two signatures of one domain do no harm, but a key that nobody
 * publishes is a signature that fails.
 *
 * @param everything the next hop signs whatever it is handed
 * @param domains    mail domains whose messages the next hop signs, lower case
 */
public record SigningSettings(boolean everything, List<String> domains) {

    public SigningSettings {
        domains = List.copyOf(domains);
    }

    /** Whether the next hop signs for a mail domain, so that we do not. */
    public boolean elsewhere(String domain) {
        return everything || domains.contains(domain.toLowerCase(Locale.ROOT));
    }

    /** As it was set: {@code true}, {@code false} or the domains. */
    @Override
    public String toString() {
        return domains.isEmpty() ? Boolean.toString(everything) : String.join(" ", domains);
    }

    static SigningSettings read(SettingsReader in) {
        SigningSettings set = in.present("PC_SMTP_SIGNS") ? in.value("PC_SMTP_SIGNS", null, "must be true, false, or the mail"
                + " domains that the next mail server signs for, such as news.example.org shop.example.org", SigningSettings::parse)
                : null;
        return set == null ? new SigningSettings(false, List.of()) : set;
    }

    private static Optional<SigningSettings> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("true") || lower.equals("false")) {
            return Optional.of(new SigningSettings(lower.equals("true"), List.of()));
        }
        List<String> domains = Arrays.asList(lower.split("[\\s,]+"));
        return domains.stream().allMatch(domain -> domain.matches("(?=.{4,253})([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}"))
                ? Optional.of(new SigningSettings(false, domains)) : Optional.empty();
    }
}
