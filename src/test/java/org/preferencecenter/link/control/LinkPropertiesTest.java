package org.preferencecenter.link.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;

/** What holds for every link there can be. */
class LinkPropertiesTest {

    private final Links links = KeysInMemory.links();

    @Provide
    Arbitrary<SignedLink> link() {
        Arbitrary<Scope> scope = Arbitraries.of(Scope.Kind.class).flatMap(kind -> kind == Scope.Kind.EVERYTHING
                ? Arbitraries.just(Scope.EVERYTHING)
                : Arbitraries.integers().greaterOrEqual(1).map(id -> new Scope(kind, id)));
        return Combinators.combine(Arbitraries.of(Power.class), Arbitraries.longs().greaterOrEqual(1), scope,
                Arbitraries.integers().between(0, SignedLink.MAX_EPOCH)).as(SignedLink::new);
    }

    @Property
    void what_was_signed_is_what_is_read(@ForAll("link") SignedLink link) {
        assertEquals(Optional.of(link), links.verify(links.sign(link), link.power()));
        String mail = links.signForMail(link);
        assertEquals(Optional.of(link), links.verifyFromMail(mail, link.power()));
        assertEquals(Optional.of(link), links.verifyFromMail(mail.toUpperCase(Locale.ROOT), link.power()));
    }

    @Property
    void a_link_of_one_power_never_passes_for_another(@ForAll("link") SignedLink link, @ForAll Power other) {
        Optional<SignedLink> expected = link.power() == other ? Optional.of(link) : Optional.empty();
        assertEquals(expected, links.verify(links.sign(link), other));
        assertEquals(expected, links.verifyFromMail(links.signForMail(link), other));
    }

    @Property
    void a_link_whose_power_was_rewritten_passes_for_none(@ForAll("link") SignedLink link, @ForAll Power written,
            @ForAll Power used) {
        if (written == link.power()) {
            return;
        }
        byte[] token = Base64.getUrlDecoder().decode(links.sign(link));
        token[2] = (byte) (written.code() << 4 | token[2] & 0xF);
        assertEquals(Optional.empty(), links.verify(text(token), used));
    }

    @Property
    void no_bit_can_be_flipped(@ForAll("link") SignedLink link, @ForAll @IntRange(max = 34 * 8 - 1) int bit) {
        byte[] token = Base64.getUrlDecoder().decode(links.sign(link));
        token[bit / 8] ^= (byte) (1 << bit % 8);
        for (Power power : Power.values()) {
            assertEquals(Optional.empty(), links.verify(text(token), power));
        }
    }

    @Property
    void no_character_of_a_page_token_can_be_changed(@ForAll("link") SignedLink link,
            @ForAll @IntRange(max = 45) int at, @ForAll char other) {
        String token = links.sign(link);
        if (other != token.charAt(at)) {
            assertEquals(Optional.empty(), links.verify(changed(token, at, other), link.power()));
        }
    }

    @Property
    void no_character_of_a_page_token_can_be_changed_within_its_alphabet(@ForAll("link") SignedLink link,
            @ForAll @IntRange(max = 45) int at, @ForAll @CharRange(from = 'A', to = 'z') char other) {
        no_character_of_a_page_token_can_be_changed(link, at, other);
    }

    @Property
    void no_character_of_a_mail_token_can_be_changed_but_its_case(@ForAll("link") SignedLink link,
            @ForAll @IntRange(max = 54) int at, @ForAll @CharRange(from = '2', to = 'z') char other) {
        String token = links.signForMail(link);
        if (Character.toLowerCase(other) != token.charAt(at)) {
            assertEquals(Optional.empty(), links.verifyFromMail(changed(token, at, other), link.power()));
        }
    }

    @Property
    void no_text_is_a_link_by_chance(@ForAll String text, @ForAll Power power) {
        assertEquals(Optional.empty(), links.verify(text, power));
        assertEquals(Optional.empty(), links.verifyFromMail(text, power));
    }

    private static String text(byte[] token) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static String changed(String token, int at, char other) {
        return token.substring(0, at) + other + token.substring(at + 1);
    }
}
