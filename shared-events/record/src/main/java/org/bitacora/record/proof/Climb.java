package org.bitacora.record.proof;

/** The way from a node up to the root, one hash of a proof at a time (RFC 9162, 2.1.3.2 and 2.1.4.2). */
final class Climb {
    private long node;
    private long last;

    /**
     * @param node number of the node within its level, from 0
     * @param last number of the last node in that level
     */
    Climb(long node, long last) {
        this.node = node;
        this.last = last;
    }

    boolean atRoot() {
        return last == 0;
    }

    /** Goes up to where the next hash of the proof belongs; says whether that is left of the way. */
    boolean siblingIsLeft() {
        boolean odd = (node & 1) == 1;
        boolean left = odd || node == last;
        // At the right edge, levels where the node has no sibling are not in the proof.
        int levels = left && !odd ? Long.numberOfTrailingZeros(node) + 1 : 1;
        node >>>= levels;
        last >>>= levels;
        return left;
    }
}
