package org.preferencecenter.center.entity;

import java.text.Collator;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.preferencecenter.center.entity.PageView.Option;
import org.preferencecenter.consent.entity.AddressForm;
import org.preferencecenter.consent.entity.TelephoneNumber;
import org.preferencecenter.law.entity.Channel;

/**
 * An address as it was typed, in whichever form of the page.
 *
 * @param country ISO 3166-1 alpha-2, where a number without an international prefix belongs; empty: not chosen
 * @param uses    the channels ticked for a number
 */
public record TypedAddress(String mail, String number, String country, Set<Channel> uses, String postal, String code) {

    /** The longest postal address, in characters. */
    public static final int LONGEST_POSTAL = 500;
    /** What a number can be used for here: a code that was read proves no more. */
    private static final List<Channel> USES = List.of(Channel.SMS, Channel.PHONE);
    private static final Map<String, String> HOMES = Map.of("en", "GB", "ar", "AE");

    /** Nothing typed yet. @param region where the person lives, or null; @param language of the page, which then stands for it */
    public static TypedAddress blank(String region, String language) {
        String home = region != null ? region : HOMES.getOrDefault(language, language.toUpperCase(Locale.ROOT));
        return new TypedAddress("", "", TelephoneNumber.regions().contains(home) ? home : "", Set.of(), "", "");
    }

    /** What was typed; whatever is no choice of ours counts as not chosen. */
    public static TypedAddress read(Fields fields) {
        Set<Channel> uses = EnumSet.noneOf(Channel.class);
        USES.stream().filter(use -> fields.all("use").contains(use.name())).forEach(uses::add);
        String country = fields.first("country");
        return new TypedAddress(fields.first("mail").strip(), fields.first("number").strip(),
                TelephoneNumber.regions().contains(country) ? country : "", uses,
                fields.first("postal").strip().replace("\r\n", "\n"), fields.first("code").replaceAll("[\\s-]", ""));
    }

    /** The key of the sentence that says what is wrong with the mail address; nothing if it may be one. */
    public Optional<String> mailFlaw() {
        return MailAddress.plausible(mail) ? Optional.empty() : Optional.of("details.mail.wrong");
    }

    /** What is wrong with the number, in words, with one that would do; empty if nothing is. */
    public String numberFlaw(Words words) {
        TelephoneNumber.Typed typed = typed();
        if (typed.flaw() == null) {
            return "";
        }
        String what = words.say("details.number." + typed.flaw());
        return TelephoneNumber.example(country.isEmpty() ? "FR" : country)
                .map(example -> words.say("details.number.like", what, example)).orElse(what);
    }

    /** The number as it was read. */
    public TelephoneNumber.Typed typed() {
        return TelephoneNumber.typed(number, country.isEmpty() ? null : country);
    }

    /** The key of the sentence that says what is wrong with the postal address; nothing if it can be one. */
    public Optional<String> postalFlaw() {
        boolean can = postal.length() <= LONGEST_POSTAL && AddressForm.possible(postal)
                && postal.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n')
                && postal.codePoints().filter(Character::isLetterOrDigit).count() >= 6;
        return can ? Optional.empty() : Optional.of("details.postal.wrong");
    }

    /** The code as six ASCII digits, whatever digits it was typed in; nothing if it is none. */
    public Optional<String> digits() {
        StringBuilder digits = new StringBuilder(6);
        code.codePoints().limit(8).map(c -> Character.digit(c, 10)).forEach(d -> digits.append(d < 0 ? "x" : Integer.toString(d)));
        return digits.toString().matches("[0-9]{6}") ? Optional.of(digits.toString()) : Optional.empty();
    }

    /** The boxes that say what the number is for. */
    public List<Option> boxes(Words words) {
        return USES.stream().map(use -> new Option(use.name(), words.say("details.use." + use), uses.contains(use) ? "checked" : ""))
                .toList();
    }

    /** Every country, by its name in the page's language. */
    public List<Option> countries(Words words) {
        Locale locale = Locale.forLanguageTag(words.language());
        Collator letters = Collator.getInstance(locale);
        return TelephoneNumber.regions().stream().map(code -> new Option(code, new Locale("", code).getDisplayCountry(locale),
                code.equals(country) ? "selected" : "")).sorted(Comparator.comparing(Option::label, letters)).toList();
    }
}
