package org.preferencecenter.demo.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.demo.control.BookshopSeed;
import org.preferencecenter.demo.control.CatalogueSeed;
import org.preferencecenter.demo.control.DraftSeed;
import org.preferencecenter.demo.control.EvidenceSeed;
import org.preferencecenter.demo.control.FormSeed;
import org.preferencecenter.demo.control.ListSeed;
import org.preferencecenter.demo.control.NameSeed;
import org.preferencecenter.demo.control.HistoryMessages;
import org.preferencecenter.demo.control.HistorySeed;
import org.preferencecenter.demo.control.ReaderSeed;
import org.preferencecenter.demo.control.RecipientSeed;
import org.preferencecenter.demo.control.RetentionSeed;
import org.preferencecenter.demo.control.ReturnSeed;
import org.preferencecenter.demo.control.RightsSeed;
import org.preferencecenter.demo.control.SetupSeed;
import org.preferencecenter.demo.control.StaffSeed;
import org.preferencecenter.platform.entity.Settings;

/** Fills an empty database with the demo, where the demo is asked for. */
@ApplicationScoped
public class DemoSeed {

    private static final Logger LOGGER = System.getLogger(DemoSeed.class.getName());

    @Inject
    private Settings settings;
    @Inject
    private UserTransaction transaction;
    @Inject
    private Catalog catalog;
    @Inject
    private CatalogueSeed catalogue;
    @Inject
    private FormSeed forms;
    @Inject
    private RecipientSeed recipients;
    @Inject
    private BookshopSeed bookshop;
    @Inject
    private ReaderSeed readers;
    @Inject
    private NameSeed names;
    @Inject
    private StaffSeed staff;
    @Inject
    private SetupSeed setup;
    @Inject
    private DraftSeed drafts;
    @Inject
    private ListSeed lists;
    @Inject
    private ReturnSeed returned;
    @Inject
    private RetentionSeed retention;
    @Inject
    private RightsSeed rights;
    @Inject
    private EvidenceSeed evidence;
    @Inject
    private HistorySeed history;
    @Inject
    private HistoryMessages messages;
    @Resource
    private ManagedExecutorService behind;

    /** After the catalogue was read (30). People come once the catalogue is committed: their choices refer to it. */
    void start(@Observes @Priority(100) Startup event) throws Exception {
        if (!settings.demo()) {
            return;
        }
        if (catalog.now().brand(CatalogueSeed.BRAND).isEmpty()) {
            inTransaction(catalogue::sow);
            inTransaction(catalog::refresh);
        }
        inTransaction(() -> forms.open(catalog.now()));
        recipients.sow(catalog.now());
        // A demo of an earlier release has no bookshop yet: whatever is missing is added, each start.
        if (catalog.now().brand(BookshopSeed.BRAND).isEmpty()) {
            inTransaction(bookshop::sow);
            inTransaction(catalog::refresh);
        }
        readers.sow(catalog.now());
        names.sow();
        staff.sow(catalog.now());
        inTransaction(() -> setup.place(catalog.now()));
        inTransaction(() -> setup.sow(catalog.now()));
        // Last, so that the dance letter had subscribers before it ended.
        inTransaction(() -> catalogue.endDance(catalog.now()));
        inTransaction(catalog::refresh);
        inTransaction(() -> drafts.sow(catalog.now()));
        returned.sow(catalog.now());
        rights.sow(catalog.now());
        evidence.sow(catalog.now(), staff::agent);
        retention.sow(catalog.now());
        // Nobody waits for the past: it is there a few seconds after the start.
        behind.execute(this::past);
    }

    private void past() {
        try {
            lists.sow();
            if (history.sow()) {
                messages.sow();
            }
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "the demo goes on without its past: {0}", e.getClass().getName());
        }
    }

    private void inTransaction(Runnable work) throws Exception {
        transaction.begin();
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            if (done) {
                transaction.commit();
            } else {
                transaction.rollback();
            }
        }
    }
}
