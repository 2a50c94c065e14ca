package org.preferencecenter.handbook;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Makes a picture of a page small: a page has few colours, so its 256 most frequent ones do for all. */
final class Palette {

    private static final int MOST = 256;

    private Palette() {
    }

    /** @return the same picture as PNG of one octet a point */
    static byte[] of(byte[] png) throws IOException {
        BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
        Map<Integer, Integer> times = new HashMap<>();
        for (int y = 0; y < full.getHeight(); y++) {
            for (int x = 0; x < full.getWidth(); x++) {
                times.merge(full.getRGB(x, y) & 0xffffff, 1, Integer::sum);
            }
        }
        List<Integer> colours = times.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST).map(Map.Entry::getKey).toList();
        int[] map = colours.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage few = new BufferedImage(full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, map.length, map, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE));
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < full.getHeight(); y++) {
            for (int x = 0; x < full.getWidth(); x++) {
                few.getRaster().setSample(x, y, 0, nearest.computeIfAbsent(full.getRGB(x, y) & 0xffffff, c -> nearest(c, map)));
            }
        }
        return written(few);
    }

    private static int nearest(int colour, int[] map) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < map.length; i++) {
            int red = (colour >> 16 & 255) - (map[i] >> 16 & 255);
            int green = (colour >> 8 & 255) - (map[i] >> 8 & 255);
            int blue = (colour & 255) - (map[i] & 255);
            int far = red * red + green * green + blue * blue;
            if (far < least) {
                least = far;
                best = i;
            }
        }
        return best;
    }

    private static byte[] written(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(0);   // smallest
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(octets)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return octets.toByteArray();
    }
}
