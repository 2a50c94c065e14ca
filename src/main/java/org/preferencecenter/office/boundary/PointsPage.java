package org.preferencecenter.office.boundary;

import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.CollectionPoint;
import org.preferencecenter.platform.entity.Settings;

/** Where the brands somebody may set up collect choices: forms, desks with their scripts, imports, programs. */
@Named
@RequestScoped
public class PointsPage {

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;
    @Inject
    private Settings settings;

    /** One place. @param page its public form, or empty */
    public record Line(String code, String kind, String mode, String purposes, String page, boolean retired) {
    }

    /** A brand with its places. */
    public record Group(String name, String code, List<Line> lines) {
    }

    public List<Group> getGroups() {
        return desk.getBrands().stream().filter(brand -> desk.officer().may(Right.EDIT_BRANDS, brand.id()))
                .filter(brand -> desk.getBrand().isEmpty() || desk.getBrand().get().id() == brand.id())
                .filter(brand -> !brand.retired() || desk.getBrand().isPresent())
                .map(brand -> new Group(brand.name(), brand.code(), lines(brand))).toList();
    }

    private List<Line> lines(Brand brand) {
        return catalog.now().collectionPoints().stream().filter(point -> point.brand().id() == brand.id())
                .sorted(Comparator.comparing(CollectionPoint::retired).thenComparing(CollectionPoint::kind)
                        .thenComparing(CollectionPoint::code))
                .map(point -> new Line(point.code(), point.kind().name(), point.captureMode().name(),
                        String.join(", ", point.purposes().stream().map(purpose -> purpose.text(desk.getLanguage()).title())
                                .sorted().toList()),
                        point.form().isEmpty() || point.retired() ? "" : brand.url(settings.baseUrl()) + "/s/" + point.code(),
                        point.retired()))
                .toList();
    }
}
