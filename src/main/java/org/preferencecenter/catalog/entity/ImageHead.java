package org.preferencecenter.catalog.entity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import org.preferencecenter.catalog.entity.Logo.Format;

/** What the first octets of an image say it is and how large, in pixels. */
record ImageHead(Format format, int width, int height) {

    private static final int START_OF_IMAGE = 0xffd8;

    /** @return nothing for what is neither PNG, JPEG, WebP nor GIF, or is cut short */
    static Optional<ImageHead> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            String start = new String(bytes, 0, Math.min(bytes.length, 16), ISO_8859_1);
            if (start.startsWith("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR")) {
                return Optional.of(new ImageHead(Format.PNG, in.getInt(16), in.getInt(20)));
            }
            if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
                in.order(ByteOrder.LITTLE_ENDIAN);
                return Optional.of(new ImageHead(Format.GIF, in.getShort(6) & 0xffff, in.getShort(8) & 0xffff));
            }
            if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
                return webp(in.order(ByteOrder.LITTLE_ENDIAN), start.substring(12));
            }
            return bytes.length > 3 && (in.getShort(0) & 0xffff) == START_OF_IMAGE ? jpeg(in) : Optional.empty();
        } catch (IndexOutOfBoundsException | BufferUnderflowException cut) {
            return Optional.empty();
        }
    }

    /** RFC 9649 §2.5 to 2.7: lossy, lossless and extended files say their size in three ways. */
    private static Optional<ImageHead> webp(ByteBuffer in, String chunk) {
        return switch (chunk) {
            case "VP8 " -> Optional.of(new ImageHead(Format.WEBP, in.getShort(26) & 0x3fff, in.getShort(28) & 0x3fff));
            case "VP8L" -> {
                int bits = in.getInt(21);
                yield Optional.of(new ImageHead(Format.WEBP, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1));
            }
            case "VP8X" -> Optional.of(new ImageHead(Format.WEBP, (in.getInt(24) & 0xffffff) + 1,
                    (in.getInt(26) >> 8 & 0xffffff) + 1));
            default -> Optional.empty();
        };
    }

    /** ITU-T T.81 B.1.1.3: the frame header holds the size, and any number of other segments may stand before it. */
    private static Optional<ImageHead> jpeg(ByteBuffer in) {
        int at = 2;
        while ((in.get(at) & 0xff) == 0xff) {
            int marker = in.get(at + 1) & 0xff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return Optional.of(new ImageHead(Format.JPEG, in.getShort(at + 7) & 0xffff, in.getShort(at + 5) & 0xffff));
            }
            int length = in.getShort(at + 2) & 0xffff;
            if (length < 2) {
                return Optional.empty();
            }
            at += 2 + length;
        }
        return Optional.empty();
    }
}
