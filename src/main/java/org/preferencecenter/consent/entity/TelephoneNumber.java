package org.preferencecenter.consent.entity;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

import org.preferencecenter.law.entity.Channel;

/** Reads telephone numbers as people and files write them. */
public final class TelephoneNumber {

    /** Longer than any number however it is set. */
    private static final int LONGEST = 60;

    private static final Set<Channel> CHANNELS =
            EnumSet.of(Channel.SMS, Channel.MESSAGING, Channel.PHONE, Channel.AUTOMATED_CALL);

    private TelephoneNumber() {
    }

    /** Whether the addresses of a channel are telephone numbers. */
    public static boolean serves(Channel channel) {
        return CHANNELS.contains(channel);
    }

    /**
     * The number as ITU-T E.164 writes it, {@code +33639980000}; nothing if it can be no number.
     *
     * @param region ISO 3166-1 alpha-2, where numbers without an international prefix belong
     */
    public static Optional<String> e164(String text, String region) {
        return read(text, region).map(number -> PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164));
    }

    /** Its digits as it is dialled within the region, {@code 0639980000}; nothing if it does not belong there. */
    public static Optional<String> national(String text, String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        return read(text, region).filter(number -> number.getCountryCode() == numbers.getCountryCodeForRegion(region))
                .map(number -> PhoneNumberUtil.normalizeDigitsOnly(numbers.format(number, PhoneNumberFormat.NATIONAL)));
    }

    /**
     * What a number begins with internationally, of which only the beginning was dialled within the region: {@code 336399} for
     * {@code 06399} in France; nothing where numbers there are not dialled with that.
     *
     * @param digits nothing but digits
     */
    public static Optional<String> begins(String digits, String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        int country = numbers.getCountryCodeForRegion(region);
        String trunk = country == 0 ? null : numbers.getNddPrefixForRegion(region, true);
        return trunk == null || trunk.isEmpty() || !digits.startsWith(trunk) ? Optional.empty()
                : Optional.of(country + digits.substring(trunk.length()));
    }

    /** What is wrong with a number somebody typed. */
    public enum Flaw {
        EMPTY, NOT_A_NUMBER,
        /** It begins with a code that no country has. */
        NO_COUNTRY,
        TOO_SHORT, TOO_LONG,
        /** Of a length no number there has. */
        LENGTH,
        /** Of a telephone at home, which gets no text. */
        LANDLINE,
        /** Whoever calls it pays: nobody is reached there. */
        PAID
    }

    /**
     * A number as it was read: one of the two is null.
     *
     * @param e164 as ITU-T E.164 writes it
     */
    public record Typed(String e164, Flaw flaw) {
    }

    /**
     * Reads what somebody typed, and says what is wrong with it.
     *
     * @param region ISO 3166-1 alpha-2, where numbers without an international prefix belong
     */
    public static Typed typed(String text, String region) {
        if (text == null || text.isBlank()) {
            return new Typed(null, Flaw.EMPTY);
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(text.length() > LONGEST ? "" : text, region);
            Flaw flaw = switch (numbers.isPossibleNumberWithReason(number)) {
                case IS_POSSIBLE -> switch (numbers.getNumberType(number)) {
                    case FIXED_LINE -> Flaw.LANDLINE;
                    case PREMIUM_RATE, SHARED_COST -> Flaw.PAID;
                    default -> null;
                };
                case IS_POSSIBLE_LOCAL_ONLY, TOO_SHORT -> Flaw.TOO_SHORT;
                case TOO_LONG -> Flaw.TOO_LONG;
                case INVALID_COUNTRY_CODE -> Flaw.NO_COUNTRY;
                case INVALID_LENGTH -> Flaw.LENGTH;
            };
            return flaw != null ? new Typed(null, flaw) : new Typed(numbers.format(number, PhoneNumberFormat.E164), null);
        } catch (NumberParseException notANumber) {
            return new Typed(null, switch (notANumber.getErrorType()) {
                case INVALID_COUNTRY_CODE -> Flaw.NO_COUNTRY;
                case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> Flaw.TOO_SHORT;
                case TOO_LONG -> Flaw.TOO_LONG;
                default -> Flaw.NOT_A_NUMBER;
            });
        }
    }

    /** A mobile number of the region as it is dialled there, for showing how one looks; nothing if none is known. */
    public static Optional<String> example(String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        return Optional.ofNullable(numbers.getExampleNumberForType(region, PhoneNumberUtil.PhoneNumberType.MOBILE))
                .map(number -> numbers.format(number, PhoneNumberFormat.NATIONAL));
    }

    /** Where numbers belong, ISO 3166-1 alpha-2. */
    public static Set<String> regions() {
        return PhoneNumberUtil.getInstance().getSupportedRegions();
    }

    /** As it is written for anybody, {@code +33 6 39 98 00 00}; as it is, if it can be no number. */
    public static String international(String e164) {
        return read(e164, null).map(n -> PhoneNumberUtil.getInstance().format(n, PhoneNumberFormat.INTERNATIONAL)).orElse(e164);
    }

    /** As somebody in the region writes it: {@code 06 39 98 00 00} if it belongs there, else {@link #international}. */
    public static String written(String text, String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        return read(text, region).map(n -> numbers.format(n, n.getCountryCode() == numbers.getCountryCodeForRegion(region)
                ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL)).orElse(text);
    }

    private static Optional<PhoneNumber> read(String text, String region) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            PhoneNumber number = numbers.parse(text, region);
            // Possible, not valid: which ranges are given out changes faster than any table of them.
            return numbers.isPossibleNumber(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
