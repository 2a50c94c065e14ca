package org.preferencecenter.mail.entity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One packet of the milter protocol: {@code uint32 length, char command, data} (STANDARDS A.6).
 *
 * @param data one char per byte, so that no byte of a header is lost
 */
public record MilterFrame(char command, String data) {

    /** The packet as it goes over the line. */
    public byte[] bytes() {
        byte[] text = data.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(5 + text.length).putInt(1 + text.length).put((byte) command).put(text).array();
    }
}
