package org.preferencecenter.mail.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What RFC 5322 asks of every message, RFC 2919 of a list's name, RFC 9477 of where complaints go. */
final class HeaderRules {

    /** RFC 5322 §3.6: once at most. */
    private static final List<String> ONCE = List.of("From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID",
            "In-Reply-To", "References", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted",
            Stamp.LIST_HELP, Stamp.CFBL_ADDRESS, Stamp.CFBL_FEEDBACK_ID);
    private static final Pattern LIST = Pattern.compile("<([^<>]*)>\\s*$");
    private static final Pattern DOT_ATOM = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)+");
    private static final int LONGEST_LIST = 255;
    private static final Pattern REPORTS = Pattern.compile("[^\\s@;<>]+@[^\\s@;<>]+(\\s*;\\s*report=(arf|xarf))?");

    private HeaderRules() {
    }

    static List<Finding> of(Received received) {
        List<Finding> findings = new ArrayList<>();
        RawMessage message = received.message();
        if (message.fields("From").size() != 1 || Alignment.from(message).isEmpty()) {
            findings.add(Finding.fail("from.one", "RFC 5322 §3.6.2, Gmail"));
        }
        for (String name : List.of("Date", "Message-ID")) {
            if (message.fields(name).isEmpty()) {
                findings.add(Finding.warn("header.missing", "RFC 5322 §3.6", name));
            }
        }
        for (String name : ONCE) {
            int times = message.fields(name).size();
            if (times > 1 && !name.equals("From")) {
                findings.add(Finding.fail("header.twice", "RFC 5322 §3.6, Gmail", name, times));
            }
        }
        for (HeaderField field : message.fields()) {
            if (field.raw().lines().anyMatch(line -> line.length() > HeaderChange.LONGEST_LINE)) {
                findings.add(Finding.fail("header.long", "RFC 5322 §2.1.1", field.name()));
            }
        }
        list(message, received.prospecting(), findings);
        message.value(Stamp.CFBL_ADDRESS).filter(value -> !REPORTS.matcher(value).matches())
                .ifPresent(wrong -> findings.add(Finding.warn("cfbl.form", "RFC 9477 §5.1")));
        return findings;
    }

    private static void list(RawMessage message, boolean prospecting, List<Finding> findings) {
        List<HeaderField> ids = message.fields(Stamp.LIST_ID);
        if (ids.isEmpty()) {
            if (prospecting) {
                findings.add(Finding.warn("list.missing", "RFC 2919 §3"));
            }
            return;
        }
        if (ids.size() > 1) {
            findings.add(Finding.fail("list.twice", "RFC 2919 §3", ids.size()));
        }
        Matcher label = LIST.matcher(ids.get(0).value());
        if (!label.find() || !DOT_ATOM.matcher(label.group(1)).matches() || label.group(1).length() > LONGEST_LIST) {
            findings.add(Finding.fail("list.form", "RFC 2919 §2"));
        }
    }
}
