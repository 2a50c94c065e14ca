package org.preferencecenter.demo.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.function.IntSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.DeskScripts;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DeskScript;
import org.preferencecenter.catalog.entity.Notice;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.control.AgentDeeds;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.EvidenceFiles;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.AgentAct;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Outcome;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.consent.entity.Wish;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.entity.Scope;

/** Somebody who said yes at the box office some weeks ago, signed a form there, and followed the link the evening after. */
@Singleton
public class EvidenceSeed {

    /** Who it was. */
    public static final String SIGNED = "gwenael.faure@example.org";
    private static final String TOPIC = "jazz";
    private static final int DAYS_AGO = 24;

    private final Consents present;
    private final Recipients recipients;
    private final DeskScripts scripts;
    private final EvidenceFiles evidence;
    private final Past past;

    @Inject
    public EvidenceSeed(Consents present, Recipients recipients, DeskScripts scripts, EvidenceFiles evidence, Clock now) {
        this.present = present;
        this.recipients = recipients;
        this.scripts = scripts;
        this.evidence = evidence;
        this.past = new Past(now.instant());
    }

    /** Once: not where they have evidence already, or answered on that topic. */
    public void sow(Catalogue catalogue, IntSupplier account) {
        Optional<Recipient> who = recipients.byAddress(Channel.EMAIL, SIGNED);
        Optional<Topic> topic = catalogue.purposesOf(catalogue.brand(CatalogueSeed.BRAND).orElseThrow()).stream()
                .flatMap(purpose -> purpose.topics().stream()).filter(one -> one.code().equals(TOPIC)).findFirst();
        CollectionPoint desk = catalogue.collectionPoint(SetupSeed.DESK).orElseThrow();
        Optional<DeskScript> script = scripts.latest(desk.id(), "fr");
        Optional<Notice> notice = topic.flatMap(one -> catalogue.notice(one.purpose(), "fr"));
        if (who.isEmpty() || notice.isEmpty() || script.isEmpty() || !evidence.of(who.get().id()).isEmpty()) {
            return;
        }
        Cell cell = new Cell(Scope.topic(topic.get().id()), Channel.EMAIL);
        if (present.choices(who.get().id()).at(cell).isEmpty()) {
            said(who.get().id(), new Wish(cell, true, null, null, notice.get().id()), desk, script.get(), account.getAsInt());
        }
    }

    private void said(long id, Wish wish, CollectionPoint desk, DeskScript script, int account) {
        ResourceBundle words = SetupSeed.words("fr");
        Instant then = past.start().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS_AGO)).plus(Duration.ofMinutes(1027));
        past.set(then);
        try (Consents consents = present.on(past)) {
            Outcome asked = new AgentDeeds(consents).choose(id, List.of(wish),
                    Origin.agent(account, "desk", CaptureMode.ACTIVE_OPT_IN, desk.id(), "fr").reading(script.id()),
                    new AgentAct.Note(account, AgentAct.Reason.ASKED, null, words.getString("guichet.place"), script.id(), then));
            add(id, asked.change(), desk.brand().id(), account, words);
            past.set(then.plus(Duration.ofHours(3)));
            asked.confirmation().ifPresent(link -> consents.confirm(id, link, Origin.recipient("confirm", "fr")));
        }
    }

    private void add(long id, UUID change, int brand, int account, ResourceBundle words) {
        EvidenceFiles files = evidence.on(past);
        past.set(past.instant().plus(Duration.ofMinutes(9)));
        EvidenceFiles.About about = new EvidenceFiles.About(id, change, brand, Origin.agent(account, "office", null, 0, null));
        try (InputStream scan = EvidenceSeed.class.getResourceAsStream("/demo/formulaire-signe.png")) {
            files.add(about, words.getString("guichet.scan"), scan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.refer(about, words.getString("guichet.recording"));
    }
}
