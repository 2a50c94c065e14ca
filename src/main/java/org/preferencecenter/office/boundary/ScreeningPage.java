package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.entity.ImportedList;
import org.preferencecenter.exchange.control.FileStore;
import org.preferencecenter.exchange.control.Jobs;
import org.preferencecenter.exchange.control.Screenings;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.office.entity.Forbidden;

/** Looks a file of telephone numbers up in a national opposition list (S-24). */
@Named
@RequestScoped
public class ScreeningPage {

    @Inject
    private Desk desk;
    @Inject
    private Jobs jobs;
    @Inject
    private OppositionLists lists;
    @Inject
    private SentFile sent;
    @Inject
    private ExchangePage exchange;

    /** The file that was sent, nothing before. */
    public Optional<FileStore.Stored> getFile() {
        return sent.of(Right.EXPORT);
    }

    public String getFlaw() {
        return exchange.getFlaw();
    }

    /** The names of its columns; one: it may be a number a line. */
    public List<String> getColumns() throws IOException {
        return sent.columns(getFile().orElseThrow());
    }

    public List<ImportedList> getLists() {
        return lists.all();
    }

    /** Begins it. */
    public void begin() {
        FileStore.Stored of = getFile().orElseThrow(() -> new Forbidden("this file"));
        desk.require(Right.EXPORT, of.brand());
        String list = sent.field("list");
        if (lists.find(list).isEmpty()) {
            return;
        }
        long id = jobs.ask(new Jobs.Asked(JobKind.SCREENING, of.brand(), desk.officer().account(),
                Screenings.order(list, sent.field("column")), of.id(), 0));
        desk.audit("screening.started", "job:" + id, of.brand(), Map.of("list", list));
        desk.redirect("job?id=" + id, "screening");
    }
}
