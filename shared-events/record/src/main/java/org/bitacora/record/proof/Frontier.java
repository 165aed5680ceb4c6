package org.bitacora.record.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of an RFC 6962 tree ("compact range"): all that is needed to append to it and to know its root. A tree
 * of {@code size} leaves is a row of perfect subtrees, one for each 1 in the binary form of its size; these are their
 * roots, the largest and leftmost first. At most 63 hashes, so that every commit document can hold one.
 *
 * @param size leaves in the tree
 * @param nodes as many as {@code size} has 1-bits
 */
public record Frontier(long size, List<Hash> nodes) {

    private static final Frontier EMPTY = new Frontier(0, List.of());

    /** Also rebuilds a stored one. Throws {@link IllegalArgumentException} if size and nodes do not fit together. */
    public Frontier {
        nodes = List.copyOf(nodes);
        if (size < 0 || nodes.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has not " + nodes.size() + " nodes");
        }
    }

    public static Frontier empty() {
        return EMPTY;
    }

    /** The tree with one more leaf: as many subtrees merge with it as {@code size} ends in 1-bits. */
    public Frontier append(Hash leaf) {
        int merging = Long.numberOfTrailingZeros(~size);
        int staying = nodes.size() - merging;
        Hash node = leaf;
        for (int i = nodes.size() - 1; i >= staying; i--) {
            node = Hash.ofChildren(nodes.get(i), node);
        }
        List<Hash> next = new ArrayList<>(nodes.subList(0, staying));
        next.add(node);
        return new Frontier(size + 1, next);
    }

    /** The tree's hash (RFC 6962, 2.1); that of nothing for the empty tree. */
    public Hash root() {
        if (nodes.isEmpty()) {
            return Hash.ofNothing();
        }
        Hash root = nodes.getLast();
        for (int i = nodes.size() - 2; i >= 0; i--) {
            root = Hash.ofChildren(nodes.get(i), root);
        }
        return root;
    }
}
