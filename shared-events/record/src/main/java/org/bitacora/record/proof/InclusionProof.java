package org.bitacora.record.proof;

import java.util.List;

/**
 * That a leaf stands at {@code index} in a tree of {@code size} leaves (RFC 6962, 2.1.1).
 *
 * @param path from the leaf's sibling up to a child of the root
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    /** Throws {@link IllegalArgumentException} unless 0 ≤ {@code index} &lt; {@code size}. */
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has none at " + index);
        }
        path = List.copyOf(path);
    }

    /** Whether the proof leads from this leaf to this root (RFC 9162, 2.1.3.2). */
    public boolean verifies(Hash leaf, Hash root) {
        Climb climb = new Climb(index, size - 1);
        Hash computed = leaf;
        for (Hash sibling : path) {
            if (climb.atRoot()) {
                return false;
            }
            computed = climb.siblingIsLeft() ? Hash.ofChildren(sibling, computed) : Hash.ofChildren(computed, sibling);
        }
        return climb.atRoot() && computed.equals(root);
    }
}
