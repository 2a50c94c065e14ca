package org.preferencecenter.exchange.entity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.preferencecenter.consent.entity.Intake;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Channel;

/**
 * One person in an export, whatever the form.
 *
 * @param address on the channel asked about
 * @param status  in the form's own word
 * @param since   when they said so, or null
 * @param cause   whose doing it is (S-37), or empty where nobody asked
 */
public record ExportLine(Recipient recipient, Channel channel, String address, Status status, Instant since, String cause) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** @param purpose what the purpose is called, for forms that name it */
    public List<String> in(ExportOrder order, String purpose) {
        String[] name = name();
        String at = since == null ? "" : TIME.format(since);
        return switch (order.form()) {
            case MAILCHIMP -> List.of(address, name[0], name[1], word("subscribed", "unsubscribed", "cleaned"), at);
            case BREVO -> List.of(channel == Channel.EMAIL ? address : "", name[0], name[1], channel == Channel.SMS ? address : "",
                    word("subscribed", "unsubscribed", "unsubscribed"), at);
            case ONETRUST -> List.of(address, purpose, word("CONFIRMED", "WITHDRAWN", "WITHDRAWN"), at);
            case CSV, XLSX -> switch (order.what()) {
                case STOPPED -> List.of(id(), address, word("subscribed", "unsubscribed", "bounced"), at, cause);
                case POSTAL -> List.of(id(), name[0] + (name[1].isEmpty() ? "" : " " + name[1]), address, text(recipient.jurisdiction()),
                        text(recipient.locale()));
                default -> List.of(id(), address, text(recipient.facts().get(Intake.NAME)),
                        text(recipient.facts().get(Intake.EXTERNAL_ID)), text(recipient.locale()), text(recipient.jurisdiction()), at);
            };
        };
    }

    private String id() {
        return Long.toString(recipient.id());
    }

    private String word(String yes, String stopped, String bounced) {
        return switch (status) {
            case YES -> yes;
            case BOUNCED -> bounced;
            case COMPLAINED -> bounced.equals("bounced") ? status.name().toLowerCase(Locale.ROOT) : stopped;
            default -> stopped;
        };
    }

    /** First and last name, as far as one text tells them apart. */
    private String[] name() {
        String name = text(recipient.facts().get(Intake.NAME));
        int blank = name.indexOf(' ');
        return blank < 0 ? new String[] {name, ""} : new String[] {name.substring(0, blank), name.substring(blank + 1)};
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
