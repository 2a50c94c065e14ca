package org.preferencecenter.office.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.entity.Mask;
import org.preferencecenter.office.entity.OfficePage;
import org.preferencecenter.sms.control.UnclearTexts;

/** Texts that may ask to stop and that no keyword understood: somebody reads them, does what they ask, and says so. */
@Named
@RequestScoped
public class TextsPage {

    private static final int PAGE = 25;

    @Inject
    private Desk desk;
    @Inject
    private UnclearTexts texts;
    @Inject
    private HttpServletRequest request;
    private List<UnclearTexts.Unclear> unread;
    private String flaw = "";

    /** @param key brand and number of the text, for the form. @param href the person's page; null: nobody's number, or not for them */
    public record Line(String key, String at, String brand, String who, String href, String text) {
    }

    @PostConstruct
    void read() {
        unread = new ArrayList<>();
        desk.getBrands().stream().filter(brand -> desk.brandIds().contains(brand.id())
                && desk.officer().may(Right.ACT_FOR_PERSON, brand.id())).map(Brand::id)
                .forEach(brand -> unread.addAll(texts.toRead(brand, 0, PAGE)));
        if (!unread.isEmpty()) {
            desk.audit("texts.read", "texts", null, Map.of("texts", unread.size()));
        }
    }

    public List<Line> getLines() {
        boolean opens = OfficePage.PERSON.opensTo(desk.officer());
        return unread.stream().map(text -> new Line(text.brand() + ":" + text.id(), desk.time(text.at()), name(text.brand()),
                Mask.of(text.number()), opens && text.recipient() > 0 ? "/office/person?id=" + text.recipient() : null,
                text.text())).toList();
    }

    private String name(int brand) {
        return desk.getBrands().stream().filter(b -> b.id() == brand).map(Brand::name).findFirst().orElse("");
    }

    public String getFlaw() {
        return flaw;
    }

    /** Those ticked are done with; what was done before by somebody else stays done. */
    public void done() {
        String[] ticked = Optional.ofNullable(request.getParameterValues("text")).orElseGet(() -> new String[0]);
        if (ticked.length == 0) {
            flaw = desk.say("texts.none.ticked");
            return;
        }
        for (String key : ticked) {
            if (key.matches("[1-9][0-9]{0,8}:[1-9][0-9]{0,17}")) {
                int brand = Integer.parseInt(key.substring(0, key.indexOf(':')));
                String id = key.substring(key.indexOf(':') + 1);
                desk.require(Right.ACT_FOR_PERSON, brand);
                texts.done(brand, Long.parseLong(id));
                desk.audit("text.done", "text:" + id, brand, Map.of());
            }
        }
        desk.redirect("texts" + desk.getBrand().map(b -> "?brand=" + b.code()).orElse(""), "texts.done");
    }
}
