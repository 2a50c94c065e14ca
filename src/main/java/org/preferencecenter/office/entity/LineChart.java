package org.preferencecenter.office.entity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Lines over some days, as a drawing that needs no script, prints, and is read without colour: each line has a stroke of its
 * own and its name at its end. A table with the same numbers stands beside it on the page: whoever sees nothing reads that.
 *
 * @param told  what the drawing shows, in a sentence
 * @param marks what stands under the first, the middle and the last day
 */
public record LineChart(String told, List<String> marks, List<Line> lines) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 210;
    private static final int LEFT = 40;
    private static final int RIGHT = 110;
    private static final int TOP = 18;
    private static final int BOTTOM = 26;
    private static final int LABEL_APART = 15;
    private static final int STEPS = 3;
    /** A value so many times above nine tenths of the others stands out. */
    private static final int OUTSTANDING = 5;

    /** @param name what stands at its end. @param values one a day, 0 or more */
    public record Line(String name, long[] values) {
    }

    /** As SVG; its strokes are {@code .line0}, {@code .line1} … of the stylesheet. */
    public String svg() {
        long top = top(ordinary(lines.stream().flatMapToLong(line -> Arrays.stream(line.values())).sorted().toArray()));
        StringBuilder svg = new StringBuilder("<svg class=\"chart\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"").append(escape(told)).append("\">");
        for (int step = 0; step <= STEPS; step++) {
            int y = (int) Math.round(y(top * step / (double) STEPS, top));
            svg.append("<path class=\"grid\" d=\"M").append(LEFT).append(' ').append(y).append('H').append(WIDTH - RIGHT)
                    .append("\"/>");
            text(svg, LEFT - 6, y + 4, "end", String.valueOf(top * step / STEPS));
        }
        for (int i = 0; i < marks.size(); i++) {
            int x = LEFT + (WIDTH - RIGHT - LEFT) * i / Math.max(1, marks.size() - 1);
            text(svg, x, HEIGHT - 6, i == 0 ? "start" : i == marks.size() - 1 ? "end" : "middle", marks.get(i));
        }
        double[] ends = ends(top);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            svg.append("<path class=\"line").append(i).append("\" d=\"").append(path(line.values(), top)).append("\"/>");
            above(svg, line.values(), top);
            svg.append("<text class=\"name\" x=\"").append(WIDTH - RIGHT + 8).append("\" y=\"").append(Math.round(ends[i] + 4))
                    .append("\">").append(escape(line.name())).append("</text>");
        }
        return svg.append("</svg>").toString();
    }

    /**
     * The highest of the ordinary values: a day many times above the others, such as that of an import, would flatten all of
     * them. Such a day is drawn at the top, with its number.
     *
     * @param sorted all values, ascending
     */
    static long ordinary(long[] sorted) {
        int nine = (int) (sorted.length * 0.9);
        long usual = sorted.length == 0 ? 0 : sorted[Math.min(nine, sorted.length - 1)];
        return usual == 0 ? sorted.length == 0 ? 0 : sorted[sorted.length - 1]
                : Arrays.stream(sorted).filter(value -> value <= OUTSTANDING * usual).max().orElse(0);
    }

    private static void above(StringBuilder svg, long[] values, long top) {
        for (int day = 0; day < values.length; day++) {
            if (values[day] > top) {
                int x = (int) Math.round(x(day, values.length));
                text(svg, x, TOP - 3, day > values.length / 2 ? "end" : "start", values[day] + " \u2191");
            }
        }
    }

    /** The least number of three equal, round steps that reaches as high. */
    static long top(long highest) {
        long step = Math.max(1, (highest + STEPS - 1) / STEPS);
        long scale = 1;
        while (step > 10 * scale) {
            scale *= 10;
        }
        for (long round : new long[] {1, 2, 5, 10}) {
            if (round * scale >= step) {
                return STEPS * round * scale;
            }
        }
        throw new IllegalStateException("no round number reaches " + highest);
    }

    private String path(long[] values, long top) {
        StringBuilder path = new StringBuilder();
        for (int day = 0; day < values.length; day++) {
            path.append(day == 0 ? "M" : "L")
                    .append(String.format(Locale.ROOT, "%.1f %.1f", x(day, values.length), y(Math.min(values[day], top), top)));
        }
        return path.toString();
    }

    private static double x(int day, int days) {
        return LEFT + (WIDTH - RIGHT - LEFT) * (double) day / Math.max(1, days - 1);
    }

    private static double y(double value, long top) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
    }

    /** Where the names stand: at the ends of their lines, but never one on another. */
    private double[] ends(long top) {
        double[] ends = lines.stream().mapToDouble(l -> y(Math.min(top, l.values().length == 0 ? 0 : l.values()[l.values().length - 1]), top))
                .toArray();
        Integer[] order = new Integer[ends.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(ends[a], ends[b]));
        for (int i = 1; i < order.length; i++) {
            ends[order[i]] = Math.max(ends[order[i]], ends[order[i - 1]] + LABEL_APART);
        }
        double over = order.length == 0 ? 0 : Math.max(0, ends[order[order.length - 1]] - (HEIGHT - BOTTOM));
        for (int i = 0; i < ends.length; i++) {
            ends[i] -= over;
        }
        return ends;
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append("<text x=\"").append(x).append("\" y=\"").append(y).append("\" text-anchor=\"").append(anchor).append("\">")
                .append(escape(text)).append("</text>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
