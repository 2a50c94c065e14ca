package org.preferencecenter.center.entity;

import java.util.List;

/**
 * Everything the preference page shows, already in words: the page itself decides nothing. What may be missing is a list of
 * none or one, or an empty text.
 *
 * @param address  the masked address, or empty while it is not known
 * @param rate     about how much is received now, or empty if it cannot be told
 * @param said     what was just done
 * @param survey   the one question that may follow a stop
 * @param sure     what is asked before an old link revokes a newer yes
 * @param again    that they have signed up again since the message the link is from, or empty
 * @param offer    the thing the link was about
 * @param sections one per purpose that can be chosen
 * @param always   what is always sent
 * @param paused   until when everything rests, or empty
 * @param pauses   the pauses to choose from
 * @param until    the pause's own date
 * @param brands   whether there are other brands to stop as well; never which
 * @param adding   what becomes of a yes: counts at once, or waits for a confirmation
 * @param printed  day and time, for whoever prints the page as proof
 */
public record PageView(String address, String rate, List<Said> said, List<Survey> survey, List<Sure> sure, String again,
        List<Offer> offer, List<Section> sections, List<Always> always, String paused, List<Option> pauses, Until until,
        boolean brands, String adding, String printed) {

    /** @param buttons ways out of equal weight, or none: there is nothing left to stop */
    public record Offer(String question, String about, List<Button> buttons) {
    }

    /** @param what the form's {@code do} */
    public record Button(String what, String label) {
    }

    /** @param button does it all the same */
    public record Sure(String question, String text, Button button) {
    }

    /**
     * @param change the stop it is about
     * @param text   what was typed, if it comes back
     * @param flaw   what is wrong with it, or empty
     */
    public record Survey(String change, List<Option> reasons, String text, String flaw) {
    }

    /**
     * @param foreign how title and about are marked, being in another language than the page
     * @param terms   what a yes means, in the published words; empty where no yes is asked for
     * @param missing channels that cannot be offered, for want of an address; or empty
     * @param why     the question the reasons answer
     * @param reasons why this is received or not; none if nothing is known
     * @param proofs  the words read when the yes was given
     */
    public record Section(String title, String about, Foreign foreign, Terms terms, String missing, List<Row> rows,
            String why, List<String> reasons, List<Proof> proofs) {
    }

    /** @param text empty where no yes is asked for */
    public record Terms(String text, Foreign foreign) {
    }

    /**
     * @param caption which words they are: version, day of publication, language
     * @param wording exactly as they were shown
     * @param place   where they were, or empty
     */
    public record Proof(String caption, String wording, Foreign foreign, String place) {
    }

    /**
     * @param id    for the page's own anchors: {@code TOPIC-12}
     * @param scope in field names: {@code TOPIC:12}
     * @param title empty where the purpose has no topics
     * @param named the same, or the purpose's title
     * @param rate  about how often, or empty
     * @param since since when, or empty
     * @param often the frequency shown, as in field names
     * @param note  what waits for a confirmation, or empty
     */
    public record Row(String id, String scope, String title, String named, String about, Foreign foreign, String rate,
            String since, List<Box> boxes, List<Group> frequencies, String often, String note) {
    }

    /** Options that answer one question. @param label the question; empty for what needs none */
    public record Group(String label, List<Option> options) {
    }

    /**
     * @param cell     in field names: {@code TOPIC:12/EMAIL}
     * @param shown    the {@code was} field: the cell and whether it stood before this form
     * @param checked  {@code checked} or empty, as HTML wants it
     */
    public record Box(String cell, String shown, String label, String checked) {
    }

    /** @param selected {@code selected} or {@code checked}, or empty */
    public record Option(String value, String label, String selected) {
    }

    /**
     * @param value   what was typed, or empty
     * @param first   the earliest date that can be chosen, {@code 2026-12-24}; {@code last} the latest
     * @param flaw    what is wrong with what was typed, or empty
     * @param checked {@code checked} or empty
     */
    public record Until(String value, String first, String last, String flaw, String checked) {
    }

    /** A service message: sent whatever is chosen. */
    public record Always(String title, String about, Foreign foreign) {
    }
}
