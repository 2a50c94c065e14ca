package org.preferencecenter.catalog.entity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.MessageNature;

/**
 * How a collection point meets the public. Nothing in it can tick a box: there is no such setting (S-33; CJEU C-673/17
 * Planet49).
 *
 * @param presentation how each question is put
 * @param mandatory    each question wants an answer, yes or no (S-42); not with boxes, which cannot say no
 * @param refusalBox   what needs no consent is told, with a box to refuse it (S-21, S-43)
 * @param audience     who is expected to fill it in; a desk's address makes a desk of them all the same (S-14)
 * @param country      where they live, ISO 3166-1 alpha-2; null: not known, and then the strictest rules hold
 * @param asks         what is asked for besides the e-mail address: {@code SMS}, {@code PHONE}, {@code POST}
 * @param sites        origins that may show it in a frame, {@code https://host[:port]}
 * @param texts        by locale
 */
public record SignUpForm(Presentation presentation, boolean mandatory, boolean refusalBox, Audience audience, String country,
        Set<Channel> asks, Set<String> sites, Map<String, FormText> texts) {

    /** How a question is put: a box to tick, yes and no side by side, or a list to choose from (S-32). */
    public enum Presentation {
        CHECKBOX, RADIO, DROPDOWN
    }

    public SignUpForm {
        asks = Collections.unmodifiableSet(asks.isEmpty() ? EnumSet.noneOf(Channel.class) : EnumSet.copyOf(asks));
        sites = Collections.unmodifiableSet(new TreeSet<>(sites));
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
    }

    /** True if nothing is asked for this purpose but it can be refused: an opt-out regime (S-18, S-13). */
    public boolean refusable(Purpose purpose) {
        return purpose.nature() == MessageNature.PROSPECTING && purpose.basis(audience, country)
                .filter(b -> b == LegalBasis.SOFT_OPT_IN || b == LegalBasis.LEGITIMATE_INTEREST).isPresent();
    }

    /** True if a yes is asked for this purpose. What is sent as a service is told elsewhere, not asked. */
    public boolean asked(Purpose purpose) {
        return purpose.nature() == MessageNature.PROSPECTING && !refusable(purpose);
    }

    /** True if the form learns how to reach somebody there. */
    public boolean reaches(Channel channel) {
        return channel == Channel.EMAIL || asks.contains(channel);
    }

    /** The locale whose text a reader gets: the one asked for, its language, the fallback, else the first there is. */
    public Optional<String> localeFor(String locale, String fallback) {
        return Texts.key(texts, locale, fallback);
    }
}
