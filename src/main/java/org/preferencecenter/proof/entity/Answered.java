package org.preferencecenter.proof.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.Localized;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.consent.entity.Cause;
import org.preferencecenter.consent.entity.Choice;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/**
 * One answer of a receipt: what it is about, what it means, what was shown, and the entry of the ledger that holds it.
 *
 * @param id       of the record, made from the entry's hash: whoever asks again gets the same
 * @param hash     of the entry, hexadecimal
 * @param leaf     the entry itself
 * @param choice   as it stood after it
 * @param subjects what it is about, wide to narrow: purpose, then topic; none: everything of the brand
 * @param terms    only how often or until when paused was set; the answer is older
 * @param origin   who gave it and how; of a confirmation with what was asked
 * @param notice   the words that stood beside it, if any are on record
 * @param point    where it was given, if that is on record
 * @param data     the channels whose addresses are used
 * @param lasts    how long it holds; nothing: until another answer
 * @param kept     how long it is kept after the last action, in months; nothing: not said
 * @param where    ISO 3166-1 codes of the countries whose law it was taken under; empty: not known
 */
public record Answered(UUID id, int seq, String hash, String leaf, Instant at, Choice choice, Meaning meaning, List<Subject> subjects,
        boolean terms, Origin origin, Optional<Notice> notice, Optional<CollectionPoint> point, Optional<LegalBasis> basis,
        List<Channel> data, Optional<Duration> lasts, Optional<Integer> kept, List<String> where) {

    /**
     * A purpose or a topic, by its code and as recipients read it.
     *
     * @param words empty: it is private, and has no name for the public
     */
    public record Subject(String code, MessageNature nature, Optional<Localized> words) {
    }

    /** Whether words had to be shown for it: a yes is given to words, a stop needs none. */
    public boolean needsNotice() {
        return meaning.status().filter(status -> status.valid() || status == ConsentStatus.REQUESTED).isPresent();
    }

    /** Whether nobody said it, but a bounce, a complaint or the passing of time (S-37). */
    public boolean automatic() {
        return Cause.of(origin).automatic();
    }
}
