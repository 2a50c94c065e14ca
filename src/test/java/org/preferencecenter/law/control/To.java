package org.preferencecenter.law.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Finding;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.Listing;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Opinion;
import org.preferencecenter.law.entity.RuleBook;
import org.preferencecenter.law.entity.Situation;

/** A message on its way, to be changed in one place. */
final class To {

    /** A Monday, 11:00 in Paris. */
    static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
    static final RuleBook BOOK = new RuleBookReader(new NationalHolidays()).shipped();

    Instant at = MONDAY;
    Channel channel = Channel.EMAIL;
    Audience audience = Audience.CONSUMER;
    String sector;
    LegalBasis basis = LegalBasis.CONSENT;
    String address = "somebody@firm.example";
    Instant consent;
    boolean pixel;
    boolean pixelConsent;
    final Map<String, String> facts = new HashMap<>();
    final Map<String, Listing> lists = new HashMap<>();
    final List<Instant> attempts = new ArrayList<>();
    Instant refused;

    static To by(Channel channel, LegalBasis basis) {
        To to = new To();
        to.channel = channel;
        to.basis = basis;
        return to;
    }

    To consented(String at) {
        consent = Instant.parse(at);
        return this;
    }

    To fact(String key, String value) {
        facts.put(key, value);
        return this;
    }

    /** An own customer of these days, refusal offered. */
    To customer() {
        return fact("customerSince", "2026-01-05").fact("lastPurchase", "2026-06-05").fact("seller", "brand")
                .fact("productFamily", "plays").fact("refusalOffered", "2026-01-05");
    }

    Opinion in(String country) {
        return BOOK.opinion(country, new Situation(at, null, "brand", channel, audience, MessageNature.PROSPECTING, sector,
                Set.of("plays"), Set.of("buyer"), basis, address, consent, facts, MONDAY, attempts, refused, lists, pixel,
                pixelConsent, false));
    }

    static String ids(Collection<Finding> findings) {
        return findings.stream().map(finding -> finding.rule().id()).collect(Collectors.joining(" "));
    }
}
