package org.preferencecenter.center.entity;

/**
 * A brand's colour made readable: text in that colour reaches a contrast of 4.5:1 (WCAG 1.4.3) on our light and on our
 * dark paper, whatever colour the brand chose.
 *
 * @param brand  the colour as chosen, {@code #rrggbb}
 * @param ink    text on it: as chosen, or black or white if that cannot be read
 * @param accent the brand's colour for text on light paper, darkened as little as needed
 * @param glow   the brand's colour for text on dark paper, lightened as little as needed
 */
public record Palette(String brand, String ink, String accent, String glow) {

    /** Before any brand is known. */
    public static final Palette PLAIN = of("#1f4b7a", "#ffffff");

    private static final double READABLE = 4.5;
    /** The paper tinted most by the accent, a ticked box, is about this light or dark. */
    private static final int LIGHT_PAPER = 0xe9e6e2;
    private static final int DARK_PAPER = 0x2b2e36;

    /** @throws IllegalArgumentException if a colour does not read {@code #rrggbb} */
    public static Palette of(String brand, String ink) {
        int colour = parse(brand);
        int text = parse(ink);
        if (contrast(colour, text) < READABLE) {
            text = contrast(colour, 0xffffff) >= contrast(colour, 0) ? 0xffffff : 0;
        }
        return new Palette(hex(colour), hex(text), hex(towards(colour, 0, LIGHT_PAPER)),
                hex(towards(colour, 0xffffff, DARK_PAPER)));
    }

    /** WCAG 2.2 contrast ratio of two colours, 1 to 21. */
    public static double contrast(String one, String other) {
        return contrast(parse(one), parse(other));
    }

    /** The stylesheet that sets the brand's colours, and nothing else. */
    public String css() {
        return ":root{--brand:" + brand + ";--brand-ink:" + ink + ";--accent-light:" + accent + ";--accent-dark:" + glow
                + "}\n";
    }

    private static int towards(int colour, int goal, int paper) {
        int mixed = colour;
        for (int share = 0; share <= 100 && contrast(mixed, paper) < READABLE; share += 2) {
            mixed = mix(colour, goal, share);
        }
        return mixed;
    }

    private static int mix(int from, int to, int percent) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            mixed |= (a * (100 - percent) + b * percent) / 100 << shift;
        }
        return mixed;
    }

    private static double contrast(int one, int other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xff) + 0.7152 * linear(colour >> 8 & 0xff) + 0.0722 * linear(colour & 0xff);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private static int parse(String colour) {
        if (colour.length() != 7 || colour.charAt(0) != '#') {
            throw new IllegalArgumentException("a colour reads #rrggbb, not '" + colour + "'");
        }
        return Integer.parseInt(colour, 1, 7, 16);
    }

    private static String hex(int colour) {
        return String.format("#%06x", colour);
    }
}
