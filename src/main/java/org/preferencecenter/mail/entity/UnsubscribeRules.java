package org.preferencecenter.mail.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What RFC 2369 and RFC 8058 ask of the two fields that offer a way out. */
public final class UnsubscribeRules {

    /** The value of List-Unsubscribe-Post, with at most one blank after the colon and no fold (RFC 8058 §5). */
    private static final Pattern POST = Pattern.compile("[^:]+:[ \t]?List-Unsubscribe=One-Click(\r?\n)?");
    private static final Pattern BRACKETS = Pattern.compile("<([^<>]*)>");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final int LONGEST_URI = 250;

    private UnsubscribeRules() {
    }

    /** The URIs between the brackets, as they stand there. */
    public static List<String> uris(RawMessage message) {
        List<String> uris = new ArrayList<>();
        message.fields(Stamp.UNSUBSCRIBE).stream().findFirst().ifPresent(field -> {
            for (Matcher uri = BRACKETS.matcher(field.value()); uri.find();) {
                uris.add(uri.group(1));
            }
        });
        return uris;
    }

    static List<Finding> of(Received received) {
        List<Finding> findings = new ArrayList<>();
        RawMessage message = received.message();
        List<HeaderField> ways = message.fields(Stamp.UNSUBSCRIBE);
        if (ways.isEmpty()) {
            if (received.prospecting()) {
                findings.add(Finding.fail("unsubscribe.missing", "RFC 2369 §3.2, Gmail, Yahoo"));
            }
        } else {
            form(ways, findings);
            uris(uris(message), received.prospecting(), findings);
        }
        post(message, received.prospecting(), ways.isEmpty(), findings);
        return findings;
    }

    private static void form(List<HeaderField> ways, List<Finding> findings) {
        if (ways.size() > 1) {
            findings.add(Finding.fail("unsubscribe.twice", "RFC 2369 §3", ways.size()));
        }
        HeaderField field = ways.get(0);
        String value = COMMENT.matcher(field.value()).replaceAll("").strip();
        if (value.contains("=?")) {
            findings.add(Finding.fail("unsubscribe.encoded", "RFC 2369 §2"));
        } else if (!value.matches("<[^<>]*>(\\s*,\\s*<[^<>]*>)*")) {
            findings.add(Finding.fail("unsubscribe.form", "RFC 2369 §2"));
        }
        for (Matcher uri = BRACKETS.matcher(field.raw().substring(field.raw().indexOf(':') + 1)); uri.find();) {
            if (uri.group(1).chars().anyMatch(Character::isWhitespace)) {
                findings.add(Finding.fail("unsubscribe.folded", "RFC 2369 §2, RFC 5322 §2.2.3"));
            }
        }
    }

    private static void uris(List<String> uris, boolean prospecting, List<Finding> findings) {
        List<String> https = uris.stream().filter(uri -> uri.regionMatches(true, 0, "https://", 0, 8)).toList();
        long plain = uris.stream().filter(uri -> uri.regionMatches(true, 0, "http://", 0, 7)).count();
        if (plain > 0) {
            findings.add(Finding.fail("unsubscribe.http", "RFC 8058 §3.1"));
        }
        if (https.size() > 1) {
            findings.add(Finding.fail("unsubscribe.many", "RFC 8058 §3.1", https.size()));
        } else if (https.isEmpty() && prospecting) {
            findings.add(Finding.fail("unsubscribe.nohttps", "RFC 8058 §3.1, Gmail"));
        } else if (!https.isEmpty() && !uris.get(0).equals(https.get(0))) {
            findings.add(Finding.note("unsubscribe.order", "RFC 2369 §2"));
        }
        if (uris.stream().noneMatch(uri -> uri.regionMatches(true, 0, "mailto:", 0, 7))) {
            findings.add(Finding.warn("unsubscribe.nomail", "RFC 2369 §3.2, Yahoo, Apple Mail"));
        }
        for (String uri : uris) {
            if (uri.length() > LONGEST_URI) {
                findings.add(Finding.warn("unsubscribe.long", "RFC 5322 §2.1.1", uri.length(), LONGEST_URI));
            }
            if (uri.contains(",")) {
                findings.add(Finding.warn("unsubscribe.comma", "RFC 2369 §2"));
            }
            if (uri.chars().anyMatch(c -> c > 126)) {
                findings.add(Finding.fail("unsubscribe.ascii", "RFC 2369 §2"));
            }
        }
    }

    private static void post(RawMessage message, boolean prospecting, boolean alone, List<Finding> findings) {
        List<HeaderField> posts = message.fields(Stamp.UNSUBSCRIBE_POST);
        if (posts.isEmpty()) {
            if (prospecting) {
                findings.add(Finding.fail("post.missing", "RFC 8058 §3.1, Gmail"));
            }
            return;
        }
        if (posts.size() > 1) {
            findings.add(Finding.fail("post.twice", "RFC 8058 §3.1", posts.size()));
        }
        if (!POST.matcher(posts.get(0).raw()).matches()) {
            findings.add(Finding.fail("post.form", "RFC 8058 §5"));
        }
        if (alone) {
            findings.add(Finding.fail("post.alone", "RFC 8058 §3.1"));
        }
    }
}
