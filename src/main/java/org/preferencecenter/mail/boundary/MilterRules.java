package org.preferencecenter.mail.boundary;

import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.mail.control.Clearance;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.StreamNaming;
import org.preferencecenter.platform.entity.MilterSettings;

/** What all lines of the milter share. */
record MilterRules(StreamNaming names, boolean passMany, boolean passOthers, ExistingPolicy existing, Clearance clearance,
        Supplier<Catalogue> catalogue, URI baseUrl) {

    static MilterRules of(MilterSettings settings, Clearance clearance, Supplier<Catalogue> catalogue, URI baseUrl) {
        return new MilterRules(new StreamNaming(settings.streams()), settings.passMany(), settings.passOthers(),
                ExistingPolicy.valueOf(settings.existing().toUpperCase(Locale.ROOT)), clearance, catalogue, baseUrl);
    }
}
