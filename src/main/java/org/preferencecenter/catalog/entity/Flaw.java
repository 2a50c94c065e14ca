package org.preferencecenter.catalog.entity;

import java.util.Arrays;
import java.util.List;

/**
 * Why something does not enter the catalogue. Its sentence, which says what is wrong, where, why and how to mend it,
 * stands in the messages under {@code catalog.} + rule.
 *
 * @param rule     what was not met
 * @param citation the source of the rule: a clause or a requirement number
 * @param where    the code of what was refused
 * @param details  what the sentence quotes, as its {@code {1}}, {@code {2}} …; {@code {0}} is {@code where}
 */
public record Flaw(Rule rule, String citation, String where, List<String> details) {

    /** What can be wrong, with the source that says so. */
    public enum Rule {
        CODE("code", "DESIGN 5"),
        CODE_TAKEN("code-taken", "DESIGN 5"),
        BLANK("blank", "S-25"),
        LOCALE("locale", "BCP 47"),
        MAIL_DOMAIN("mail-domain", "RFC 2919 §2"),
        COLOUR("colour", "WCAG 2.2 1.4.3"),
        CONTRAST("contrast", "WCAG 2.2 1.4.3"),
        WORDS("words", "S-06"),
        CHANNEL("channel", "S-01"),
        CLASSIFICATION("classification", "S-40"),
        BASIS_MISSING("basis-missing", "GDPR 6(1)"),
        BASIS_UNFIT("basis-unfit", "GDPR 6(1)(b)"),
        JURISDICTION("jurisdiction", "ISO 3166-1"),
        JURISDICTION_UNKNOWN("jurisdiction-unknown", "S-24"),
        UNLAWFUL("unlawful", "GDPR 6(1)"),
        UNLAWFUL_UNKNOWN("unlawful-unknown", "GDPR 6(1)"),
        /** Advice, never a refusal: lawful today, and no longer from a day that is known. */
        UNLAWFUL_SOON("unlawful-soon", "GDPR 6(1)"),
        FUNCTION_MISSING("function-missing", "S-13"),
        FAMILY_MISSING("family-missing", "S-18"),
        CLASSIFICATION_THIN("classification-thin", "S-40"),
        NOTICE_MISSING("notice-missing", "S-11"),
        COVERAGE_UNANSWERED("coverage-unanswered", "S-11"),
        CAPTURE("capture", "S-08"),
        FORM_KIND("form-kind", "S-32"),
        FORM_EMPTY("form-empty", "S-15"),
        FORM_ANSWER("form-answer", "S-42"),
        FORM_CAPTURE("form-capture", "S-08"),
        FORM_REFUSAL("form-refusal", "S-21"),
        FORM_REACH("form-reach", "S-01"),
        FORM_ASKS("form-asks", "GDPR 5(1)(c)"),
        FORM_SITE("form-site", "CSP 3 frame-ancestors"),
        FIXED("fixed", "S-38"),
        RETENTION("retention", "S-46"),
        TOPIC_RATE("topic-rate", "W-07"),
        CHANNEL_USED("channel-used", "DESIGN 5"),
        GROUND_TWICE("ground-twice", "GDPR 6(1)"),
        UNKNOWN("unknown", "DESIGN 5"),
        HOST("host", "RFC 1123 §2.1"),
        HOST_TAKEN("host-taken", "W-13"),
        ADDRESS("address", "RFC 2818"),
        CONTACT("contact", "GDPR 13(1)"),
        KEEPING("keeping", "ISO/IEC TS 27560"),
        BRAND_TEXT("brand-text", "W-13"),
        LOGO("logo", "W-13"),
        /** Somebody else saved it since it was read; nothing is overwritten. */
        STALE("stale", "DESIGN 8"),
        RATE("rate", "W-07"),
        PLACE("place", "S-44"),
        SCRIPT("script", "S-44"),
        SCRIPT_KIND("script-kind", "S-44"),
        RETIRED("retired", "S-12");

        private final String key;
        private final String citation;

        Rule(String key, String citation) {
            this.key = key;
            this.citation = citation;
        }

        /** The key of its sentence. */
        public String messageKey() {
            return "catalog." + key;
        }

        /** @param details what the sentence quotes */
        public Flaw in(String where, Object... details) {
            return citing(citation, where, details);
        }

        /** For a rule that only says which law says so once it is known what was asked. */
        Flaw citing(String law, String where, Object... details) {
            return new Flaw(this, law, where, Arrays.stream(details).map(String::valueOf).toList());
        }
    }
}
