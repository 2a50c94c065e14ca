package org.preferencecenter.office.boundary;

import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.exchange.control.Jobs;
import org.preferencecenter.exchange.entity.Job;

/** All jobs, the newest first, page by key. */
@Named
@RequestScoped
public class JobsPage {

    private static final int PAGE = 50;

    @Inject
    private Desk desk;
    @Inject
    private Jobs jobs;
    private List<Job> page;

    public List<Job> getPage() {
        if (page == null) {
            page = jobs.latest(JobLines.brands(desk), before(), PAGE);
        }
        return page;
    }

    private static long before() {
        String before = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get("before");
        return before != null && before.matches("[0-9]{1,18}") ? Long.parseLong(before) : 0;
    }

    /** Where older ones are, or nothing. */
    public String getOlder() {
        List<Job> here = getPage();
        return here.size() < PAGE ? "" : "/office/jobs?before=" + here.get(here.size() - 1).id()
                + desk.getBrand().map(brand -> "&brand=" + brand.code()).orElse("");
    }
}
