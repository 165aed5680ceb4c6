package org.bitacora.query;

import java.util.List;

/** What the runner feeds with events, in order, in batches. A batch that comes twice changes nothing. */
public interface Projection {
    String name();

    /** Raised with every change of what it writes: it is then built anew beside the old one. */
    int version();

    /** Creates what a new build needs, such as indexes. */
    void prepare(Build build);

    /** Takes in the next events. */
    void apply(List<Fact> facts, Build build);
}
