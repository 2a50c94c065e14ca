package org.preferencecenter.center.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.preferencecenter.catalog.control.Catalog;
import org.preferencecenter.catalog.entity.Brand;
import org.preferencecenter.center.entity.Palette;

/**
 * The one stylesheet of a public page: the common look followed by the brand's colours, so that a page costs one
 * cacheable request and the content security policy needs no inline style.
 */
@Singleton
public class Stylesheets {

    private static final String LOOK = "/center/public.css";

    private final Catalog catalog;
    private final String look;
    /** Asked for by every page; there are as many as brands have had colours. */
    private final Map<Palette, String> versions = new ConcurrentHashMap<>();

    @Inject
    public Stylesheets(Catalog catalog) {
        this.catalog = catalog;
        try (InputStream file = Stylesheets.class.getResourceAsStream(LOOK)) {
            look = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param brand a brand's id, or 0 for a page of no brand. @return nothing if there is no such brand */
    public Optional<String> of(int brand) {
        Optional<Palette> palette = brand == 0 ? Optional.of(Palette.PLAIN) : catalog.now().brand(brand).map(Stylesheets::palette);
        return palette.map(colours -> look + colours.css());
    }

    /** Where a brand's stylesheet is: the version changes with its content, so it may be cached for ever. */
    public String path(Optional<Brand> brand) {
        Palette palette = brand.map(Stylesheets::palette).orElse(Palette.PLAIN);
        return "/brand/" + brand.map(Brand::id).orElse(0) + ".css?v="
                + versions.computeIfAbsent(palette, colours -> version(look + colours.css()));
    }

    public static String version(String css) {
        CRC32 sum = new CRC32();
        sum.update(css.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }

    private static Palette palette(Brand brand) {
        return Palette.of(brand.accent(), brand.accentInk());
    }
}
