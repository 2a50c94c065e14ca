package org.preferencecenter.consent.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.preferencecenter.consent.entity.Recipient.Address;
import org.preferencecenter.law.entity.Channel;

class SignUpTest {

    private static final Set<Channel> NUMBERED = EnumSet.of(Channel.SMS, Channel.MESSAGING, Channel.PHONE, Channel.AUTOMATED_CALL);

    private static SignUp signUp(Address... addresses) {
        return new SignUp(UUID.randomUUID(), 1, "fr", Instant.EPOCH, List.of(addresses), List.of(), 0);
    }

    @Test
    void no_number_is_ever_kept_on_somebodys_word() {
        SignUp signUp = signUp(Arrays.stream(Channel.values()).map(channel -> new Address(channel, "+33639980042")).toArray(Address[]::new));
        signUp.declared().forEach(address -> assertFalse(NUMBERED.contains(address.channel()), address.channel().name()));
        assertEquals(Channel.values().length - NUMBERED.size(), signUp.declared().size());
        assertEquals(Map.of("+33 6 39 98 00 42", NUMBERED), signUp.numbers());
    }

    @Test
    void two_numbers_are_two_and_each_has_its_own_use() {
        assertEquals(Map.of("+33 6 39 98 00 42", Set.of(Channel.SMS), "+33 6 39 98 00 43", Set.of(Channel.PHONE)),
                signUp(new Address(Channel.EMAIL, "a@b.example"), new Address(Channel.SMS, "+33639980042"),
                        new Address(Channel.PHONE, "+33639980043")).numbers());
    }

    @Test
    void a_sign_up_without_a_number_has_none() {
        assertEquals(Map.of(), signUp(new Address(Channel.EMAIL, "a@b.example")).numbers());
    }
}
