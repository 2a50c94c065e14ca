package org.preferencecenter.mail.boundary;

import java.net.URI;
import java.util.Locale;
import java.util.function.Supplier;

import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.mail.control.Clearance;
import org.preferencecenter.mail.entity.ExistingPolicy;
import org.preferencecenter.mail.entity.StreamNaming;
import org.preferencecenter.platform.entity.MailDoors;
import org.preferencecenter.platform.entity.MilterSettings;

/**
 * What all lines of the milter share.
 *
 * @param verp messages of prospecting go out under a bounce address of ours
 */
record MilterRules(StreamNaming names, boolean passMany, boolean passOthers, ExistingPolicy existing, Clearance clearance,
        Supplier<Catalogue> catalogue, URI baseUrl, boolean verp) {

    static MilterRules of(MailDoors doors, Clearance clearance, Supplier<Catalogue> catalogue, URI baseUrl) {
        MilterSettings settings = doors.milter();
        return new MilterRules(new StreamNaming(settings.streams()), settings.passMany(), settings.passOthers(),
                ExistingPolicy.valueOf(settings.existing().toUpperCase(Locale.ROOT)), clearance, catalogue, baseUrl,
                doors.inbound().verp());
    }
}
