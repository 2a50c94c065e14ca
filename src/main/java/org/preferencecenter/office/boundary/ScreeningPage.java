package org.preferencecenter.office.boundary;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.consent.control.OppositionLists;
import org.preferencecenter.consent.entity.ImportedList;
import org.preferencecenter.exchange.control.FileStore;
import org.preferencecenter.exchange.control.Jobs;
import org.preferencecenter.exchange.control.Screenings;
import org.preferencecenter.exchange.control.Sniff;
import org.preferencecenter.exchange.entity.ImportOrder;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.office.entity.Forbidden;

/** Looks a file of telephone numbers up in a national opposition list (S-24). */
@Named
@RequestScoped
public class ScreeningPage {

    @Inject
    private Desk desk;
    @Inject
    private FileStore files;
    @Inject
    private Jobs jobs;
    @Inject
    private OppositionLists lists;
    @Inject
    private ExchangePage exchange;
    private Optional<FileStore.Stored> file;

    /** The file that was sent, nothing before. */
    public Optional<FileStore.Stored> getFile() {
        if (file == null) {
            String id = asked("file");
            file = Optional.ofNullable(id).filter(text -> text.matches("[0-9]{1,18}")).flatMap(text -> files.find(Long.parseLong(text)));
            file.filter(found -> !desk.officer().may(Right.EXPORT, found.brand())).ifPresent(found -> {
                throw new Forbidden("this file");
            });
        }
        return file;
    }

    public String getFlaw() {
        return exchange.getFlaw();
    }

    /** The names of its columns; one: it may be a number a line. */
    public List<String> getColumns() throws IOException {
        ImportOrder.FileForm form = Sniff.form(files.read(getFile().orElseThrow().id()));
        List<List<String>> first = Sniff.lines(files.read(getFile().orElseThrow().id()), form, 1);
        return first.isEmpty() ? List.of() : first.get(0);
    }

    public List<ImportedList> getLists() {
        return lists.all();
    }

    private static String asked(String name) {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get(name);
    }

    /** Begins it. */
    public void begin() {
        FileStore.Stored of = getFile().orElseThrow(() -> new Forbidden("this file"));
        desk.require(Right.EXPORT, of.brand());
        String list = asked("list");
        String column = asked("column");
        if (list == null || lists.find(list).isEmpty()) {
            return;
        }
        long id = jobs.ask(new Jobs.Asked(JobKind.SCREENING, of.brand(), desk.officer().account(),
                Screenings.order(list, column == null ? "" : column), of.id(), 0));
        desk.audit("screening.started", "job:" + id, of.brand(), Map.of("list", list));
        desk.redirect("job?id=" + id, "screening");
    }
}
