package org.preferencecenter.mail.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.internet.InternetHeaders;

/**
 * An abuse report (ARF, RFC 5965): somebody pressed "spam".
 *
 * @param type   lower case: {@code abuse}, {@code fraud}, {@code not-spam} …
 * @param ids    what may be tokens of ours in the message that is reported, the likeliest first: recipients are often
 *               blacked out, our own fields are not
 * @param recipients addresses the report names, often none or not a real one
 */
public record ComplaintReport(String type, List<Candidate> ids, List<String> recipients) {

    /** Which key it would be signed with. */
    public enum Form {
        COMPLAINT, STOP_LINK, STOP_MAIL, BOUNCE
    }

    /** Text that may be a token of that form. */
    public record Candidate(Form form, String token) {
    }

    /** RFC 5965 §7.3 and its registry; what tells that the person minds the message. */
    private static final Set<String> MINDS = Set.of("abuse", "fraud", "opt-out", "opt-out-list", "other", "complaint");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>,]+/u/([A-Za-z0-9_-]{46})(?![A-Za-z0-9_-])");
    private static final Pattern MAIL = Pattern.compile("\\b([ub])-([a-z2-7]{55})@", Pattern.CASE_INSENSITIVE);

    /** Nothing if it is no such report. */
    public static Optional<ComplaintReport> of(MimeParts parts) {
        if (!parts.reportType().equals("feedback-report")) {
            return Optional.empty();
        }
        return parts.first("message/feedback-report").map(leaf -> MimeParts.headers(leaf.text().stripLeading()))
                .map(report -> new ComplaintReport(
                        MimeParts.field(report, "Feedback-Type").replaceAll("[;(\\s].*", "").toLowerCase(Locale.ROOT),
                        candidates(parts.original().orElse(new InternetHeaders()), report), recipients(report)));
    }

    /** Whether it says that the person minds; {@code not-spam} and what machines report to each other do not. */
    public boolean minds() {
        return MINDS.contains(type);
    }

    /** The tokens in the head of the message that any report quotes. */
    public static List<Candidate> quoted(MimeParts parts) {
        return parts.original().map(original -> candidates(original, new InternetHeaders())).orElse(List.of());
    }

    /** The tokens in the head of a message of ours, wherever they stand in it. */
    static List<Candidate> candidates(InternetHeaders original, InternetHeaders report) {
        List<Candidate> found = new ArrayList<>();
        String id = MimeParts.field(original, Stamp.CFBL_FEEDBACK_ID);
        if (!id.isEmpty()) {
            found.add(new Candidate(Form.COMPLAINT, id.replaceAll("\\s", "")));
        }
        String ways = MimeParts.field(original, Stamp.UNSUBSCRIBE);
        Matcher link = LINK.matcher(ways);
        if (link.find()) {
            found.add(new Candidate(Form.STOP_LINK, link.group(1)));
        }
        for (String text : List.of(ways, MimeParts.field(original, "Return-Path"), MimeParts.field(report, "Original-Mail-From"),
                MimeParts.field(report, "Original-Envelope-Id"))) {
            Matcher mail = MAIL.matcher(text);
            if (mail.find()) {
                found.add(new Candidate(mail.group(1).equalsIgnoreCase("u") ? Form.STOP_MAIL : Form.BOUNCE, mail.group(2)));
            }
        }
        return found;
    }

    private static List<String> recipients(InternetHeaders report) {
        String[] named = report.getHeader("Original-Rcpt-To");
        return named == null ? List.of() : java.util.Arrays.stream(named).limit(5)
                .map(text -> text.strip().replaceAll("^<|>$", "")).toList();
    }
}
