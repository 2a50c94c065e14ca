package org.preferencecenter.office.boundary;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.exchange.control.Jobs;
import org.preferencecenter.exchange.entity.Job;

/** Where files come in and go out: what can be done, and what was done last. */
@Named
@RequestScoped
public class ExchangePage {

    private static final int LATEST = 12;

    @Inject
    private Desk desk;
    @Inject
    private Jobs jobs;
    private List<Job> latest;

    /** Brands for which they may bring people in. */
    public List<Brand> getImporting() {
        return having(Right.IMPORT);
    }

    public List<Brand> getExporting() {
        return having(Right.EXPORT);
    }

    private List<Brand> having(Right right) {
        return desk.getBrands().stream().filter(brand -> !brand.retired() && desk.officer().may(right, brand.id())).toList();
    }

    public List<Job> getLatest() {
        if (latest == null) {
            latest = jobs.latest(JobLines.brands(desk), 0, LATEST);
        }
        return latest;
    }

    /** What went wrong with a file that was sent, or nothing. */
    public String getFlaw() {
        String flaw = jakarta.faces.context.FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get("flaw");
        return flaw != null && desk.getWords().phrases().containsKey("upload." + flaw) ? desk.say("upload." + flaw) : "";
    }

    /** As part of the address of the form: multipart bodies are read only behind the guard. */
    public Map<String, String> getUpload() {
        return Stream.of("import", "screening", "oppositionLists").collect(Collectors.toMap(to -> to,
                to -> "/office/upload?to=" + to + "&csrf=" + desk.encode(desk.getCsrf())));
    }
}
