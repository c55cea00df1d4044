package org.vitalwire.standalone.system;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Makes a screenshot small: a page has few colours, and the shades at the edges of its letters look
 * the same from a palette of 256. A third of the size, without dithering.
 */
final class FewColours {

    private static final int PALETTE = 256;
    private static final int BITS = 5;
    private static final int DROPPED = 8 - BITS;

    private FewColours() {}

    static void write(byte[] png, Path file) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        int[] palette = paletteOf(pixels);
        BufferedImage small =
                new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, modelOf(palette));
        Map<Integer, Integer> nearest = new HashMap<>();
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int colour = pixels[y * width + x] & 0xFFFFFF;
                row[x] = nearest.computeIfAbsent(colour, c -> nearestOf(palette, c)).byteValue();
            }
            small.getRaster().setDataElements(0, y, width, 1, row);
        }
        ImageIO.write(small, "png", file.toFile());
    }

    /** The most frequent colours, those that hardly differ counted as one. */
    private static int[] paletteOf(int[] pixels) {
        Map<Integer, Map<Integer, Integer>> cells = new HashMap<>();
        for (int pixel : pixels) {
            int colour = pixel & 0xFFFFFF;
            cells.computeIfAbsent(cellOf(colour), _ -> new HashMap<>())
                    .merge(colour, 1, Integer::sum);
        }
        List<Map<Integer, Integer>> frequent =
                cells.values().stream()
                        .sorted((one, other) -> Integer.compare(sum(other), sum(one)))
                        .limit(PALETTE)
                        .toList();
        return frequent.stream().mapToInt(FewColours::mostFrequent).toArray();
    }

    private static int cellOf(int colour) {
        int red = ((colour >> 16) & 0xFF) >> DROPPED;
        int green = ((colour >> 8) & 0xFF) >> DROPPED;
        int blue = (colour & 0xFF) >> DROPPED;
        return (red << (2 * BITS)) | (green << BITS) | blue;
    }

    private static int sum(Map<Integer, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int mostFrequent(Map<Integer, Integer> counts) {
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private static int nearestOf(int[] palette, int colour) {
        int best = 0;
        for (int index = 1; index < palette.length; index++) {
            if (distance(palette[index], colour) < distance(palette[best], colour)) {
                best = index;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int red = ((one >> 16) & 0xFF) - ((other >> 16) & 0xFF);
        int green = ((one >> 8) & 0xFF) - ((other >> 8) & 0xFF);
        int blue = (one & 0xFF) - (other & 0xFF);
        return 2 * red * red + 4 * green * green + 3 * blue * blue;
    }

    private static IndexColorModel modelOf(int[] palette) {
        int[] opaque = Arrays.copyOf(palette, PALETTE);
        return new IndexColorModel(
                8, PALETTE, opaque, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    }
}
