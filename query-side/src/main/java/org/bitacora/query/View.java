package org.bitacora.query;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.Tag;
import org.jspecify.annotations.Nullable;

/**
 * How documents are folded from events. All its methods are pure, so that the same fold serves the live documents and those of any past
 * moment.
 *
 * @param <V> a document: a record that the house's JSON mapper writes and reads back
 */
public interface View<V> {
    /** Lower-case plural noun; also the name of its collection. */
    String name();

    /** Raised with every change of the fold or of the document's form: the documents are then built anew. */
    int version();

    Class<V> document();

    /** The types that it folds. */
    Set<Class<? extends DomainEvent>> events();

    /** Where what concerns a document is found. */
    Tag tag(String id);

    /** The ids of the documents that an event concerns. */
    Collection<String> concerned(Fact fact);

    /**
     * The document after one more event.
     *
     * @param view null while it does not exist
     * @return null if it still does not exist
     */
    @Nullable
    V evolve(@Nullable V view, Fact fact, String id);

    /** The fields by which lists of documents are chosen and sorted: strings, longs, or lists of strings. {@code visibility} is among them. */
    Map<String, Object> index(V view);
}
