package org.preferencecenter.center.entity;

import java.util.List;

/**
 * Everything the preference page shows, already in words: the page itself decides nothing.
 *
 * @param address  the masked address, or empty while it is not known
 * @param rate     about how much is received now, or empty if it cannot be told
 * @param said     what was just done; none or one
 * @param offer    the thing the link was about; none or one
 * @param sections one per purpose that can be chosen
 * @param always   what is always sent
 * @param paused   until when everything rests, or empty
 * @param pauses   the pauses to choose from
 */
public record PageView(String address, String rate, List<Said> said, List<Offer> offer, List<Section> sections,
        List<Always> always, String paused, List<Option> pauses) {

    /** @param button its label, or empty: there is nothing left to stop */
    public record Offer(String question, String button) {
    }

    /**
     * @param terms   what a yes means, in the published words; empty where no yes is asked for
     * @param missing channels that cannot be offered, for want of an address; or empty
     * @param why     the question the reasons answer
     * @param reasons why this is received or not; none if nothing is known
     * @param wording the words read when the yes was given, or empty
     */
    public record Section(String title, String about, String terms, String missing, List<Row> rows,
            String why, List<String> reasons, String wording) {
    }

    /**
     * @param id    for the page's own anchors: {@code TOPIC-12}
     * @param scope in field names: {@code TOPIC:12}
     * @param title empty where the purpose has no topics
     * @param named the same, or the purpose's title
     * @param often the frequency shown, as in field names
     * @param note  what waits for a confirmation, or empty
     */
    public record Row(String id, String scope, String title, String named, String about, String rate, List<Box> boxes,
            List<Option> frequencies, String often, String note) {

        Row about(String text) {
            return new Row(id, scope, title, named, text, rate, boxes, frequencies, often, note);
        }
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

    /** A service message: sent whatever is chosen. */
    public record Always(String title, String about) {
    }
}
