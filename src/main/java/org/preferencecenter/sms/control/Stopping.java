package org.preferencecenter.sms.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Reach;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.sms.entity.Received;

/** Records a STOP, and takes one back. */
@Singleton
public class Stopping {

    private static final String VIA = "sms";
    private static final int EVERY_BRAND = 0;

    private final Consents consents;
    private final Suppressions suppressions;
    private final Catalog catalog;

    @Inject
    public Stopping(Consents consents, Suppressions suppressions, Catalog catalog) {
        this.consents = consents;
        this.suppressions = suppressions;
        this.catalog = catalog;
    }

    /**
     * Stops texts of the brand, or those and automated calls of every brand; a number that is nobody's is suppressed, so that
     * nobody who brings it in later can text it.
     *
     * @return what it took, for whoever takes it back: nothing where it had been stopped before
     */
    StopTable.Stop stop(Received text, Brand brand, List<Recipient> whose, boolean everyBrand, String locale) {
        Scope scope = everyBrand ? Scope.EVERYTHING : Scope.brand(brand.id());
        List<Channel> channels = everyBrand ? List.of(Channel.SMS, Channel.AUTOMATED_CALL) : List.of(Channel.SMS);
        List<Wish> wishes = channels.stream().map(channel -> new Wish(new Cell(scope, channel), false, null, null)).toList();
        List<StopTable.Taken> taken = new ArrayList<>();
        for (Recipient one : whose) {
            Outcome outcome = consents.choose(one.id(), wishes, Origin.recipient(VIA, locale));
            if (!outcome.repeated()) {
                taken.add(new StopTable.Taken(one.id(), outcome.change(),
                        outcome.changed().stream().mapToInt(Choice::seq).max().orElseThrow()));
            }
        }
        List<String> suppressed = new ArrayList<>();
        int suppressedFor = everyBrand ? EVERY_BRAND : brand.id();
        for (Channel channel : whose.isEmpty() ? channels : List.<Channel>of()) {
            if (suppressions.suppress(channel, text.from().e164(), suppressedFor, SuppressionReason.MANUAL, Cause.RECIPIENT)) {
                suppressed.add(channel + ":" + suppressedFor);
            }
        }
        return new StopTable.Stop(text.at(), taken, suppressed);
    }

    /**
     * Puts back what the STOP took, for those whose number it still is and whom nothing else has stopped since.
     *
     * @return true if anything was put back
     */
    boolean giveBack(Received text, Brand brand, List<Recipient> whose, StopTable.Stop stop, String locale, Duration window) {
        boolean given = false;
        for (StopTable.Taken taken : newestFirst(stop.taken())) {
            boolean theirs = whose.stream().anyMatch(one -> one.id() == taken.recipient());
            if (theirs && !stoppedSince(taken, brand)) {
                given |= !consents.undo(taken.recipient(), taken.change(), Origin.recipient(VIA, locale), window).repeated();
            }
        }
        for (String one : stop.suppressed()) {
            String[] part = one.split(":");
            suppressions.lift(Channel.valueOf(part[0]), text.from().e164(), Integer.parseInt(part[1]),
                    SuppressionReason.MANUAL);
            given = true;
        }
        return given;
    }

    /** Newest first, so that a second STOP is taken back before the one it followed. */
    private static List<StopTable.Taken> newestFirst(List<StopTable.Taken> taken) {
        List<StopTable.Taken> reversed = new ArrayList<>(taken);
        Collections.reverse(reversed);
        return reversed;
    }

    /** True if the person or an agent stopped texts of the brand by another way after this STOP: that stands. */
    private boolean stoppedSince(StopTable.Taken taken, Brand brand) {
        Reach reach = Reach.in(catalog.now());
        Cell texts = new Cell(Scope.brand(brand.id()), Channel.ANY);
        return consents.choices(taken.recipient()).byCell().values().stream()
                .filter(choice -> choice.stop() > taken.seq())
                .filter(choice -> choice.cell().channel() == Channel.SMS || choice.cell().channel() == Channel.ANY)
                .anyMatch(choice -> choice.cell().scope().equals(Scope.EVERYTHING) || reach.mayHold(texts, choice.cell()));
    }
}
