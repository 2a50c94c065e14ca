package org.preferencecenter.demo.control;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.consent.control.People;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Found;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.demo.entity.Person;
import org.preferencecenter.law.entity.Channel;

/** What the demo's people are called, in a demo of an earlier release too; and who must not be written to any more. */
@Singleton
public class NameSeed {

    private static final int EVERY_BRAND = 0;

    private final Recipients recipients;
    private final People people;
    private final Suppressions suppressions;

    @Inject
    public NameSeed(Recipients recipients, People people, Suppressions suppressions) {
        this.recipients = recipients;
        this.people = people;
        this.suppressions = suppressions;
    }

    /** Names whoever has none yet. Where the last one has a name all have: a complete audience costs two look-ups. */
    public void sow() {
        List<Person> all = RecipientSeed.people();
        if (named(all.get(all.size() - 1))) {
            return;
        }
        for (Person person : all) {
            stored(person).ifPresent(one -> people.describe(one.id(), person.name(), person.externalId()));
        }
        suppressions.suppress(Channel.EMAIL, "boite.fermee@example.net", EVERY_BRAND, SuppressionReason.BOUNCE);
        suppressions.suppress(Channel.EMAIL, "ne.plus.ecrire@example.org", EVERY_BRAND, SuppressionReason.MANUAL, Cause.AGENT);
    }

    private boolean named(Person person) {
        return stored(person).flatMap(one -> people.of(one.id())).map(Found::name).isPresent();
    }

    private Optional<Recipient> stored(Person person) {
        return person.recipient().addresses().stream()
                .flatMap(address -> recipients.byAddress(address.channel(), address.value()).stream()).findFirst();
    }
}
