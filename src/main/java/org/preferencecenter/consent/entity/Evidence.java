package org.preferencecenter.consent.entity;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What proves a choice besides the ledger: a form somebody signed, a recording, or where a recording is kept. The ledger holds
 * its digest, {@code SHA-256(salt || content)}: without the salt, which goes with the person's key, nobody can tell what it was
 * of, nor try what it may have been.
 *
 * @param recipient whose; of somebody who was joined to another, their own number
 * @param change    the change of choices it is evidence of
 * @param brand     whose choice that is; 0: of every brand's
 * @param type      by its content; null of a reference
 * @param size      in octets
 * @param name      as whoever added it called it, made harmless; of a reference, what it says
 * @param salt      32 octets, drawn for it alone
 * @param sha256    of the content alone, for whoever looks at the file without the salt
 * @param digest    as the ledger tells it
 * @param account   who added it; 0: a program
 */
public record Evidence(UUID id, long recipient, UUID change, int brand, Medium medium, EvidenceType type, long size, String name,
        byte[] salt, byte[] sha256, byte[] digest, int account, Instant at) {

    /** Octets of a salt. */
    public static final int SALT = 32;
    /** The longest reference, in characters. */
    public static final int LONGEST_REFERENCE = 200;

    /** What sort of thing it is. */
    public enum Medium {
        /** A page that was filled in, as a scan or photograph. */
        FORM,
        /** What was said. */
        RECORDING,
        /** Where what was said is kept: nothing of it is kept here. */
        REFERENCE
    }

    /** Why something is not taken as evidence. */
    public enum Refusal {
        /** Nobody of that number, or whoever it was is erased. */
        NOBODY,
        /** The change is none of theirs. */
        NO_CHOICE,
        EMPTY,
        /** Its content is of no kind that is taken, whatever its name says. */
        TYPE,
        /** A PDF that would run something, or brings another file along. */
        ACTIVE,
        TOO_LARGE,
        /** The person has as many as are kept of one. */
        TOO_MANY,
        /** What says where a recording is kept is too long. */
        LONG
    }

    /** @param id null if it is refused; {@code refusal} null if it was taken */
    public record Answer(UUID id, Refusal refusal) {

        /** Not taken, and nothing of it was kept. */
        public static Answer of(Refusal why) {
            return new Answer(null, why);
        }
    }

    /** What the ledger says of it, hexadecimal. */
    public String digestText() {
        return HexFormat.of().formatHex(digest);
    }

    /** What it is called when it is handed out: by its kind and number alone, since a name may name somebody. */
    public String neutralName(int number) {
        return String.format("%02d-%s.%s", number, medium.name().toLowerCase(java.util.Locale.ROOT),
                type == null ? "txt" : type.ending());
    }

    /** Never to be written down: a name is in it. */
    @Override
    public String toString() {
        return "evidence " + id;
    }
}
