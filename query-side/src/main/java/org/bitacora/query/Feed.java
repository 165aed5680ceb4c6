package org.bitacora.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A projection, its build, and how far it has come. Written by one thread at a time, read by all. */
final class Feed {
    final Projection projection;

    volatile Build build;

    /** The first position that it has not taken in. */
    volatile long position;

    /** The first position at which a new build is fit to be read. */
    volatile long readableFrom;

    volatile @Nullable String failure;

    /** Events taken in, by type. */
    Map<String, Long> counts = Map.of();

    /** Ids of earlier builds that are still there for those who began to read them. */
    List<String> retired = new ArrayList<>();

    Feed(Projection projection, Build build, long readableFrom) {
        this.projection = projection;
        this.build = build;
        this.readableFrom = readableFrom;
    }

    boolean filling() {
        return position < readableFrom;
    }
}
