package org.preferencecenter.office.entity;

import java.util.List;
import java.util.Locale;

import org.preferencecenter.catalog.entity.Flaw;

/** Beside which field of an editor a flaw is said. Empty: it is about the whole. */
public final class FieldOf {

    private FieldOf() {
    }

    /**
     * @param privacy what was typed as the privacy page: two fields hold addresses
     */
    public static String brand(Flaw flaw, String privacy) {
        return switch (flaw.rule()) {
            case CODE, CODE_TAKEN -> "code";
            case BLANK, KEEPING -> detail(flaw, 0);
            case LOCALE -> "defaultLocale";
            case MAIL_DOMAIN -> "mailDomain";
            case COLOUR, CONTRAST -> "accent";
            case HOST, HOST_TAKEN -> "host";
            case ADDRESS -> detail(flaw, 0).equals(privacy) ? "privacyUrl" : "homeUrl";
            case CONTACT -> detail(flaw, 0).isBlank() ? "dpoName" : "dpoContact";
            case BRAND_TEXT -> "heading-" + detail(flaw, 0);
            default -> "";
        };
    }

    public static String stream(Flaw flaw) {
        return switch (flaw.rule()) {
            case CODE, CODE_TAKEN -> "code";
            case CHANNEL -> "channel";
            case RATE -> "perMonth";
            case UNKNOWN, RETIRED -> "about";
            default -> "";
        };
    }

    public static String point(Flaw flaw) {
        return switch (flaw.rule()) {
            case CODE, CODE_TAKEN -> "code";
            case FORM_KIND -> "kind";
            case CAPTURE, FORM_CAPTURE -> "mode";
            case FORM_EMPTY, FORM_REACH -> "purposes";
            case FORM_ANSWER -> "mandatory";
            case FORM_REFUSAL -> "refusalBox";
            case FORM_ASKS -> "asks-" + detail(flaw, 0);
            case FORM_SITE -> "sites";
            case JURISDICTION, JURISDICTION_UNKNOWN -> "country";
            case PLACE -> "place";
            case WORDS, BLANK, LOCALE -> "title-" + detail(flaw, 0).toLowerCase(Locale.ROOT);
            default -> "";
        };
    }

    /** Beside the wording of its language. */
    public static String script(Flaw flaw) {
        return flaw.rule() == Flaw.Rule.SCRIPT || flaw.rule() == Flaw.Rule.LOCALE ? "script-" + detail(flaw, 0) : "";
    }

    private static String detail(Flaw flaw, int index) {
        List<String> details = flaw.details();
        return index < details.size() ? details.get(index) : "";
    }
}
