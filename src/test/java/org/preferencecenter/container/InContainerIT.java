package org.preferencecenter.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OverProtocol;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.consent.control.Consents;
import org.preferencecenter.consent.control.Recipients;
import org.preferencecenter.consent.entity.Cell;
import org.preferencecenter.consent.entity.OneClick;
import org.preferencecenter.consent.entity.Recipient;
import org.preferencecenter.decision.control.DecisionDesk;
import org.preferencecenter.decision.entity.Decision;
import org.preferencecenter.decision.entity.Question;
import org.preferencecenter.law.entity.Audience;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.link.control.Links;
import org.preferencecenter.link.entity.Power;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.link.entity.SignedLink;
import org.preferencecenter.platform.entity.Settings;

/**
 * The rooms as the container puts them together: the test runs inside the provisioned server, in a second copy of the
 * application under another context path (without the demo, whose mail sink can have its port only once).
 */
@Tag("server")
@ExtendWith(ArquillianExtension.class)
class InContainerIT {

    @Inject
    private Settings settings;
    @Inject
    private Clock clock;
    @Inject
    private DataSource database;
    @Inject
    private Links links;
    @Inject
    private Catalog catalog;
    @Inject
    private Recipients recipients;
    @Inject
    private Consents consents;
    @Inject
    private DecisionDesk desk;
    @PersistenceContext
    private EntityManager entities;

    @Deployment
    @OverProtocol("Servlet 5.0")
    static WebArchive secondCopy() {
        WebArchive war = ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/ROOT.war"));
        return ShrinkWrap.create(WebArchive.class, "inside.war").merge(war, Filters.exclude(".*/demo/.*")).addClass(InContainerIT.class);
    }

    @Test
    void settings_clock_pool_and_persistence_are_there_and_the_schema_is_the_migrated_one() throws Exception {
        assertTrue(settings.demo());
        assertNotNull(clock.instant());
        try (var connection = database.getConnection(); var select = connection.createStatement();
                var row = select.executeQuery("select count(*) from flyway_schema_history where not success")) {
            row.next();
            assertEquals(0, row.getInt(1), "a second copy migrates nothing twice");
        }
        assertTrue(entities.createQuery("select b from Brand b", Brand.class).getResultList().stream().map(Brand::code).toList()
                .containsAll(List.of("theatre-des-vents", "librairie-du-port")));
    }

    @Test
    void the_two_copies_read_each_others_links_and_one_catalogue() {
        SignedLink link = new SignedLink(Power.PAGE, 1, Scope.EVERYTHING, 0);
        assertEquals(Optional.of(link), links.verify(links.sign(link), Power.PAGE));
        assertSame(catalog.now(), catalog.now());
        assertEquals(1, catalog.now().streams().stream().filter(s -> s.code().equals("lettre-jazz")).count());
    }

    @Test
    void a_stop_goes_from_the_link_through_the_ledger_to_the_decision() throws Exception {
        String address = UUID.randomUUID() + "@example.org";
        long id = recipients.add(new Recipient(0, Audience.CONSUMER, "test", "FR", "fr", null, Map.of("customerSince",
                "2020-01-01", "lastPurchase", LocalDate.now(ZoneOffset.UTC).minusDays(50).toString(),
                "seller", "theatre-des-vents", "productFamily", "spectacle",
                "refusalOffered", "2020-01-01"), List.of(new Recipient.Address(Channel.EMAIL, address)))).id();
        var offers = catalog.now().stream("offres").orElseThrow();
        Question question = new Question(offers, address, clock.instant());
        assertEquals(Decision.Verdict.ALLOW, desk.ask(question).verdict(), "soft opt-in");
        Scope scope = Scope.purpose(offers.purpose().id());
        assertFalse(consents.withdraw(new OneClick(id, scope, 0, true)).toCompletableFuture().get().repeated());
        assertTrue(consents.choices(id).at(new Cell(scope, Channel.EMAIL)).orElseThrow().state().stops());
        assertEquals(Decision.Verdict.REFUSE, desk.ask(question).verdict());
    }
}
