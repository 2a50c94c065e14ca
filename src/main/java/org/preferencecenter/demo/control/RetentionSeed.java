package org.preferencecenter.demo.control;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Continuing;
import org.preferencecenter.consent.control.People;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.control.Suppressions;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.SuppressionReason;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.retention.control.Deeds;
import org.preferencecenter.retention.control.Policies;

/**
 * People who subscribed to the theatre's letters about three years ago and gave no sign since: some whose time is over soon, one
 * who was asked whether to go on, some whose time is over: of those one may still be asked, one complained, one is silent for
 * too long.
 */
@Singleton
public class RetentionSeed {

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final int YEARS = 3;

    /** Name, country, and in how many days their three years are over. */
    private static final List<Silent> SILENT = List.of(new Silent("solene.garnier", "Solène Garnier", 12),
            new Silent("marc.delorme", "Marc Delorme", 19), new Silent("ines.fabre", "Inès Fabre", 26),
            new Silent("yann.tanguy", "Yann Tanguy", 58), new Silent("agathe.royer", "Agathe Royer", 97),
            new Silent("asked.bruno.chauvet", "Bruno Chauvet", 8), new Silent("paulette.morin", "Paulette Morin", -9),
            new Silent("barred.lucie.martel", "Lucie Martel", -60), new Silent("georges.pichon", "Georges Pichon", -1300),
            new Silent("expired.remi.gautier", "Rémi Gautier", -40), new Silent("expired.odette.roy", "Odette Roy", -75));

    private record Silent(String code, String name, int days) {

        boolean asked() {
            return code.startsWith("asked.");
        }

        boolean barred() {
            return code.startsWith("barred.");
        }

        boolean expired() {
            return code.startsWith("expired.");
        }

        String address() {
            return code.replaceFirst("^(asked|expired|barred)[.]", "") + "@example.org";
        }
    }

    private final DataSource database;
    private final Recipients recipients;
    private final Consents consents;
    private final People people;
    private final Deeds deeds;
    private final Policies policies;
    private final Suppressions suppressions;
    private final Clock clock;

    @Inject
    public RetentionSeed(DataSource database, Recipients recipients, Consents consents, People people, Deeds deeds, Policies policies,
            Suppressions suppressions, Clock clock) {
        this.database = database;
        this.recipients = recipients;
        this.consents = consents;
        this.people = people;
        this.deeds = deeds;
        this.policies = policies;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /** Adds whoever is not there yet: a demo of an earlier release gets them at its next start. */
    public void sow(Catalogue catalogue) {
        Brand brand = catalogue.brand(CatalogueSeed.BRAND).orElseThrow();
        Topic topic = catalogue.purposesOf(brand).stream().flatMap(purpose -> purpose.topics().stream())
                .filter(one -> one.code().equals("theatre")).findFirst().orElseThrow();
        for (Silent one : SILENT) {
            if (recipients.byAddress(Channel.EMAIL, one.address()).isEmpty()) {
                sow(one, topic, catalogue);
            }
        }
    }

    private void sow(Silent one, Topic topic, Catalogue catalogue) {
        LocalDate over = LocalDate.ofInstant(clock.instant(), ZONE).plusDays(one.days());
        Past past = new Past(over.minusYears(YEARS).atTime(18, 20).atZone(ZONE).toInstant());
        long id = new Recipients(database, past).add(new Recipient(0, Audience.CONSUMER, "formulaire", "FR", "fr", "Europe/Paris", Map.of(),
                List.of(new Recipient.Address(Channel.EMAIL, one.address())))).id();
        people.describe(id, one.name(), null);
        Purpose purpose = topic.purpose();
        try (Consents then = consents.on(past)) {
            int point = catalogue.collectionPoint("formulaire").orElseThrow().id();
            int notice = catalogue.notice(purpose, "fr").map(Notice::id).orElseThrow();
            then.grant(id, List.of(new Wish(new Cell(Scope.topic(topic.id()), Channel.EMAIL), true, null, null)),
                    new Origin(Origin.Actor.RECIPIENT, "form", CaptureMode.ACTIVE_OPT_IN, point, notice, "fr"));
        }
        if (one.barred()) {
            suppressions.suppress(Channel.EMAIL, one.address(), purpose.brand().id(), SuppressionReason.COMPLAINT);
        } else if (one.expired()) {
            expire(id, purpose, over.atTime(4, 10).atZone(ZONE).toInstant());
        } else if (one.asked()) {
            deeds.ask(id, purpose.brand(), Set.of(purpose.id()), policies.now().policy());
        }
    }

    private void expire(long id, Purpose purpose, Instant at) {
        new Continuing(database, new Past(at)).on(id, new Origin(Origin.Actor.SYSTEM, Deeds.VIA, null, 0, 0, null),
                (connection, recording, act) -> recording.expire(Scope.purpose(purpose.id()), act));
    }
}
