package org.preferencecenter.consent.entity;

import org.preferencecenter.catalog.entity.CaptureMode;

/**
 * How a choice came in: what a DPO needs to prove it. Holds no address, IP or other personal data.
 *
 * @param actor           who acted
 * @param via             the way in: {@code one-click}, {@code page}, {@code undo}, {@code confirm}, {@code form} …
 * @param capture         how the will was expressed, or null for actions that are not a captured choice
 * @param collectionPoint id of the collection point, or 0
 * @param notice          id of the notice shown, or 0
 * @param locale          language of the page, or null
 * @param network         what the network of a stop is called that day (W-09), or null; never an address
 * @param agent           the account of who acted for the person, or 0: an opaque number, no name
 * @param script          id of the version of the words that were read aloud (S-44), or 0
 */
public record Origin(Actor actor, String via, CaptureMode capture, int collectionPoint, int notice, String locale,
        String network, int agent, int script) {

    public enum Actor {
        RECIPIENT, AGENT, SENDER, IMPORT, SYSTEM
    }

    public Origin(Actor actor, String via, CaptureMode capture, int collectionPoint, int notice, String locale) {
        this(actor, via, capture, collectionPoint, notice, locale, null, 0, 0);
    }

    /**
     * Somebody of ours for the person, who said it to them.
     *
     * @param account who
     * @param via     how the person reached us: {@code call}, {@code desk}, {@code letter}, {@code message}
     */
    public static Origin agent(int account, String via, CaptureMode capture, int collectionPoint, String locale) {
        return new Origin(Actor.AGENT, via, capture, collectionPoint, 0, locale, null, account, 0);
    }

    /** The same, after these words were read aloud. */
    public Origin reading(int read) {
        return new Origin(actor, via, capture, collectionPoint, notice, locale, network, agent, read);
    }

    /** The same, beside these words. */
    Origin beside(int shown) {
        return new Origin(actor, via, capture, collectionPoint, shown, locale, network, agent, script);
    }

    /** @param network see {@link org.preferencecenter.platform.control.NetworkVeil}; null: not known */
    public Origin from(String network) {
        return new Origin(actor, via, capture, collectionPoint, notice, locale, network, agent, script);
    }

    /** The same act, answering what was asked that way: its words, place and mode count where this one has none. */
    Origin askedAs(Origin asking) {
        return new Origin(actor, via, capture != null ? capture : asking.capture,
                collectionPoint != 0 ? collectionPoint : asking.collectionPoint, notice != 0 ? notice : asking.notice, locale,
                network, agent, script != 0 ? script : asking.script);
    }

    /** The recipient, through a page or link. */
    public static Origin recipient(String via, String locale) {
        return new Origin(Actor.RECIPIENT, via, null, 0, 0, locale);
    }
}
