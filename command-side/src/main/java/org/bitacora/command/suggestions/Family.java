package org.bitacora.command.suggestions;

import java.util.List;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.Recorded;

/**
 * A suggestion with others that are, or are to be, joined to it or parted from it.
 *
 * @param branches in the order in which the command names them
 */
record Family(Suggestion root, List<Suggestion> branches) {
    static Family unknown(String root, List<String> branches) {
        return new Family(
                Suggestion.unknown(root),
                branches.stream().map(Suggestion::unknown).toList());
    }

    static Criteria boundary(String root, List<String> branches) {
        return branches.stream().map(Suggestion::boundary).reduce(Suggestion.boundary(root), Criteria::or);
    }

    Family evolve(Recorded recorded) {
        return new Family(
                root.evolve(recorded),
                branches.stream().map(branch -> branch.evolve(recorded)).toList());
    }
}
