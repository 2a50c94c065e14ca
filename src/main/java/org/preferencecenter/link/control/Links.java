package org.preferencecenter.link.control;

import java.util.Optional;

import jakarta.inject.Singleton;

import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.SignedLink;

/** Signs and verifies links with the key ring. */
@Singleton
public class Links {

    /** The token of a link, URL-safe, signed with the newest key. */
    public String sign(SignedLink link) {
        throw new UnsupportedOperationException();
    }

    /** The lower-case base32 form for the local part of a mail address, without prefix: 55 characters. */
    public String signForMail(SignedLink link) {
        throw new UnsupportedOperationException();
    }

    /** The link of a token of the given power, or nothing: same answer and same path whatever is wrong with it. */
    public Optional<SignedLink> verify(String token, Power power) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #verify}, for the base32 form, in any letter case. */
    public Optional<SignedLink> verifyFromMail(String localPart, Power power) {
        throw new UnsupportedOperationException();
    }
}
