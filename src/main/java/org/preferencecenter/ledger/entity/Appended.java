package org.preferencecenter.ledger.entity;

/**
 * An entry with its bytes and their hash, so that neither is computed twice on the way to the database.
 *
 * @param leaf {@link Entry#leaf()}
 * @param hash {@link Entry#hash()}
 */
public record Appended(Entry entry, byte[] leaf, byte[] hash) {

    public static Appended of(Entry entry) {
        byte[] leaf = entry.leaf();
        return new Appended(entry, leaf, Leaf.hash(leaf));
    }
}
