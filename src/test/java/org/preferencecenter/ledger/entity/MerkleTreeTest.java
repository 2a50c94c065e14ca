package org.preferencecenter.ledger.entity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    /** The eight leaves that implementations of RFC 6962 have been tested with since Certificate Transparency began. */
    private static final List<byte[]> KNOWN = List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f").stream().map(HexFormat.of()::parseHex).toList();
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    /** A tree as the sealer grows it: what was complete at each leaf. */
    private static final class Grown {
        final Map<Subtree, byte[]> complete = new HashMap<>();
        final List<byte[]> data = new ArrayList<>();
        final List<byte[]> roots = new ArrayList<>();

        Grown(List<byte[]> leaves) {
            Frontier frontier = new Frontier(0, part -> null);
            roots.add(frontier.root());
            for (byte[] leaf : leaves) {
                data.add(leaf);
                frontier.append(Leaf.hash(leaf), complete::put);
                roots.add(frontier.root());
            }
        }

        List<byte[]> hashes(List<MerkleTree.Range> ranges) {
            return ranges.stream().map(range -> MerkleTree.hash(range, complete::get)).toList();
        }
    }

    private static Grown grown(int size) {
        return new Grown(IntStream.range(0, size).mapToObj(i -> ByteBuffer.allocate(4).putInt(i).array()).toList());
    }

    @Test
    void the_known_leaves_have_the_known_roots() {
        Grown known = new Grown(KNOWN);
        for (int size = 0; size <= 8; size++) {
            assertEquals(ROOTS.get(size), HexFormat.of().formatHex(known.roots.get(size)));
            assertEquals(ROOTS.get(size), HexFormat.of().formatHex(MerkleTree.root(size, known.complete::get)));
            assertEquals(ROOTS.get(size), HexFormat.of().formatHex(Rfc6962.mth(KNOWN.subList(0, size))));
        }
    }

    @Property(tries = 60)
    void roots_and_proofs_of_inclusion_are_those_of_the_rfc(@ForAll @IntRange(min = 1, max = 150) int size,
            @ForAll @IntRange(min = 0, max = 149) int any) {
        int index = any % size;
        Grown tree = grown(size);
        byte[] root = tree.roots.get(size);
        assertArrayEquals(Rfc6962.mth(tree.data), root);
        List<byte[]> path = tree.hashes(MerkleTree.inclusion(index, size));
        same(Rfc6962.path(index, tree.data), path);
        byte[] leaf = Leaf.hash(tree.data.get(index));
        assertTrue(MerkleProof.includes(leaf, index, size, root, path));
        assertArrayEquals(root, Rfc6962.rootFrom(tree.data.get(index), index, size, path));
        for (int other = 0; other < size; other++) {
            assertEquals(other == index, MerkleProof.includes(leaf, other, size, root, path), "at " + other);
        }
        for (int i = 0; i < path.size(); i++) {
            List<byte[]> wrong = new ArrayList<>(path);
            wrong.set(i, Leaf.hash(path.get(i)));
            assertFalse(MerkleProof.includes(leaf, index, size, root, wrong));
            wrong.remove(i);
            assertFalse(MerkleProof.includes(leaf, index, size, root, wrong));
        }
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(root);
        assertFalse(MerkleProof.includes(leaf, index, size, root, longer));
    }

    @Property(tries = 60)
    void proofs_of_growth_are_those_of_the_rfc(@ForAll @IntRange(min = 1, max = 150) int size,
            @ForAll @IntRange(min = 0, max = 150) int any) {
        int first = any % (size + 1);
        Grown tree = grown(size);
        byte[] before = tree.roots.get(first);
        byte[] root = tree.roots.get(size);
        List<byte[]> path = tree.hashes(MerkleTree.consistency(first, size));
        same(first == 0 || first == size ? List.of() : Rfc6962.proof(first, tree.data), path);
        assertTrue(MerkleProof.grows(first, before, size, root, path));
        byte[] forged = Leaf.hash(before);
        assertFalse(MerkleProof.grows(first, forged, size, root, path));
        assertEquals(first == 0, MerkleProof.grows(first, before, size, forged, path),
                "whatever it is, a tree grows from nothing");
        for (int i = 0; i < path.size(); i++) {
            List<byte[]> wrong = new ArrayList<>(path);
            wrong.set(i, Leaf.hash(path.get(i)));
            assertFalse(MerkleProof.grows(first, before, size, root, wrong));
            wrong.remove(i);
            assertFalse(MerkleProof.grows(first, before, size, root, wrong));
        }
    }

    @Property(tries = 200)
    void a_proof_in_a_tree_of_any_size_is_short(@ForAll @LongRange(min = 1, max = 1L << 40) long size,
            @ForAll @LongRange(min = 0) long any) {
        List<MerkleTree.Range> path = MerkleTree.inclusion(any % size, size);
        assertTrue(path.size() <= 41);
        assertTrue(path.stream().mapToInt(range -> range.parts().size()).sum() <= 81);
    }

    @Property(tries = 40)
    void a_tree_goes_on_growing_from_its_edge(@ForAll @IntRange(min = 0, max = 100) int size,
            @ForAll @IntRange(min = 0, max = 60) int more) {
        Grown whole = grown(size + more);
        Frontier edge = new Frontier(size, whole.complete::get);
        for (int i = size; i < size + more; i++) {
            edge.append(Leaf.hash(whole.data.get(i)), (part, hash) -> assertArrayEquals(whole.complete.get(part), hash));
        }
        assertArrayEquals(whole.roots.get(size + more), edge.root());
    }

    @Test
    void there_is_no_proof_of_what_is_not_there() {
        assertThrows(IllegalArgumentException.class, () -> MerkleTree.inclusion(5, 5));
        assertThrows(IllegalArgumentException.class, () -> MerkleTree.inclusion(-1, 5));
        assertThrows(IllegalArgumentException.class, () -> MerkleTree.consistency(6, 5));
    }

    private static void same(List<byte[]> expected, List<byte[]> actual) {
        assertEquals(expected.stream().map(HexFormat.of()::formatHex).toList(),
                actual.stream().map(HexFormat.of()::formatHex).toList());
    }
}
