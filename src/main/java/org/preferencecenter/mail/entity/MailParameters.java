package org.preferencecenter.mail.entity;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What may stand after the paths of MAIL and RCPT: what is wrong with it, and what of it is handed on (RFC 3461 §4). */
public final class MailParameters {

    private static final Set<String> OF_MAIL = Set.of("SIZE", "BODY", "SMTPUTF8", "RET", "ENVID", "AUTH");
    // RFC 3461 §4: xtext = *( xchar / hexchar ); not more than 100 characters of ENVID (§4.4), 500 of ORCPT (§4.2).
    private static final Pattern ENVID = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2}){1,100}");
    private static final Pattern ORCPT = Pattern.compile("[A-Za-z0-9-]+;[!-~]{1,498}");
    private static final Pattern NOTIFY = Pattern.compile("(?i)NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY)){0,2}");

    private MailParameters() {
    }

    /** What is wrong with those of MAIL. @param largest octets of a message */
    public static Optional<Answer> wrongOfMail(Map<String, String> parameters, long largest) {
        for (Map.Entry<String, String> one : parameters.entrySet()) {
            String value = one.getValue();
            boolean right = switch (one.getKey()) {
                case "SIZE" -> value.matches("\\d{1,18}");
                case "BODY" -> value.matches("(?i)7BIT|8BITMIME");
                case "SMTPUTF8" -> value.isEmpty();
                case "RET" -> value.matches("(?i)FULL|HDRS");
                case "ENVID" -> ENVID.matcher(value).matches();
                default -> true;
            };
            if (!OF_MAIL.contains(one.getKey())) {
                return unknown();
            }
            if (!right) {
                return Optional.of(Answer.of(501, "5.5.4", "The value of " + one.getKey() + " is none it may have"));
            }
        }
        boolean large = parameters.containsKey("SIZE") && Long.parseLong(parameters.get("SIZE")) > largest;
        return large ? Optional.of(tooLarge(largest)) : Optional.empty();
    }

    /** What is wrong with those of RCPT. */
    public static Optional<Answer> wrongOfRcpt(Map<String, String> parameters) {
        for (Map.Entry<String, String> one : parameters.entrySet()) {
            Pattern form = one.getKey().equals("NOTIFY") ? NOTIFY : one.getKey().equals("ORCPT") ? ORCPT : null;
            if (form == null) {
                return unknown();
            }
            if (!form.matcher(one.getValue()).matches()) {
                return Optional.of(Answer.of(501, "5.5.4", "The value of " + one.getKey() + " is none it may have"));
            }
        }
        return Optional.empty();
    }

    /** RFC 1870 §6.1. */
    public static Answer tooLarge(long largest) {
        return Answer.of(552, "5.3.4", "A message may have at most " + largest + " octets: link to large files");
    }

    private static Optional<Answer> unknown() {
        return Optional.of(Answer.of(555, "5.5.4", "A parameter is not known here"));
    }

    /** Those that are handed on. */
    public static Map<String, String> handedOn(Map<String, String> parameters) {
        Map<String, String> kept = new TreeMap<>(parameters);
        kept.keySet().retainAll(Set.of("RET", "ENVID", "NOTIFY", "ORCPT"));
        return kept;
    }
}
