package org.preferencecenter.platform.entity;

/**
 * How much is kept as evidence of choices.
 *
 * @param largest the largest file, in octets
 * @param most    so many files and references of one person
 */
public record EvidenceSettings(long largest, int most) {

    /** Where nothing is set. */
    public static final EvidenceSettings USUAL = new EvidenceSettings(20L << 20, 50);

    static EvidenceSettings read(SettingsReader in) {
        return new EvidenceSettings((long) in.number("PC_EVIDENCE_MB", 20, 1, 500) << 20, in.number("PC_EVIDENCE_FILES", 50, 1, 1000));
    }
}
