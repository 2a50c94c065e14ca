package org.preferencecenter.consent.control;

import java.util.Optional;

import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Channel;
import org.preferencecenter.consent.entity.Recipient;

/** Recipients and their addresses. */
@Singleton
public class Recipients {

    public Optional<Recipient> find(long id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Recipient> byAddress(Channel channel, String address) {
        throw new UnsupportedOperationException();
    }

    /** Stores a new recipient with its addresses. @return it with its id */
    public Recipient add(Recipient recipient) {
        throw new UnsupportedOperationException();
    }
}
