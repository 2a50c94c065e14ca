package org.preferencecenter.decision.entity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;

import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Dossier;
import org.preferencecenter.consent.entity.Sign;
import org.preferencecenter.consent.entity.State;
import org.preferencecenter.law.entity.Fact;

/** When a person was last heard of: what the end of a purpose's time is counted from (S-46). Pure. */
public final class LastSign {

    private LastSign() {
    }

    /**
     * The person's latest sign, its being collected the first: a choice it made, a purchase, an action reported. What
     * expired was no sign, and a date still to come proves nothing yet.
     */
    public static Instant of(Dossier dossier, Instant at) {
        Instant latest = dossier.collected();
        for (Choice choice : dossier.choices().byCell().values()) {
            if (choice.state() != State.EXPIRED && choice.since().isAfter(latest)) {
                latest = choice.since();
            }
        }
        Map<String, String> known = dossier.recipient().facts();
        if (known.isEmpty()) {
            return latest;
        }
        for (Fact fact : Sign.FACTS) {
            Instant sign = day(known.get(fact.key()));
            if (sign != null && sign.isAfter(latest) && !sign.isAfter(at)) {
                latest = sign;
            }
        }
        return latest;
    }

    /** The beginning of a day as facts write it; null for what is no date. An instant counts as its day. */
    private static Instant day(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String day = text.strip();
        try {
            return LocalDate.parse(day.length() > 10 && day.charAt(10) == 'T' ? day.substring(0, 10) : day)
                    .atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }
}
