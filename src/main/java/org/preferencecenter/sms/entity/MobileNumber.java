package org.preferencecenter.sms.entity;

import java.util.Optional;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.preferencecenter.consent.entity.TelephoneNumber;

/**
 * A number somebody texts from.
 *
 * @param e164   {@code +33639980000}
 * @param region ISO 3166-1 alpha-2, where it was given out; where several countries share a code and its range is not known,
 *               the largest of them. Null if it belongs to no country
 */
public record MobileNumber(String e164, String region) {

    /**
     * Reads it as gateways write it: {@code +33639980000}, {@code 0033639980000}, {@code 33639980000}, {@code 0639980000}.
     *
     * @param near where the number it was sent to belongs, or null
     * @return nothing if it can be no telephone number: a short code, a name
     */
    public static Optional<MobileNumber> of(String text, String near) {
        String stripped = text.strip();
        String digits = stripped.startsWith("00") ? "+" + stripped.substring(2) : stripped;
        if (!digits.matches("\\+?[\\p{Nd} ().\\-/]{6,40}")) {
            return Optional.empty();
        }
        Optional<String> e164 = digits.startsWith("+") ? TelephoneNumber.e164(digits, null)
                : near == null ? Optional.empty() : TelephoneNumber.e164(digits, near);
        return e164.or(() -> digits.startsWith("+") ? Optional.empty() : TelephoneNumber.e164("+" + digits, null))
                .map(number -> new MobileNumber(number, region(number)));
    }

    /** Its digits as it is dialled at home, {@code 0639980000}: how people write it there. */
    public Optional<String> national() {
        return region == null ? Optional.empty() : TelephoneNumber.national(e164, region);
    }

    private static String region(String e164) {
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            PhoneNumber number = numbers.parse(e164, null);
            String exact = numbers.getRegionCodeForNumber(number);
            String region = exact != null ? exact : numbers.getRegionCodeForCountryCode(number.getCountryCode());
            return region == null || !region.matches("[A-Z]{2}") || region.equals("ZZ") ? null : region;
        } catch (NumberParseException notANumber) {
            return null;
        }
    }

    /** Never to be written down. */
    @Override
    public String toString() {
        return "MobileNumber of " + region;
    }
}
