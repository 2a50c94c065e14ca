package org.preferencecenter.demo.control;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Origin;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.rights.control.RightsDesk;
import org.preferencecenter.rights.control.RightsRequests;
import org.preferencecenter.rights.control.SelfService;
import org.preferencecenter.rights.entity.Identity;
import org.preferencecenter.rights.entity.RightKind;
import org.preferencecenter.rights.entity.RightsRequest.State;
import org.preferencecenter.rights.entity.Way;

/** What people asked the theatre about their data: two requests that wait, one that was answered. */
@Singleton
public class RightsSeed {

    /** Of whoever took them in: no account, but the demo. */
    private static final Origin DEMO = Origin.agent(0, RightsDesk.VIA, null, 0, null);

    private final RightsDesk desk;
    private final RightsRequests requests;
    private final SelfService service;
    private final Recipients recipients;
    private final Clock clock;

    @Inject
    public RightsSeed(RightsDesk desk, RightsRequests requests, SelfService service, Recipients recipients, Clock clock) {
        this.desk = desk;
        this.requests = requests;
        this.service = service;
        this.recipients = recipients;
        this.clock = clock;
    }

    /** Once: not where anything was asked before. */
    public void sow(Catalogue catalogue) {
        Optional<Brand> brand = catalogue.brand(CatalogueSeed.BRAND);
        List<Integer> ids = brand.map(Brand::id).stream().toList();
        if (ids.isEmpty() || !requests.open(ids, 1).isEmpty() || !requests.closed(ids, 0, 1).isEmpty()) {
            return;
        }
        ask(ids.get(0), "simon.maes@example.net", RightKind.RECTIFICATION, Way.LETTER, 27, null,
                "J’ai déménagé à Liège : mon adresse postale n’est plus la bonne.");
        ask(ids.get(0), "thierry.faure@example.org", RightKind.ACCESS, Way.PHONE, 9, Identity.CALLED_BACK, "");
        ask(ids.get(0), "noemie.bernard@example.net", RightKind.ACCESS, Way.DESK, 40, Identity.DOCUMENT, "").flatMap(requests::find)
                .ifPresent(request -> desk.close(request, State.DONE, 0, null));
    }

    private Optional<Long> ask(int brand, String address, RightKind kind, Way way, int daysAgo, Identity identity, String words) {
        Optional<Recipient> who = recipients.byAddress(Channel.EMAIL, address);
        LocalDate received = LocalDate.ofInstant(clock.instant(), SelfService.ZONE).minusDays(daysAgo);
        return who.map(person -> desk.open(new RightsDesk.Asked(brand, person.id(), kind, way, received,
                service.time(who, received).due(received), 0, identity, words, DEMO), null));
    }
}
