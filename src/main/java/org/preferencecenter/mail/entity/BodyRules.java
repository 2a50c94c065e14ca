package org.preferencecenter.mail.entity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a prospecting message has to show the person: who writes, from where, and a way out (B.2: US-01, DE-01; Yahoo). */
final class BodyRules {

    private static final Pattern LINK = Pattern.compile("(?is)<a\\b[^>]*href\\s*=\\s*[\"']?(https?://[^\"'\\s>]+)[^>]*>(.*?)</a>");
    private static final Pattern URL = Pattern.compile("(?i)https?://[^\\s<>\"']+");
    /** What people who look for the way out look for, in the nine languages; pages of ours say it by their address. */
    private static final Pattern WAY_OUT = Pattern.compile("(?i)unsubscrib|opt[ -]?out|desabonn|desinscri|desinscription|abmeld|abbestell"
            + "|darse de baja|desuscri|cancelar|disiscri|cancella|afmeld|uitschrijv|descadastr|anular|wypis|rezygn|preferenc|الغاء|تفضيل"
            + "|einstellung|voorkeur|abonnement");
    private static final Pattern PIXEL = Pattern.compile("(?is)<img\\b(?=[^>]*\\bwidth\\s*=\\s*[\"']?[01](?!\\d))(?=[^>]*\\bheight\\s*=\\s*[\"']?[01](?!\\d))"
            + "(?=[^>]*\\bsrc\\s*=\\s*[\"']?https?:)[^>]*>");

    private BodyRules() {
    }

    static List<Finding> of(Received received) {
        List<Finding> findings = new ArrayList<>();
        MimeParts parts = MimeParts.of(received.message().bytes());
        String text = texts(parts, "text/plain");
        String html = texts(parts, "text/html");
        if (PIXEL.matcher(html).find()) {
            findings.add(Finding.warn("body.pixel", "FR-11 (CNIL 2026-042)"));
        }
        if (!received.prospecting()) {
            return findings;
        }
        if (!wayOut(text, html, UnsubscribeRules.uris(received.message()))) {
            findings.add(Finding.fail("body.link", "Yahoo, US-01 (16 CFR 316.5)"));
        }
        String shown = plain(text + "\n" + html.replaceAll("(?is)<(style|script|head)\\b.*?</\\1>", " ").replaceAll("(?s)<[^>]*>", " "));
        if (received.postal().isEmpty()) {
            findings.add(Finding.note("body.postal.unknown", "US-01 (CAN-SPAM)"));
        } else if (!holds(shown, received.postal().get())) {
            findings.add(Finding.fail("body.postal", "US-01 (CAN-SPAM)"));
        }
        if (text.isBlank() && !html.isBlank()) {
            findings.add(Finding.note("body.html", "RFC 2046 §5.1.4"));
        }
        return findings;
    }

    private static boolean wayOut(String text, String html, List<String> ways) {
        for (Matcher link = LINK.matcher(html); link.find();) {
            if (ways.contains(link.group(1)) || WAY_OUT.matcher(plain(link.group(2).replaceAll("(?s)<[^>]*>", " "))).find()
                    || WAY_OUT.matcher(link.group(1)).find() || link.group(1).matches("https?://[^/]+/[up]/[A-Za-z0-9_-]{46}.*")) {
                return true;
            }
        }
        for (String line : text.split("\n")) {
            // The address may stand alone on the line after its words.
            if (URL.matcher(line).find() && (line.matches("(?s).*/[up]/[A-Za-z0-9_-]{46}.*") || WAY_OUT.matcher(plain(line)).find())) {
                return true;
            }
        }
        return html.isBlank() && URL.matcher(text).find() && WAY_OUT.matcher(plain(text)).find();
    }

    /** Every word of it, in its order, whatever stands between its lines. */
    private static boolean holds(String shown, String postal) {
        int at = 0;
        for (String word : plain(postal).split("[^\\p{L}\\p{N}]+")) {
            at = word.isEmpty() ? at : shown.indexOf(word, at);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private static String texts(MimeParts parts, String type) {
        return parts.leaves().stream().filter(leaf -> leaf.type().equals(type)).map(MimeParts.Leaf::text).collect(Collectors.joining("\n"));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.replace("&nbsp;", " ").replace("&amp;", "&").replace("&#39;", "'"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }
}
