package org.bitacora.record;

/**
 * What must still hold when events are appended: nothing that the criteria name has come at or after a position.
 *
 * @param unchanged the events that the decision was made from
 * @param since the first position that the decision had not seen
 */
public record AppendCondition(Criteria unchanged, long since) {
    private static final AppendCondition NONE = new AppendCondition(Criteria.none(), 0);

    /** Append whatever happened. */
    public static AppendCondition none() {
        return NONE;
    }
}
