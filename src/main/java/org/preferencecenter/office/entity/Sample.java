package org.preferencecenter.office.entity;

import java.util.List;

import org.preferencecenter.catalog.entity.Contrast;
import org.preferencecenter.center.entity.Palette;

/**
 * What a brand's colours look like on its pages, and whether they can be read.
 *
 * @param accent as chosen; {@code ink} is the text on it
 * @param ratio  of the two, cut to two digits: 4.499 must not be shown as the 4.5 it falls short of
 */
public record Sample(String accent, String ink, double ratio, Palette palette) {

    private static final String COLOUR = "#[0-9a-f]{6}";

    /** One paper: its colours, and the brand's colour for text on it. */
    public record Paper(String name, String paper, String card, String text, String soft, String link) {
    }

    /** Of what was typed; where that is no colour, ours. */
    public static Sample of(String accent, String ink) {
        boolean colours = accent.matches(COLOUR) && ink.matches(COLOUR);
        String one = colours ? accent : Palette.PLAIN.brand();
        String other = colours ? ink : Palette.PLAIN.ink();
        return new Sample(one, other, Math.floor(Contrast.between(one, other) * 100) / 100, Palette.of(one, other));
    }

    public boolean readable() {
        return ratio >= Contrast.READABLE;
    }

    /** Light, then dark, as the public pages are. */
    public List<Paper> papers() {
        return List.of(new Paper("light", "#f6f5f2", "#ffffff", "#1d1c1a", "#5d5a54", palette.accent()),
                new Paper("dark", "#15161a", "#1e2026", "#eceae6", "#b3b0a9", palette.glow()));
    }
}
