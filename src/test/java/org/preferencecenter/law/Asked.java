package org.preferencecenter.law;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.preferencecenter.law.entity.AddressWords;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.law.entity.Fact;
import org.preferencecenter.law.entity.Holidays;
import org.preferencecenter.law.entity.Jurisdiction;
import org.preferencecenter.law.entity.LegalBasis;
import org.preferencecenter.law.entity.Listing;
import org.preferencecenter.law.entity.MessageNature;
import org.preferencecenter.law.entity.Place;
import org.preferencecenter.law.entity.Situation;

/** A situation put together piece by piece; nothing is known but what a test says. */
public final class Asked {

    public Instant at = Instant.parse("2026-11-23T10:00:00Z");
    public ZoneId zone;
    public String brand = "theatre";
    public Channel channel = Channel.EMAIL;
    public Audience audience = Audience.CONSUMER;
    public MessageNature nature = MessageNature.PROSPECTING;
    public String sector;
    public Set<String> families = Set.of();
    public Set<String> functions = Set.of();
    public LegalBasis basis = LegalBasis.CONSENT;
    public String address;
    public Instant consentSince;
    public final Map<String, String> facts = new HashMap<>();
    public Instant lastAction;
    public List<Instant> attempts = new ArrayList<>();
    public Instant refusedAt;
    public final Map<String, Listing> lists = new HashMap<>();
    public boolean openPixel;
    public boolean pixelConsent;
    public boolean asksToGoOn;

    public static Asked at(String instant) {
        Asked asked = new Asked();
        asked.at = Instant.parse(instant);
        return asked;
    }

    public Asked in(String zoneName) {
        zone = zoneName == null ? null : ZoneId.of(zoneName);
        return this;
    }

    public Asked with(Fact fact, String text) {
        facts.put(fact.key(), text);
        return this;
    }

    public Asked consented(String since) {
        consentSince = since == null ? null : Instant.parse(since);
        return this;
    }

    public Situation situation() {
        return new Situation(at, zone, brand, channel, audience, nature, sector, families, functions, basis, address,
                consentSince, facts, lastAction, attempts, refusedAt, lists, openPixel, pixelConsent, asksToGoOn);
    }

    /** A country with these zones, whose only holiday is Christmas 2026, with some words of addresses. */
    public static Place place(String... zones) {
        Holidays christmas = (jurisdiction, day) -> day.equals(LocalDate.of(2026, 12, 25));
        return new Place(new Jurisdiction("XX", Map.of(), List.of(zones).stream().map(ZoneId::of).toList(), Set.of()), christmas,
                new AddressWords(Set.of("info", "contact"), Set.of("gmail.com")));
    }
}
