package org.preferencecenter.catalog.entity;

/** How well text can be read on a colour, as WCAG 2.2 defines it ("contrast ratio", "relative luminance"). */
public final class Contrast {

    /** What normal text needs at level AA (WCAG 2.2, 1.4.3). */
    public static final double READABLE = 4.5;

    private Contrast() {
    }

    /**
     * @param one a colour as {@code #rrggbb}; the order of the two does not matter
     * @return 1 (the same colour) to 21 (black on white)
     * @throws IllegalArgumentException if a colour is not of that form
     */
    public static double between(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** @return 0 for black to 1 for white */
    static double luminance(String colour) {
        if (!colour.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException("a colour reads #rrggbb, not '" + colour + "'");
        }
        return 0.2126 * linear(colour.substring(1, 3)) + 0.7152 * linear(colour.substring(3, 5))
                + 0.0722 * linear(colour.substring(5, 7));
    }

    /** Undoes the sRGB gamma of one channel. */
    private static double linear(String hex) {
        double value = Integer.parseInt(hex, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
