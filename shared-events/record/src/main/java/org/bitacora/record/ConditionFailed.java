package org.bitacora.record;

/** Something that a decision was made from had changed before it could be appended; it can be made anew. */
public final class ConditionFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConditionFailed(AppendCondition condition) {
        super("events came at or after position " + condition.since(), null, false, false);
    }
}
