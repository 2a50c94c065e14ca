package org.preferencecenter.link.control;

import java.security.SecureRandom;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.link.entity.Token;

/** Signs and verifies links with the key ring. */
@Singleton
public class Links {

    private final LinkKeys keys;
    /** Does the work of a key that does not exist; its secret is random, so nothing is ever signed with it. */
    private final LinkKey stranger;

    @Inject
    public Links(LinkKeys keys) {
        this.keys = keys;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.stranger = LinkKey.of(0, secret, true);
    }

    /** The token of a link, URL-safe, signed with the newest key: {@value Token#URL_LENGTH} characters. */
    public String sign(SignedLink link) {
        return signed(link).url();
    }

    /**
     * The lower-case base32 form for the local part of a mail address, without prefix: {@value Token#MAIL_LENGTH}
     * characters.
     */
    public String signForMail(SignedLink link) {
        return signed(link).mail();
    }

    /** The link of a token of the given power, or nothing: same answer and same path whatever is wrong with it. */
    public Optional<SignedLink> verify(String token, Power power) {
        return genuine(Token.ofUrl(token), power);
    }

    /** As {@link #verify}, for the base32 form without its prefix, in any letter case. */
    public Optional<SignedLink> verifyFromMail(String localPart, Power power) {
        return genuine(Token.ofMail(localPart), power);
    }

    private Token signed(SignedLink link) {
        LinkKey key = keys.signer();
        Token token = Token.unsigned(link, key.id());
        return token.signed(key.mac(token, link.power()));
    }

    /** One MAC and one comparison, always: whether the text, the key or the tag is wrong cannot be told (E.5). */
    private Optional<SignedLink> genuine(Optional<Token> read, Power power) {
        Token token = read.orElse(Token.UNREADABLE);
        Optional<LinkKey> known = keys.find(token.keyId());
        LinkKey key = known.orElse(stranger);
        boolean bears = token.bears(key.mac(token, power));
        boolean genuine = read.isPresent() & known.isPresent() & bears & key.honours(power);
        return genuine ? token.link().filter(link -> link.power() == power) : Optional.empty();
    }
}
