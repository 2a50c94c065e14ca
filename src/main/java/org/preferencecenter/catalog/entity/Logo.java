package org.preferencecenter.catalog.entity;

import java.util.Optional;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** A brand's logo without its octets, which lie in a {@link Picture} under the same hash. */
@Embeddable
public class Logo {

    /** The most octets one may have: a page weighs 50 KB, all in (DESIGN 7). */
    public static final int MAX_OCTETS = 20 * 1024;
    /** The widest or highest one may be, in pixels. */
    public static final int MAX_SIDE = 2000;

    /** What browsers can be shown as an image; the media type is told from the octets, never from a name. */
    public enum Format {
        PNG("image/png"), JPEG("image/jpeg"), WEBP("image/webp"), GIF("image/gif"), SVG("image/svg+xml");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }
    }

    @Enumerated(EnumType.STRING)
    private Format format;
    private int width;
    private int height;
    private String sha256;

    protected Logo() {
    }

    Logo(Format format, int width, int height, String sha256) {
        this.format = format;
        this.width = width;
        this.height = height;
        this.sha256 = sha256;
    }

    /** What these octets are; nothing if they are no image that may be shown, or too large. */
    public static Optional<Logo> of(byte[] bytes) {
        if (bytes.length > MAX_OCTETS) {
            return Optional.empty();
        }
        return ImageHead.read(bytes).or(() -> Drawn.read(bytes))
                .filter(head -> head.width() > 0 && head.height() > 0 && head.width() <= MAX_SIDE && head.height() <= MAX_SIDE)
                .map(head -> new Logo(head.format(), head.width(), head.height(), Picture.hash(bytes)));
    }

    public Format format() {
        return format;
    }

    /** In pixels; of a drawing, its proportion. */
    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Of the octets, in hexadecimal. */
    public String sha256() {
        return sha256;
    }
}
