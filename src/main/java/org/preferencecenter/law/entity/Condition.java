package org.preferencecenter.law.entity;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collections;
import java.util.Optional;

/**
 * What a rule may ask for: a closed vocabulary, no expression language, so that a lawyer can read a rule and no file can
 * do harm. Pure. What is not known does not hold: a permission needs its facts. The words of rule files are the kebab-case
 * names; the sentence of each stands under {@code law.condition.} + {@link #word()}.
 */
public sealed interface Condition permits Condition.Consent, Condition.Sale, Condition.SameSeller, Condition.Analogous,
        Condition.Inquiry, Condition.CurrentContract, Condition.FunctionMatch, Condition.RoleAddress, Condition.PersonalAddress,
        Condition.Recorded, Condition.Screened, Condition.Listed, Condition.Appointment, Condition.Inactive,
        Condition.YoungerThan, Condition.OpenPixel, Condition.PixelConsent, Condition.AsksToGoOn, TimedCondition {

    boolean holds(Situation situation, Place place);

    /** Its name in rule files. */
    String word();

    /** A consent stands, given no longer ago than the period, if there is one: one year is over on the day a year later. */
    record Consent(Period within) implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.consentSince() != null && !s.consentSince().isAfter(s.at()) && (within == null
                    || place.today(s).isBefore(place.day(s, s.consentSince()).plus(within)));
        }

        @Override
        public String word() {
            return "consent";
        }
    }

    /** The address was obtained from the person in a sale or service, the latest no longer ago than the period, if any. */
    record Sale(Period within) implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            LocalDate today = place.today(s);
            Optional<LocalDate> since = s.past(Fact.CUSTOMER_SINCE, today);
            return since.isPresent() && (within == null
                    || today.isBefore(s.past(Fact.LAST_PURCHASE, today).orElse(since.get()).plus(within)));
        }

        @Override
        public String word() {
            return "sale";
        }
    }

    /** The sale was made by the sender itself. */
    record SameSeller() implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.words(Fact.SELLER).contains(s.brand());
        }

        @Override
        public String word() {
            return "same-seller";
        }
    }

    /** What is offered is like what was bought. */
    record Analogous() implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return !s.families().isEmpty() && !Collections.disjoint(s.families(), s.words(Fact.PRODUCT_FAMILY));
        }

        @Override
        public String word() {
            return "analogous";
        }
    }

    /** The person asked or negotiated, no longer ago than the period. */
    record Inquiry(Period within) implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            LocalDate today = place.today(s);
            return s.past(Fact.LAST_INQUIRY, today)
                    .filter(day -> within == null || today.isBefore(day.plus(within))).isPresent();
        }

        @Override
        public String word() {
            return "inquiry";
        }
    }

    /** A contract with the sender is in force and the message is about it: the same seller, the same product family. */
    record CurrentContract() implements Condition {
        private static final Condition SELLER = new SameSeller();
        private static final Condition RELATED = new Analogous();

        @Override
        public boolean holds(Situation s, Place place) {
            boolean inForce = s.fact(Fact.CONTRACT_UNTIL).filter("open"::equals).isPresent()
                    || s.date(Fact.CONTRACT_UNTIL).filter(last -> !last.isBefore(place.today(s))).isPresent();
            return inForce && SELLER.holds(s, place) && RELATED.holds(s, place);
        }

        @Override
        public String word() {
            return "current-contract";
        }
    }

    /** The subject relates to the person's function at work (S-13). */
    record FunctionMatch() implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return !s.functions().isEmpty() && !Collections.disjoint(s.functions(), s.words(Fact.FUNCTION));
        }

        @Override
        public String word() {
            return "function-match";
        }
    }

    /** The address is a desk's, not a person's (S-14). */
    record RoleAddress() implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.address() != null && place.words().role(s.address());
        }

        @Override
        public String word() {
            return "role-address";
        }
    }

    /** The address lies at a provider for private persons; one that is not known may, so it counts as one. */
    record PersonalAddress() implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.address() == null || place.words().personal(s.address());
        }

        @Override
        public String word() {
            return "personal-address";
        }
    }

    /** A flag is on record. */
    record Recorded(Fact flag) implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.recorded(flag);
        }

        @Override
        public String word() {
            return "recorded";
        }
    }

    /** The list was imported, is no older than the period, and the number is not on it. */
    record Screened(String list, Period within) implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            Listing listing = s.lists().get(list);
            return listing != null && !listing.listed() && listing.date() != null && !listing.date().isAfter(place.today(s))
                    && !place.today(s).isAfter(listing.date().plus(within));
        }

        @Override
        public String word() {
            return "screened";
        }
    }

    /** The number is on the list. */
    record Listed(String list) implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            Listing listing = s.lists().get(list);
            return listing != null && listing.listed();
        }

        @Override
        public String word() {
            return "listed";
        }
    }

    /** The person agreed to be called at this very time; the call may begin so long after it, and never before. */
    record Appointment(Duration within) implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.instant(Fact.CALL_APPOINTMENT)
                    .filter(agreed -> !s.at().isBefore(agreed) && s.at().isBefore(agreed.plus(within))).isPresent();
        }

        @Override
        public String word() {
            return "appointment";
        }
    }

    /** The person gave no sign for so long; somebody who never gave any counts as long silent. */
    record Inactive(Period since) implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.lastAction() == null || !place.today(s).isBefore(place.day(s, s.lastAction()).plus(since));
        }

        @Override
        public String word() {
            return "inactive";
        }
    }

    /**
     * Known to be younger than so many years, and no parent's agreement is on record (GDPR 8(1)). A permission excepts it,
     * so that each country's age stands in the place of the Union's.
     */
    record YoungerThan(int years) implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.date(Fact.BIRTH_DATE).filter(born -> place.today(s).isBefore(born.plusYears(years))).isPresent()
                    && !s.recorded(Fact.PARENTAL_CONSENT);
        }

        @Override
        public String word() {
            return "younger-than";
        }
    }

    /** The message holds a pixel that tells who opened it. */
    record OpenPixel() implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.openPixel();
        }

        @Override
        public String word() {
            return "open-pixel";
        }
    }

    /** The person agreed to such pixels. */
    record PixelConsent() implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.pixelConsent();
        }

        @Override
        public String word() {
            return "pixel-consent";
        }
    }

    /** The message offers nothing: it is the one question whether the person wants to go on (S-47). */
    record AsksToGoOn() implements Condition {
        @Override
        public boolean holds(Situation s, Place place) {
            return s.asksToGoOn();
        }

        @Override
        public String word() {
            return "asks-to-go-on";
        }
    }
}
