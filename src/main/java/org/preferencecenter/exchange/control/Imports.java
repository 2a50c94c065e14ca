package org.preferencecenter.exchange.control;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.Json;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.control.DeskScripts;
import org.preferencecenter.catalog.entity.CaptureMode;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.catalog.entity.DeskScript;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;
import org.preferencecenter.consent.control.Intakes;
import org.preferencecenter.exchange.entity.ImportOrder;
import org.preferencecenter.exchange.entity.Job;
import org.preferencecenter.exchange.entity.LineReader;
import org.preferencecenter.law.control.RuleBooks;
import org.preferencecenter.link.entity.Scope;
import org.preferencecenter.platform.control.Vault;

/** Opens imports, their checks, and their undoing, where they stopped. */
@Singleton
public class Imports {

    private final Jobs jobs;
    private final FileStore files;
    private final Intakes intakes;
    private final Catalog catalog;
    private final DeskScripts scripts;
    private final RuleBooks ruleBooks;
    private final Vault vault;
    private final Clock clock;

    @Inject
    public Imports(Jobs jobs, FileStore files, Intakes intakes, Catalog catalog, DeskScripts scripts, RuleBooks ruleBooks,
            Vault vault, Clock clock) {
        this.jobs = jobs;
        this.files = files;
        this.intakes = intakes;
        this.catalog = catalog;
        this.scripts = scripts;
        this.ruleBooks = ruleBooks;
        this.vault = vault;
        this.clock = clock;
    }

    JobWork open(Job job) {
        ImportOrder order = ImportOrder.parse(job.parameters());
        FileStore.Stored file = files.find(job.file()).orElseThrow(() -> new JobWork.Impossible("job.log.noFile"));
        LineReader reader = reader(order, job.brand());
        CsvFile lines = new CsvFile(files.read(file.id()), order.file()).skip(job.position());
        return new ImportWork(order, reader, lines, intakes, new ImportRows(vault), clock,
                Math.max(1, file.lines() - (order.file().header() ? 1 : 0)));
    }

    /** Reads lines as an order says, with what the catalogue and the rule book know now. */
    LineReader reader(ImportOrder order, int brand) {
        Catalogue now = catalog.now();
        CollectionPoint point = now.collectionPoint(order.point()).filter(p -> p.brand().id() == brand).orElse(null);
        LineReader.Proof proof = proof(now, point, point != null && point.captureMode() == CaptureMode.ACTIVE_OPT_IN);
        return new LineReader(order, Profiles.named(order.profile()), brand, proof, ruleBooks.inForce().words()::role,
                clock.instant());
    }

    /**
     * A yes at a desk was said: without a place, and words that were published by then, nobody can prove what was agreed to (S-44).
     * The words in use are what the file is held against; what was said before they were published comes without its yes.
     */
    private LineReader.Proof proof(Catalogue now, CollectionPoint point, boolean active) {
        if (point == null || point.kind() != CollectionPoint.Kind.DESK) {
            return new LineReader.Proof(active, point == null ? null : point.code(), scope -> purpose(now, scope));
        }
        Optional<DeskScript> script = scripts.latest(point.id(), point.brand().defaultLocale());
        return new LineReader.Proof(active && script.isPresent() && point.place().isPresent(), point.code(),
                script.map(DeskScript::id).orElse(0), script.map(DeskScript::publishedAt).orElse(Instant.MAX), scope -> purpose(now, scope));
    }

    private static int purpose(Catalogue catalogue, Scope scope) {
        return scope.kind() == Scope.Kind.PURPOSE ? catalogue.purpose(scope.id()).map(Purpose::id).orElse(0)
                : catalogue.topic(scope.id()).map(Topic::purpose).map(Purpose::id).orElse(0);
    }

    JobWork openUndo(Job job) {
        Job done = jobs.find(job.about()).orElseThrow(() -> new JobWork.Impossible("job.log.noFile"));
        UUID own = UUID.fromString(Json.createReader(new java.io.StringReader(job.parameters())).readObject().getString("change"));
        return new UndoWork(done.id(), ImportOrder.parse(done.parameters()).change(), own, intakes, clock);
    }
}
