package org.bitacora.record.proof;

import java.util.Iterator;
import java.util.List;

/**
 * That the tree of {@code to} leaves begins with the tree of {@code from} leaves: nothing was changed or taken out in
 * between (RFC 6962, 2.1.2). Empty if both are of one size, or the older is the empty tree, with which every tree
 * begins.
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {

    /** Throws {@link IllegalArgumentException} unless 0 ≤ {@code from} ≤ {@code to}. */
    public ConsistencyProof {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a tree of " + to + " leaves does not begin with one of " + from);
        }
        path = List.copyOf(path);
    }

    /** Whether the proof leads from the one root to the other (RFC 9162, 2.1.4.2). */
    public boolean verifies(Hash fromRoot, Hash toRoot) {
        if (from == 0) {
            return path.isEmpty() && fromRoot.equals(Hash.ofNothing());
        }
        if (from == to) {
            return path.isEmpty() && fromRoot.equals(toRoot);
        }
        Iterator<Hash> hashes = path.iterator();
        // A perfect older tree is a node of the newer one, and its root is known: the proof leaves it out.
        boolean perfect = Long.bitCount(from) == 1;
        if (!perfect && !hashes.hasNext()) {
            return false;
        }
        int within = Long.numberOfTrailingZeros(from);
        Climb climb = new Climb((from - 1) >>> within, (to - 1) >>> within);
        Hash older = perfect ? fromRoot : hashes.next();
        Hash newer = older;
        while (hashes.hasNext()) {
            if (climb.atRoot()) {
                return false;
            }
            Hash sibling = hashes.next();
            if (climb.siblingIsLeft()) {
                older = Hash.ofChildren(sibling, older);
                newer = Hash.ofChildren(sibling, newer);
            } else {
                newer = Hash.ofChildren(newer, sibling);
            }
        }
        return climb.atRoot() && older.equals(fromRoot) && newer.equals(toRoot);
    }
}
