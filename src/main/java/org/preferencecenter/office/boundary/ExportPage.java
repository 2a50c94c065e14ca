package org.preferencecenter.office.boundary;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Stream;
import org.preferencecenter.exchange.control.Jobs;
import org.preferencecenter.exchange.entity.ExportOrder;
import org.preferencecenter.exchange.entity.JobKind;
import org.preferencecenter.law.entity.Channel;
import org.preferencecenter.office.entity.Forbidden;

/** Asks for a file: who may be written to, who stopped, what was chosen. */
@Named
@RequestScoped
public class ExportPage {

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Jobs jobs;
    private String flaw = "";

    /** Before anything is shown: who takes people's addresses away proves anew who they are. */
    public void enter() {
        desk.requireFresh();
    }

    public List<Brand> getBrands() {
        return desk.getBrands().stream().filter(brand -> !brand.retired() && desk.officer().may(Right.EXPORT, brand.id())).toList();
    }

    /** The brand chosen in the form or the address, else the first. */
    public Brand getBrand() {
        String code = asked("of", desk.getBrandCode());
        return getBrands().stream().filter(brand -> brand.code().equals(code)).findFirst()
                .orElseGet(() -> getBrands().stream().findFirst().orElseThrow(() -> new Forbidden("EXPORT")));
    }

    /** Streams of every brand that is theirs: a value, and what it is called. */
    public record Choice(String value, String text) {
    }

    public List<Choice> getStreams() {
        return catalog.now().streams().stream().filter(stream -> !stream.retired() && stream.purpose().published()
                && stream.brand().id() == getBrand().id()).map(stream -> new Choice(stream.code(), name(stream))).toList();
    }

    private String name(Stream stream) {
        String of = stream.topic().map(topic -> topic.text(desk.getLanguage()).title())
                .orElseGet(() -> stream.purpose().text(desk.getLanguage()).title());
        return of + " · " + desk.say("exchange.channel." + stream.channel()) + " (" + stream.code() + ")";
    }

    public List<Choice> getWhats() {
        return Arrays.stream(ExportOrder.What.values()).map(what -> new Choice(what.name(), desk.say("export.what." + what))).toList();
    }

    public List<Choice> getForms() {
        return Arrays.stream(ExportOrder.Form.values()).map(form -> new Choice(form.name(), desk.say("export.form." + form))).toList();
    }

    public String getWhat() {
        return asked("what", ExportOrder.What.AUDIENCE.name());
    }

    public String getForm() {
        return asked("form", ExportOrder.Form.CSV.name());
    }

    public String getStream() {
        return asked("stream", "");
    }

    public String getFlaw() {
        return flaw;
    }

    private static String asked(String name, String unless) {
        String value = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get(name);
        return value == null ? unless : value;
    }

    /** Begins it. */
    public void begin() {
        desk.requireFresh();
        Brand brand = getBrand();
        desk.require(Right.EXPORT, brand.id());
        ExportOrder.What what = ExportOrder.What.valueOf(getWhat());
        ExportOrder order = new ExportOrder(what, ExportOrder.Form.valueOf(getForm()), what.ofStream() ? getStream() : "");
        Stream stream = what.ofStream() ? catalog.now().stream(getStream()).filter(s -> s.brand().id() == brand.id()).orElse(null) : null;
        if (!order.possible()) {
            flaw = desk.say("export.flaw.form");
        } else if (what.ofStream() && stream == null) {
            flaw = desk.say("export.flaw.stream");
        } else if (what == ExportOrder.What.POSTAL && stream.channel() != Channel.POST) {
            flaw = desk.say("export.flaw.post");
        } else {
            long id = jobs.ask(new Jobs.Asked(JobKind.EXPORT, brand.id(), desk.officer().account(), order.json(), 0, 0));
            desk.audit("export.started", "job:" + id, brand.id(), Map.of("what", what.name(), "form", order.form().name(),
                    "stream", order.stream()));
            desk.redirect("job?id=" + id, "exporting");
        }
    }
}
