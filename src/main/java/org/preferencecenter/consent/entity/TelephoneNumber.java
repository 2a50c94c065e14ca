package org.preferencecenter.consent.entity;

import java.util.Optional;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** Reads telephone numbers as people and files write them. */
public final class TelephoneNumber {

    /** Longer than any number however it is set. */
    private static final int LONGEST = 60;

    private TelephoneNumber() {
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
