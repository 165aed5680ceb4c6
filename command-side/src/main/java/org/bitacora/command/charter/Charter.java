package org.bitacora.command.charter;

import static org.bitacora.command.Slice.post;

import org.bitacora.command.Slice;

/** All that can be recorded about how the group works, and where. */
public final class Charter {
    public static final Slice SLICE = Slice.of(
            "working-rules", post("/working-rules/{key}/values", SetWorkingRule.DECISION, "/timeline/{position}"));

    private Charter() {}
}
