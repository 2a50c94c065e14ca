package org.preferencecenter.exchange.entity;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

/**
 * What is to be written to a file, for whom.
 *
 * @param stream code of the stream whose audience is wanted; empty where none is asked for
 */
public record ExportOrder(What what, Form form, String stream) {

    /** What an export holds. */
    public enum What {
        /** Who may be written to now. */
        AUDIENCE,
        /** Who stopped everything of the brand by mail, or whose address must not be written to. */
        STOPPED,
        /** All that anybody chose with the brand. */
        CHOICES,
        /** Who may be written to by post, with name and address, for a mailing house (S-23). */
        POSTAL;

        /** Whether it is about a stream. */
        public boolean ofStream() {
            return this == AUDIENCE || this == POSTAL;
        }
    }

    /** For whom it is written. */
    public enum Form {
        CSV, XLSX, MAILCHIMP, BREVO, ONETRUST;

        public boolean foreign() {
            return this == MAILCHIMP || this == BREVO || this == ONETRUST;
        }
    }

    /** Which kinds another system takes in. */
    public boolean possible() {
        return !form.foreign() || what == What.AUDIENCE || what == What.STOPPED;
    }

    public String json() {
        return Json.createObjectBuilder().add("what", what.name()).add("form", form.name()).add("stream", stream).build().toString();
    }

    public static ExportOrder parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            return new ExportOrder(What.valueOf(json.getString("what")), Form.valueOf(json.getString("form")),
                    json.getString("stream"));
        }
    }

    /** {@code audience-newsletter-mailchimp.csv}. */
    public String fileName() {
        String of = stream.isEmpty() ? "" : "-" + stream;
        String to = form.foreign() ? "-" + form.name().toLowerCase(Locale.ROOT) : "";
        return what.name().toLowerCase(Locale.ROOT) + of + to + (form == Form.XLSX ? ".xlsx" : ".csv");
    }

    /** What the columns are called. What another system calls them stands with its {@link Profile}. */
    public List<String> header() {
        return switch (form) {
            case MAILCHIMP -> List.of("Email Address", "First Name", "Last Name", "Status", "CONFIRM_TIME");
            case BREVO -> List.of("EMAIL", "FIRSTNAME", "LASTNAME", "SMS", "EMAIL_MARKETING", "OPTIN_DATE");
            case ONETRUST -> List.of("Identifier", "Purpose", "TransactionType", "InteractionDate");
            case CSV, XLSX -> switch (what) {
                case AUDIENCE -> List.of("id", "address", "name", "external id", "locale", "country", "since");
                case STOPPED -> List.of("id", "email", "status", "since", "cause");
                case CHOICES -> List.of("id", "email", "scope", "code", "channel", "answer", "since", "frequency", "paused until", "cause");
                case POSTAL -> List.of("id", "name", "postal address", "country", "locale");
            };
        };
    }
}
