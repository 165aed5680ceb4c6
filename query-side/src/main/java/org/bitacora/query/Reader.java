package org.bitacora.query;

import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Who reads, and what is for them to see.
 *
 * @param personId null for the public
 */
public record Reader(@Nullable String personId, Scope scope) {
    /** How much of the record is for a reader to see; each sees all that the one before sees. */
    public enum Scope {
        PUBLIC,
        MEMBERS,
        ALL
    }

    public static final Reader PUBLIC = new Reader(null, Scope.PUBLIC);

    /** Whether things of this visibility are for this reader. */
    public boolean sees(Visibility visibility) {
        return visibility == Visibility.PUBLIC || scope != Scope.PUBLIC;
    }

    /** Whether it is this reader's own. */
    public boolean is(@Nullable String person) {
        return personId != null && personId.equals(person);
    }
}
