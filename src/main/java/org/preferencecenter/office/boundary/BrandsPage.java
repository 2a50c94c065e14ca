package org.preferencecenter.office.boundary;

import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.entity.Mark;
import org.preferencecenter.platform.entity.Settings;

/** The brands somebody may set up. */
@Named
@RequestScoped
public class BrandsPage {

    @Inject
    private Desk desk;
    @Inject
    private Settings settings;

    /** One brand. @param url of its public pages */
    public record Line(String code, String name, String mark, String accent, String ink, String host, String url, String mailDomain,
            boolean retired) {
    }

    public List<Line> getLines() {
        return desk.getBrands().stream().filter(brand -> desk.officer().may(Right.EDIT_BRANDS, brand.id()))
                .filter(brand -> desk.getBrand().isEmpty() || desk.getBrand().get().id() == brand.id())
                .sorted(Comparator.comparing(Brand::retired).thenComparing(Brand::name))
                .map(brand -> new Line(brand.code(), brand.name(), Mark.of(brand.name()), brand.accent(), brand.accentInk(),
                        brand.host().orElse(settings.baseUrl().getHost()), brand.url(settings.baseUrl()).toString(),
                        brand.mailDomain(), brand.retired()))
                .toList();
    }

    /** A new brand belongs to none of those there are. */
    public boolean isMayAdd() {
        return desk.officer().mayEverywhere(Right.EDIT_BRANDS);
    }
}
