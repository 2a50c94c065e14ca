package org.preferencecenter.office.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.PurposeDraft;
import org.preferencecenter.catalog.entity.PurposeDraft.Ground;
import org.preferencecenter.consent.entity.Crowd;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/**
 * Whom a change would touch, before it is published.
 *
 * @param whole whether everybody was counted; else the numbers are about so
 * @param again how many have said yes to words that would no longer hold, and would have to confirm again
 * @param lines by channel
 */
public record Impact(boolean whole, long again, List<Line> lines) {

    /** @param gains become reachable; {@code losses} cease to be */
    public record Line(Channel channel, long before, long after, long gains, long losses) {
    }

    /**
     * @param live   what is live; null: nothing
     * @param draft  what is to be; null: nothing any more
     * @param renews whether consents given so far do not cover the new words (S-11)
     */
    public static Impact of(List<Crowd> crowds, boolean whole, PurposeDraft live, PurposeDraft draft, boolean renews) {
        Set<Channel> channels = new TreeSet<>();
        Optional.ofNullable(live).ifPresent(said -> channels.addAll(said.channels()));
        Optional.ofNullable(draft).ifPresent(said -> channels.addAll(said.channels()));
        List<Line> lines = new ArrayList<>();
        for (Channel channel : channels) {
            long before = 0;
            long after = 0;
            long gains = 0;
            long losses = 0;
            for (Crowd crowd : crowds) {
                if (crowd.channel() == channel) {
                    boolean was = reaches(live, crowd, false);
                    boolean is = reaches(draft, crowd, renews);
                    before += was ? crowd.people() : 0;
                    after += is ? crowd.people() : 0;
                    gains += is && !was ? crowd.people() : 0;
                    losses += was && !is ? crowd.people() : 0;
                }
            }
            lines.add(new Line(channel, before, after, gains, losses));
        }
        long again = !renews || live == null ? 0 : crowds.stream().filter(crowd -> crowd.channel() == Channel.ANY && crowd.yes()
                && basis(live, crowd).filter(basis -> basis == LegalBasis.CONSENT).isPresent()).mapToLong(Crowd::people).sum();
        return new Impact(whole, again, lines);
    }

    private static boolean reaches(PurposeDraft draft, Crowd crowd, boolean renews) {
        if (draft == null || !draft.channels().contains(crowd.channel())) {
            return false;
        }
        // No opt-out stops a service (S-39).
        if (draft.nature() == MessageNature.SERVICE) {
            return true;
        }
        return basis(draft, crowd).filter(basis -> switch (basis) {
            case CONSENT -> crowd.yes() && !renews;
            case SOFT_OPT_IN, LEGITIMATE_INTEREST -> !crowd.stopped();
            case CONTRACT, LEGAL_OBLIGATION -> true;
        }).isPresent();
    }

    private static Optional<LegalBasis> basis(PurposeDraft draft, Crowd crowd) {
        return basisIn(draft, crowd, crowd.jurisdiction()).or(() -> basisIn(draft, crowd, Basis.ANYWHERE));
    }

    private static Optional<LegalBasis> basisIn(PurposeDraft draft, Crowd crowd, String place) {
        return draft.grounds().stream().filter(ground -> ground.audience() == crowd.audience() && ground.country().equals(place))
                .map(Ground::basis).findFirst();
    }
}
