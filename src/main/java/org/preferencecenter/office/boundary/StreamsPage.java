package org.preferencecenter.office.boundary;

import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.preferencecenter.access.entity.Right;
import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.catalog.entity.Stream;

/** The streams of the brands somebody may set up. */
@Named
@RequestScoped
public class StreamsPage {

    @Inject
    private Desk desk;
    @Inject
    private Catalog catalog;

    /** One stream. @param rate about how many messages a month, 0 where nobody said */
    public record Line(String code, String purpose, String topic, String channel, boolean digest, int rate, boolean service,
            boolean draft, boolean retired) {
    }

    /** A brand with its streams. */
    public record Group(String name, String code, List<Line> lines) {
    }

    public List<Group> getGroups() {
        return desk.getBrands().stream().filter(brand -> desk.officer().may(Right.EDIT_BRANDS, brand.id()))
                .filter(brand -> desk.getBrand().isEmpty() || desk.getBrand().get().id() == brand.id())
                .filter(brand -> !brand.retired() || desk.getBrand().isPresent())
                .map(brand -> new Group(brand.name(), brand.code(), lines(brand))).toList();
    }

    private List<Line> lines(Brand brand) {
        String language = desk.getLanguage();
        return catalog.now().streams().stream().filter(stream -> stream.brand().id() == brand.id())
                .sorted(Comparator.comparing(Stream::retired).thenComparing(Stream::code))
                .map(stream -> new Line(stream.code(), stream.purpose().text(language).title(),
                        stream.topic().map(topic -> topic.text(language).title()).orElse(""), stream.channel().name(),
                        stream.digest(), stream.perMonth(), stream.service(), !stream.purpose().published(), stream.retired()))
                .toList();
    }
}
