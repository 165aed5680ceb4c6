package org.bitacora.command.discussion;

import static org.bitacora.command.Slice.post;

import org.bitacora.command.Slice;

/** All that can be asked about what people write in threads and who may read it, and where. */
public final class Discussions {
    public static final Slice SLICE = Slice.of(
            "discussions",
            post("/contributions", MakeContribution.DECISION, "/timeline/{position}")
                    .creating("contributionId"),
            post("/visibilities", SetVisibility.DECISION, "/timeline/{position}"));

    private Discussions() {}
}
