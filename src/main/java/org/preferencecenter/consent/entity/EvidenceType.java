package org.preferencecenter.consent.entity;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of files that are taken as evidence, known by how their content begins and never by what their name says. */
public enum EvidenceType {

    PDF("application/pdf", "pdf", Evidence.Medium.FORM, "25504446 2d"),
    JPEG("image/jpeg", "jpg", Evidence.Medium.FORM, "ffd8ff"),
    PNG("image/png", "png", Evidence.Medium.FORM, "89504e470d0a1a0a"),
    WAV("audio/wav", "wav", Evidence.Medium.RECORDING, "52494646........57415645"),
    OGG("audio/ogg", "ogg", Evidence.Medium.RECORDING, "4f676753"),
    FLAC("audio/flac", "flac", Evidence.Medium.RECORDING, "664c6143"),
    M4A("audio/mp4", "m4a", Evidence.Medium.RECORDING, "........667479704d3441"),
    MP3("audio/mpeg", "mp3", Evidence.Medium.RECORDING, "494433"),
    /** MP3 without a title: a frame of MPEG 1 layer III begins at once. */
    MP3_BARE("audio/mpeg", "mp3", Evidence.Medium.RECORDING, "fffb", "fff3", "fff2", "fffa");

    /** So many octets tell each of them. */
    public static final int LOOKED_AT = 16;

    private final String mediaType;
    private final String ending;
    private final Evidence.Medium medium;
    private final String[] beginnings;

    EvidenceType(String mediaType, String ending, Evidence.Medium medium, String... beginnings) {
        this.mediaType = mediaType;
        this.ending = ending;
        this.medium = medium;
        this.beginnings = Arrays.stream(beginnings).map(text -> text.replace(" ", "")).toArray(String[]::new);
    }

    /** @param first the first {@value #LOOKED_AT} octets, or fewer where there are no more; nothing: none that is taken */
    public static Optional<EvidenceType> of(byte[] first) {
        return Arrays.stream(values()).filter(type -> Arrays.stream(type.beginnings).anyMatch(begins -> fits(first, begins))).findFirst();
    }

    /** The type a media type stands for. */
    public static Optional<EvidenceType> named(String mediaType) {
        return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
    }

    private static boolean fits(byte[] first, String begins) {
        if (first.length < begins.length() / 2) {
            return false;
        }
        for (int i = 0; i < begins.length() / 2; i++) {
            String octet = begins.substring(2 * i, 2 * i + 2);
            if (!octet.equals("..") && (first[i] & 0xff) != Integer.parseInt(octet, 16)) {
                return false;
            }
        }
        return true;
    }

    /** Such as {@code application/pdf}. */
    public String mediaType() {
        return mediaType;
    }

    /** What follows the dot in a file's name. */
    public String ending() {
        return ending;
    }

    public Evidence.Medium medium() {
        return medium;
    }
}
