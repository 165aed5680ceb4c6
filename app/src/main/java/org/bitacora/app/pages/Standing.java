package org.bitacora.app.pages;

import org.jspecify.annotations.Nullable;

/**
 * Where a reader stands in the group today: which forms a page offers them. What they may really record, the commands say.
 *
 * @param personId null for the public
 * @param member whether they are an active member
 * @param vacant whether nobody holds the secretariat
 */
record Standing(@Nullable String personId, boolean member, boolean reviewer, boolean secretariat, boolean vacant) {
    /** Whether they do what the secretariat does, because they hold it or because nobody does. */
    boolean forSecretariat() {
        return secretariat || (vacant && member);
    }

    boolean forReview() {
        return reviewer || forSecretariat();
    }

    /** Whether they are offered what a reviewer does for no other reason than that nobody holds the secretariat. */
    boolean byVacancy() {
        return vacant && member && !reviewer;
    }

    boolean is(String person) {
        return person.equals(personId);
    }
}
