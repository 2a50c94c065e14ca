package org.preferencecenter.office.entity;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A bar for each value, as SVG without style of its own; the table beside it tells the numbers.
 *
 * @param told  what it shows, for who does not see it
 * @param marks under the first, the middle and the last bar
 */
public record BarChart(String told, List<String> marks, long[] values) {

    private static final int WIDTH = 600;
    private static final int HEIGHT = 160;
    private static final int GAP = 6;
    private static final int FOOT = 22;
    private static final int TOO_WIDE = 10_000;

    public String svg() {
        long most = Math.max(1, Arrays.stream(values).max().orElse(1));
        int greatest = IntStream.range(0, values.length).filter(i -> values[i] == most).findFirst().orElse(0);
        int step = WIDTH / values.length;
        StringBuilder svg = new StringBuilder("<svg class=\"columns\" preserveAspectRatio=\"xMinYMid\" role=\"img\" viewBox=\"0 0 ").append(WIDTH).append(' ')
                .append(HEIGHT + FOOT).append("\" aria-label=\"").append(escaped(told)).append("\">");
        for (int i = 0; i < values.length; i++) {
            // What is not nothing is seen.
            long height = values[i] == 0 ? 0 : Math.max(2, values[i] * (HEIGHT - FOOT) / most);
            svg.append("<rect x=\"").append(i * step + GAP / 2).append("\" y=\"").append(HEIGHT - height).append("\" width=\"")
                    .append(step - GAP).append("\" height=\"").append(height).append("\" rx=\"2\"/>");
            // Numbers wider than their bars would run into each other: then the greatest alone is told.
            if (values[i] != 0 && (most < TOO_WIDE || i == greatest)) {
                String anchor = most < TOO_WIDE ? "middle" : i < values.length / 2 ? "start" : "end";
                svg.append("<text class=\"value\" text-anchor=\"").append(anchor).append("\" x=\"").append(i * step + step / 2).append("\" y=\"")
                        .append(HEIGHT - height - 6).append("\">").append(values[i]).append("</text>");
            }
        }
        svg.append("<line x1=\"0\" x2=\"").append(WIDTH).append("\" y1=\"").append(HEIGHT).append("\" y2=\"").append(HEIGHT).append("\"/>");
        mark(svg, 0, "start", marks.get(0));
        mark(svg, WIDTH / 2, "middle", marks.get(1));
        mark(svg, WIDTH, "end", marks.get(2));
        return svg.append("</svg>").toString();
    }

    private static void mark(StringBuilder svg, int x, String anchor, String text) {
        svg.append("<text text-anchor=\"").append(anchor).append("\" x=\"").append(x).append("\" y=\"").append(HEIGHT + FOOT - 4)
                .append("\">").append(escaped(text)).append("</text>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
