package org.preferencecenter.catalog.entity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything in the catalogue at one moment, retired things included; small enough to be held whole. Every look-up
 * answers in constant time, and nothing for what never existed. What it hands out is shared by all readers: read only.
 */
public final class Catalogue {

    /** Before anything was read. */
    public static final Catalogue EMPTY = new Catalogue(List.of(), List.of(), List.of(), List.of(), List.of());

    private record Edition(int purpose, String locale) {
    }

    private final List<Brand> brands;
    private final List<Purpose> purposes;
    private final List<Notice> notices;
    private final List<Stream> streams;
    private final List<CollectionPoint> collectionPoints;
    private final Map<Integer, Brand> brandById;
    private final Map<String, Brand> brandByCode;
    private final Map<Integer, Purpose> purposeById;
    private final Map<Integer, List<Purpose>> purposesByBrand;
    private final Map<Integer, Topic> topicById;
    private final Map<Integer, Stream> streamById;
    private final Map<String, Stream> streamByCode;
    private final Map<Integer, Notice> noticeById;
    private final Map<Edition, Notice> newest;
    private final Map<String, CollectionPoint> collectionPointByCode;
    private final Map<Integer, Instant> consentsFrom = new HashMap<>();

    /** @param purposes in display order within their brand */
    public Catalogue(List<Brand> brands, List<Purpose> purposes, List<Notice> notices, List<Stream> streams,
            List<CollectionPoint> collectionPoints) {
        this.brands = List.copyOf(brands);
        this.purposes = List.copyOf(purposes);
        this.notices = List.copyOf(notices);
        this.streams = List.copyOf(streams);
        this.collectionPoints = List.copyOf(collectionPoints);
        brandById = index(brands, Brand::id);
        brandByCode = index(brands, Brand::code);
        purposeById = index(purposes, Purpose::id);
        purposesByBrand = purposes.stream().collect(Collectors.groupingBy(p -> p.brand().id(),
                Collectors.toUnmodifiableList()));
        topicById = index(purposes.stream().flatMap(p -> p.topics().stream()).toList(), Topic::id);
        streamById = index(streams, Stream::id);
        streamByCode = index(streams, Stream::code);
        noticeById = index(notices, Notice::id);
        newest = newest(notices);
        collectionPointByCode = index(collectionPoints, CollectionPoint::code);
        notices.stream().filter(Notice::renews).forEach(notice -> consentsFrom.merge(notice.purpose().id(),
                notice.publishedAt(), (a, b) -> a.isAfter(b) ? a : b));
    }

    private static <K, V> Map<K, V> index(List<V> things, Function<V, K> key) {
        Map<K, V> index = new HashMap<>();
        things.forEach(thing -> index.put(key.apply(thing), thing));
        return index;
    }

    private static Map<Edition, Notice> newest(List<Notice> notices) {
        Map<Edition, Notice> newest = new HashMap<>();
        for (Notice notice : notices) {
            newest.merge(new Edition(notice.purpose().id(), notice.locale()), notice,
                    (a, b) -> a.version() > b.version() ? a : b);
        }
        return newest;
    }

    public List<Brand> brands() {
        return brands;
    }

    public List<Purpose> purposes() {
        return purposes;
    }

    public List<Notice> notices() {
        return notices;
    }

    public List<Stream> streams() {
        return streams;
    }

    public List<CollectionPoint> collectionPoints() {
        return collectionPoints;
    }

    public Optional<Brand> brand(int id) {
        return Optional.ofNullable(brandById.get(id));
    }

    public Optional<Brand> brand(String code) {
        return Optional.ofNullable(brandByCode.get(code));
    }

    public Optional<Purpose> purpose(int id) {
        return Optional.ofNullable(purposeById.get(id));
    }

    public Optional<Topic> topic(int id) {
        return Optional.ofNullable(topicById.get(id));
    }

    public Optional<Stream> stream(int id) {
        return Optional.ofNullable(streamById.get(id));
    }

    public Optional<Stream> stream(String code) {
        return Optional.ofNullable(streamByCode.get(code));
    }

    public Optional<CollectionPoint> collectionPoint(String code) {
        return Optional.ofNullable(collectionPointByCode.get(code));
    }

    public Optional<CollectionPoint> collectionPoint(int id) {
        return collectionPoints.stream().filter(point -> point.id() == id).findFirst();
    }

    /** Purposes of a brand in display order, retired ones included. */
    public List<Purpose> purposesOf(Brand brand) {
        return purposesByBrand.getOrDefault(brand.id(), List.of());
    }

    public Optional<Notice> notice(int id) {
        return Optional.ofNullable(noticeById.get(id));
    }

    /** The newest notice of a purpose in a locale, else in its language, else in the brand's default language. */
    public Optional<Notice> notice(Purpose purpose, String locale) {
        return newest(purpose, locale)
                .or(() -> newest(purpose, Locale.forLanguageTag(locale).getLanguage()))
                .or(() -> newest(purpose, purpose.brand().defaultLocale()));
    }

    private Optional<Notice> newest(Purpose purpose, String locale) {
        return Optional.ofNullable(newest.get(new Edition(purpose.id(), locale)));
    }

    /** Consents older than this were given to a wording that has changed since; nothing: all of them count (S-11). */
    public Optional<Instant> consentsFrom(Purpose purpose) {
        return Optional.ofNullable(consentsFrom.get(purpose.id()));
    }

    /** The purpose under which a brand asks for consent to open pixels, if it does. */
    public Optional<Purpose> tracking(Brand brand) {
        return purposesOf(brand).stream().filter(p -> p.tracking() && p.published() && !p.retired()).findFirst();
    }
}
