package org.preferencecenter.mail.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.preferencecenter.mail.entity.DkimVerification.Verdict;

/** What is asked of the signatures: that one holds, answers for From, and covers what a provider acts on. */
final class SignatureRules {

    private SignatureRules() {
    }

    static List<Finding> of(Received received) {
        List<Finding> findings = new ArrayList<>();
        RawMessage message = received.message();
        List<CheckedSignature> all = received.signatures();
        if (all.isEmpty()) {
            findings.add(Finding.fail("dkim.missing", "RFC 8058 §4, Gmail, Yahoo, Outlook.com"));
        }
        all.forEach(one -> one(one, all.stream().anyMatch(other -> other.verdict() == Verdict.VALID), findings));
        align(received, findings);
        if (!all.isEmpty()) {
            cover(message, all, findings);
        }
        if (received.signedAtHop() && received.prospecting()) {
            atHop(all, findings);
        }
        return findings;
    }

    private static void one(CheckedSignature one, boolean anotherHolds, List<Finding> findings) {
        String which = one.tags().getOrDefault("s", "?") + "._domainkey." + one.domain();
        if (one.verdict() == null) {
            findings.add(Finding.note("dkim.unchecked", "RFC 6376 §6.1.2", which));
        } else if (one.verdict() != Verdict.VALID) {
            findings.add(Finding.of("dkim." + one.verdict(), anotherHolds ? Finding.Grade.WARN : Finding.Grade.FAIL, switch (one.verdict()) {
                case WEAK -> "RFC 8301 §3";
                case NO_KEY -> "RFC 6376 §6.1.2";
                default -> "RFC 6376 §6.1";
            }, which));
        }
        if (one.tags().containsKey("l")) {
            findings.add(Finding.warn("dkim.length", "RFC 6376 §8.2", which));
        }
    }

    /** RFC 9989 §4.4: one of the two must answer for From; the signature is the one that survives being forwarded. */
    private static void align(Received received, List<Finding> findings) {
        String from = Alignment.from(received.message());
        if (from.isEmpty()) {
            return;   // nobody can tell whose message it is, which is said of From itself
        }
        boolean signed = received.signatures().stream().filter(CheckedSignature::mayHold)
                .anyMatch(one -> received.answers(one.domain()));
        boolean bounces = received.sender().filter(sender -> received.answers(Alignment.of(sender))).isPresent();
        if (!signed && !received.signatures().isEmpty()) {
            findings.add(Finding.of("align.dkim", bounces ? Finding.Grade.WARN : Finding.Grade.FAIL, "RFC 9989 §4.4", from));
        }
        if (received.sender().isEmpty()) {
            findings.add(Finding.note("align.nosender", "RFC 9989 §4.4"));
        } else if (!received.sender().get().isEmpty() && !bounces) {
            findings.add(Finding.of("align.sender", signed ? Finding.Grade.NOTE : Finding.Grade.FAIL, "RFC 9989 §4.4",
                    Alignment.of(received.sender().get()), from));
        }
    }

    private static void cover(RawMessage message, List<CheckedSignature> all, List<Finding> findings) {
        List<String> oneClick = present(message, Stamp.UNSUBSCRIBE, Stamp.UNSUBSCRIBE_POST);
        if (!covered(all, oneClick)) {
            findings.add(Finding.fail("dkim.oneclick", "RFC 8058 §4", String.join(", ", missing(all, oneClick))));
        }
        List<String> complaints = present(message, Stamp.CFBL_ADDRESS, Stamp.CFBL_FEEDBACK_ID);
        if (!covered(all, complaints)) {
            findings.add(Finding.warn("dkim.cfbl", "RFC 9477 §3.1", String.join(", ", missing(all, complaints))));
        }
        List<String> rest = present(message, Stamp.LIST_ID, "Subject", "Reply-To", "Date", "Content-Type");
        if (!covered(all, rest)) {
            findings.add(Finding.note("dkim.rest", "RFC 6376 §5.4.1", String.join(", ", missing(all, rest))));
        }
    }

    /** Here nothing is signed, so only a message that went all the way tells whether the next hop signs what it must (RFC 8058 §4). */
    private static void atHop(List<CheckedSignature> all, List<Finding> findings) {
        List<String> both = List.of(Stamp.UNSUBSCRIBE, Stamp.UNSUBSCRIBE_POST);
        boolean holds = all.stream().anyMatch(one -> one.verdict() == Verdict.VALID && both.stream().allMatch(one::covers));
        if (holds) {
            findings.add(Finding.note("dkim.hop.good", "RFC 8058 §4"));
        } else if (covered(all, both)) {
            findings.add(Finding.note("dkim.hop.unchecked", "RFC 8058 §4"));
        } else {
            findings.add(Finding.warn("dkim.hop", "RFC 8058 §4", String.join(", ", all.isEmpty() ? both : missing(all, both))));
        }
    }

    private static List<String> present(RawMessage message, String... names) {
        return Stream.of(names).filter(name -> !message.fields(name).isEmpty()).toList();
    }

    /** One signature covers them all: two halves make no whole (RFC 8058 §4). */
    private static boolean covered(List<CheckedSignature> all, List<String> names) {
        return all.stream().filter(CheckedSignature::mayHold).anyMatch(one -> names.stream().allMatch(one::covers));
    }

    /** What the best of them leaves out. */
    private static List<String> missing(List<CheckedSignature> all, List<String> names) {
        return all.stream().filter(CheckedSignature::mayHold).map(one -> names.stream().filter(name -> !one.covers(name)).toList())
                .min(java.util.Comparator.comparingInt(List::size)).orElse(names);
    }
}
