package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.law.entity.Channel;

/**
 * What somebody sent by a sign-up form, before it is known whether we know them. Nobody is proven yet to hold the address.
 *
 * @param id              random: whoever knows it was given it
 * @param collectionPoint id of the form
 * @param locale          the language it was shown in, BCP 47
 * @param at              when it came in
 * @param addresses       as typed, the e-mail address first
 * @param answers         each with the words that stood beside it
 * @param age             from how many years on people consent alone there, and they said that they are; 0 if not asked
 */
public record SignUp(UUID id, int collectionPoint, String locale, Instant at, List<Address> addresses, List<Answer> answers,
        int age) {

    /** What was said to one question. */
    public enum Said {
        YES, NO,
        /** A box to refuse was left empty: never a consent, but an opt-out regime may read it (S-34). */
        SILENT
    }

    /** @param notice id of the notice that was shown */
    public record Answer(Cell cell, Said said, int notice) {
    }

    public SignUp {
        addresses = List.copyOf(addresses);
        answers = List.copyOf(answers);
    }

    public String email() {
        return addresses.get(0).value();
    }

    /** What is kept on the person's word: all but telephone numbers. */
    public List<Address> declared() {
        return addresses.stream().filter(address -> !TelephoneNumber.serves(address.channel())).toList();
    }

    /**
     * The telephone numbers, each with what it is to be used for, as {@link TelephoneNumber#international} writes them. Whoever
     * typed one proved nothing by it: it may be a stranger's, and is nobody's address before a code that was sent there is typed.
     */
    public Map<String, Set<Channel>> numbers() {
        Map<String, Set<Channel>> numbers = new LinkedHashMap<>();
        addresses.stream().filter(address -> TelephoneNumber.serves(address.channel()))
                .forEach(address -> numbers.computeIfAbsent(TelephoneNumber.international(address.value()),
                        n -> EnumSet.noneOf(Channel.class)).add(address.channel()));
        return numbers;
    }

    /** Holds addresses: never to be written down. */
    @Override
    public String toString() {
        return "sign-up " + id;
    }
}
