package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.preferencecenter.law.entity.Audience;

/**
 * One line of a file about somebody.
 *
 * @param addresses   whose line it is says the first; the others are theirs too, unless somebody else has them
 * @param suppress    why the first address must not be written to any more, or null
 * @param collected   since when the person is known to the sender, or null
 */
public record Intake(List<Recipient.Address> addresses, Person person, List<Given> given, SuppressionReason suppress,
        Instant collected) {

    /** Among the facts told: what the person is called. */
    public static final String NAME = "name";
    /** Among the facts told: what another system calls them. */
    public static final String EXTERNAL_ID = "externalId";

    /**
     * What the file tells of them; what is null it does not tell.
     *
     * @param facts see {@link Recipient#facts()}; also {@link #NAME} and {@link #EXTERNAL_ID}, which are stored apart
     */
    public record Person(Audience audience, String audienceSource, String jurisdiction, String locale,
            Map<String, String> facts) {

        /** Of whom nothing is told. */
        public static final Person NOBODY = new Person(null, null, null, null, Map.of());
    }

    /** The same line without what it would add: of a line that repeats another only what it stops counts. */
    public Intake onlyStops() {
        return new Intake(addresses.subList(0, 1), Person.NOBODY, given.stream().filter(one -> !one.wanted()).toList(), suppress,
                collected);
    }

    /** Whether it stops anything. */
    public boolean stops() {
        return suppress != null || given.stream().anyMatch(one -> !one.wanted());
    }
}
