package org.bitacora.record.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static final List<String> RFC_ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void hasTheRootsOfTheKnownVectors() {
        Frontier frontier = Frontier.empty();
        List<Hash> roots = new ArrayList<>(List.of(frontier.root()));
        for (byte[] leaf : Examples.RFC_LEAVES) {
            frontier = frontier.append(Hash.ofLeaf(leaf));
            roots.add(frontier.root());
        }

        assertThat(roots).isEqualTo(RFC_ROOTS.stream().map(Examples::hex).toList());
    }

    @Test
    void hasTheRootThatTheDefinitionGivesForEverySizeUpTo300() {
        List<Hash> leaves = Examples.leaves(300);
        Frontier frontier = Frontier.empty();
        for (int size = 0; size <= 300; size++) {
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(frontier.root()).isEqualTo(Examples.bruteForceRoot(leaves.subList(0, size)));
            if (size < 300) {
                frontier = frontier.append(leaves.get(size));
            }
        }
    }

    @Test
    void goesOnFromItsStoredNodes() {
        List<Hash> leaves = Examples.leaves(100);
        Frontier whole = Frontier.empty();
        for (Hash leaf : leaves) {
            whole = new Frontier(whole.size(), whole.nodes()).append(leaf);
        }

        assertThat(whole.nodes()).hasSize(3);
        assertThat(whole.root()).isEqualTo(Examples.bruteForceRoot(leaves));
    }

    @Test
    void appendingLeavesTheEarlierOneAsItWas() {
        Frontier three = Frontier.empty();
        for (Hash leaf : Examples.leaves(3)) {
            three = three.append(leaf);
        }
        Hash before = three.root();
        three.append(Examples.leaves(4).getLast());

        assertThat(three.root()).isEqualTo(before);
        assertThat(three.size()).isEqualTo(3);
    }

    @Test
    void refusesNodesThatDoNotFitItsSize() {
        assertThatThrownBy(() -> new Frontier(3, Examples.leaves(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Frontier(-1, Examples.leaves(64))).isInstanceOf(IllegalArgumentException.class);
    }
}
