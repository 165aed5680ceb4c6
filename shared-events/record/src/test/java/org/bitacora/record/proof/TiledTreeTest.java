package org.bitacora.record.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TiledTreeTest {

    private static final List<Hash> LEAVES = Examples.leaves(300);
    private static final Map<List<Integer>, Hash> ROOTS = new HashMap<>();

    @Test
    void hasTheInclusionProofsOfTheKnownVectors() {
        assertThat(rfcTree(8).inclusion(0).path())
                .isEqualTo(hexes(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
        assertThat(rfcTree(8).inclusion(5).path())
                .isEqualTo(hexes(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        assertThat(rfcTree(3).inclusion(2).path())
                .isEqualTo(hexes("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"));
    }

    @Test
    void hasTheConsistencyProofsOfTheKnownVectors() {
        assertThat(rfcTree(8).consistency(1).path())
                .isEqualTo(hexes(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
        assertThat(rfcTree(8).consistency(6).path())
                .isEqualTo(hexes(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
        assertThat(rfcTree(5).consistency(2).path())
                .isEqualTo(hexes(
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
    }

    @Test
    void provesEveryLeafOfEverySizeUpTo300() {
        for (int size = 1; size <= LEAVES.size(); size++) {
            TiledTree tree = tree(LEAVES.subList(0, size));
            assertThat(tree.root()).isEqualTo(root(0, size));
            for (int index = 0; index < size; index++) {
                InclusionProof proof = tree.inclusion(index);
                assertThat(proof.path()).isEqualTo(path(index, 0, size));
                assertThat(proof.verifies(LEAVES.get(index), root(0, size))).isTrue();
            }
        }
    }

    @Test
    void provesThatEverySizeBeginsWithEverySmallerOne() {
        for (int to = 0; to <= LEAVES.size(); to++) {
            TiledTree tree = tree(LEAVES.subList(0, to));
            for (int from = 0; from <= to; from++) {
                ConsistencyProof proof = tree.consistency(from);
                // The RFC defines no proof for the empty tree, with which every tree begins.
                assertThat(proof.path()).isEqualTo(from == 0 ? List.of() : subproof(from, 0, to, true));
                assertThat(proof.verifies(root(0, from), root(0, to)))
                        .as("%d in %d", from, to)
                        .isTrue();
            }
        }
    }

    @Test
    void aWrongProofProvesNothing() {
        for (int size = 1; size <= 70; size++) {
            List<Hash> leaves = LEAVES.subList(0, size);
            Hash root = Examples.bruteForceRoot(leaves);
            for (int index = 0; index < size; index++) {
                InclusionProof right = tree(leaves).inclusion(index);
                Hash leaf = leaves.get(index);
                assertThat(right.verifies(LEAVES.get(size), root)).isFalse();
                assertThat(right.verifies(leaf, leaf)).isEqualTo(size == 1);
                for (List<Hash> path : damaged(right.path())) {
                    assertThat(new InclusionProof(index, size, path).verifies(leaf, root))
                            .isFalse();
                }
                int another = (index + 1) % size;
                assertThat(new InclusionProof(another, size, right.path()).verifies(leaf, root))
                        .isEqualTo(size == 1);
            }
        }
    }

    @Test
    void aChangedPastIsNotConsistent() {
        for (int to = 2; to <= 70; to++) {
            Hash root = Examples.bruteForceRoot(LEAVES.subList(0, to));
            for (int from = 1; from < to; from++) {
                Hash older = Examples.bruteForceRoot(LEAVES.subList(0, from));
                List<Hash> rewritten = new ArrayList<>(LEAVES.subList(0, from));
                rewritten.set(from / 2, LEAVES.getLast());
                ConsistencyProof right = tree(LEAVES.subList(0, to)).consistency(from);
                assertThat(right.verifies(Examples.bruteForceRoot(rewritten), root))
                        .isFalse();
                assertThat(right.verifies(older, LEAVES.getLast())).isFalse();
                for (List<Hash> path : damaged(right.path())) {
                    assertThat(new ConsistencyProof(from, to, path).verifies(older, root))
                            .isFalse();
                }
            }
        }
        assertThat(new ConsistencyProof(0, 5, List.of()).verifies(LEAVES.get(0), LEAVES.get(1)))
                .isFalse();
        assertThat(new ConsistencyProof(5, 5, List.of()).verifies(LEAVES.get(0), LEAVES.get(1)))
                .isFalse();
        assertThat(new ConsistencyProof(3, 5, List.of()).verifies(LEAVES.get(0), LEAVES.get(0)))
                .isFalse();
    }

    @Test
    void refusesWhatIsNotInTheTree() {
        TiledTree tree = tree(LEAVES);

        assertThatThrownBy(() -> tree.inclusion(300)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusion(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.consistency(301)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new InclusionProof(3, 3, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConsistencyProof(4, 3, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTreeOf70000LeavesHasTheTilesOfTheSpecification() {
        Map<String, byte[]> tiles = tiles(Examples.leaves(70_000));

        assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
        assertThat(tiles)
                .containsKeys("tile/0/000", "tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17")
                .containsKey("tile/2/000.p/1");
        assertThat(tiles.get("tile/0/273.p/112")).hasSize(112 * 32);
        assertThat(Tile.within(70_000, 1, 1)).isEqualTo(new Tile(1, 1, 17));
    }

    @Test
    void provesAcrossThreeLevelsOfTiles() {
        List<Hash> leaves = Examples.leaves(66_000);
        TiledTree tree = tree(leaves);
        Frontier frontier = Frontier.empty();
        for (Hash leaf : leaves) {
            frontier = frontier.append(leaf);
        }

        assertThat(tree.root()).isEqualTo(frontier.root());
        for (int index : List.of(0, 255, 256, 65_535, 65_536, 65_999)) {
            assertThat(tree.inclusion(index).verifies(leaves.get(index), frontier.root()))
                    .isTrue();
        }
        Hash older = Examples.bruteForceRoot(leaves.subList(0, 65_537));
        assertThat(tree.consistency(65_537).verifies(older, frontier.root())).isTrue();
    }

    @Test
    void namesTilesAsTheSpecificationDoes() {
        assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(2, 0, 7).path()).isEqualTo("tile/2/000.p/7");
        assertThat(new Tile(0, 1000, 1).entriesPath()).isEqualTo("tile/entries/x001/000.p/1");
        assertThatThrownBy(() -> new Tile(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tile.within(256, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<List<Hash>> damaged(List<Hash> path) {
        List<List<Hash>> damaged = new ArrayList<>();
        List<Hash> longer = new ArrayList<>(path);
        longer.add(LEAVES.get(7));
        damaged.add(longer);
        for (int i = 0; i < path.size(); i++) {
            List<Hash> other = new ArrayList<>(path);
            other.set(i, LEAVES.get(250));
            damaged.add(other);
            List<Hash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            damaged.add(shorter);
        }
        return damaged;
    }

    /** MTH(D[begin:end]) by its definition, computed once for each range. */
    private static Hash root(int begin, int end) {
        Hash known = ROOTS.get(List.of(begin, end));
        if (known == null) {
            known = Examples.bruteForceRoot(LEAVES.subList(begin, end));
            ROOTS.put(List.of(begin, end), known);
        }
        return known;
    }

    /** PATH of RFC 6962, 2.1.1, word for word. */
    private static List<Hash> path(int index, int begin, int end) {
        if (end - begin == 1) {
            return List.of();
        }
        int split = Integer.highestOneBit(end - begin - 1);
        return index < split
                ? plus(path(index, begin, begin + split), root(begin + split, end))
                : plus(path(index - split, begin + split, end), root(begin, begin + split));
    }

    /** SUBPROOF of RFC 6962, 2.1.2, word for word. */
    private static List<Hash> subproof(int from, int begin, int end, boolean complete) {
        if (from == end - begin) {
            return complete ? List.of() : List.of(root(begin, end));
        }
        int split = Integer.highestOneBit(end - begin - 1);
        return from <= split
                ? plus(subproof(from, begin, begin + split, complete), root(begin + split, end))
                : plus(subproof(from - split, begin + split, end, false), root(begin, begin + split));
    }

    private static List<Hash> plus(List<Hash> path, Hash last) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }

    private static TiledTree rfcTree(int size) {
        return tree(
                Examples.RFC_LEAVES.subList(0, size).stream().map(Hash::ofLeaf).toList());
    }

    private static TiledTree tree(List<Hash> leaves) {
        Map<String, byte[]> tiles = tiles(leaves);
        return new TiledTree(leaves.size(), tile -> tiles.getOrDefault(tile.path(), new byte[0]));
    }

    private static Map<String, byte[]> tiles(List<Hash> leaves) {
        Map<String, byte[]> tiles = new TreeMap<>();
        TileBuilder<RuntimeException> builder = new TileBuilder<>((tile, hashes) -> tiles.put(tile.path(), hashes));
        leaves.forEach(builder::append);
        builder.finish();
        return tiles;
    }

    private static List<Hash> hexes(String... hexes) {
        return Arrays.stream(hexes).map(Examples::hex).toList();
    }
}
