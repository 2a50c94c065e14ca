package org.preferencecenter.catalog.entity;

import java.util.List;
import java.util.Optional;

/**
 * Everything in the catalogue at one moment, retired things included; small enough to be held whole.
 * Lookups answer nothing for what never existed.
 */
public record Catalogue(List<Brand> brands, List<Purpose> purposes, List<Notice> notices, List<Stream> streams,
        List<CollectionPoint> collectionPoints) {

    public Optional<Brand> brand(int id) {
        return brands.stream().filter(b -> b.id() == id).findFirst();
    }

    public Optional<Brand> brand(String code) {
        return brands.stream().filter(b -> b.code().equals(code)).findFirst();
    }

    public Optional<Purpose> purpose(int id) {
        return purposes.stream().filter(p -> p.id() == id).findFirst();
    }

    public Optional<Topic> topic(int id) {
        return purposes.stream().flatMap(p -> p.topics().stream()).filter(t -> t.id() == id).findFirst();
    }

    public Optional<Stream> stream(String code) {
        return streams.stream().filter(s -> s.code().equals(code)).findFirst();
    }

    /** Purposes of a brand in display order, retired ones included. */
    public List<Purpose> purposesOf(Brand brand) {
        return purposes.stream().filter(p -> p.brand().id() == brand.id()).toList();
    }

    public Optional<Notice> notice(int id) {
        return notices.stream().filter(n -> n.id() == id).findFirst();
    }

    /** The newest notice of a purpose in a language, else in the brand's default language. */
    public Optional<Notice> notice(Purpose purpose, String locale) {
        return newest(purpose, locale).or(() -> newest(purpose, purpose.brand().defaultLocale()));
    }

    private Optional<Notice> newest(Purpose purpose, String locale) {
        return notices.stream().filter(n -> n.purpose().id() == purpose.id() && n.locale().equals(locale))
                .max((a, b) -> Integer.compare(a.version(), b.version()));
    }
}
