package org.preferencecenter.center.entity;

import java.util.List;

import org.preferencecenter.consent.entity.Claim;
import org.preferencecenter.law.entity.Channel;

/**
 * Telephone numbers that somebody typed on a form and nobody proved: shown, masked, to whoever reads the mailbox, who can have
 * a code sent there or have them forgotten.
 *
 * @param action where the buttons post to
 * @param texts  whether a code can be sent now
 */
public record Unproven(String action, boolean texts, List<Line> lines) {

    /** Nothing waits to be proven, or it is not for this visitor to see. */
    public static final Unproven NONE = new Unproven("", false, List.of());

    /**
     * One number.
     *
     * @param id     of its claim, in a form's field
     * @param uses   what it is to be used for, in words
     * @param send   the label of the button that has a code sent there
     * @param remove the label of the button that has it forgotten
     */
    public record Line(int id, String shown, String uses, String send, String remove) {
    }

    /** @param region where the person lives, ISO 3166-1 alpha-2, or null */
    public static Unproven of(Words words, List<Claim> noted, String region, String action, boolean texts) {
        return new Unproven(action, texts, noted.stream().map(claim -> line(words, claim, region)).toList());
    }

    private static Line line(Words words, Claim claim, String region) {
        String shown = AddressBook.number(claim.value(), region);
        return new Line(claim.id(), shown,
                words.list(claim.channels().stream().sorted().map((Channel c) -> words.say("channel." + c)).toList()),
                words.say("details.noted.named", shown), words.say("details.remove.named", shown));
    }
}
