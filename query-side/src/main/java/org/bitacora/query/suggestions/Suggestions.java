package org.bitacora.query.suggestions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.Cursor;
import org.bitacora.query.Documents;
import org.bitacora.query.Group;
import org.bitacora.query.Listing;
import org.bitacora.query.Page;
import org.bitacora.query.People;
import org.bitacora.query.ViewEndpoint;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.journal.Journal;
import org.bitacora.query.suggestions.Suggestion.Genealogy;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.Sector;
import org.bitacora.vocabulary.TriageTarget;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/** What can be read of suggestions: the inbox, and each one with its clocks and its family. */
public final class Suggestions {
    private final Documents<SuggestionView> documents;
    private final SuggestionPresentation.Parts parts;

    public Suggestions(Documents<SuggestionView> documents, People people, Group group, Journal journal) {
        this.documents = documents;
        this.parts = new SuggestionPresentation.Parts(documents, people, group, journal);
    }

    /** One suggestion with its family. */
    public record One(Suggestion suggestion, Genealogy genealogy) {}

    public List<ViewEndpoint> endpoints() {
        return List.of(
                new ViewEndpoint("/suggestions", Set.of("state", "sector", "to", "author", "order"), this::inbox),
                new ViewEndpoint("/suggestions/{id}", Set.of(), request -> one(request.path("id"), request)));
    }

    /** Suggestions that a reader asks for; the oldest first with {@code order=oldest}. */
    public Page<Suggestion> inbox(ViewRequest request) {
        Cursor cursor = Cursor.of(request);
        Listing listing = new Listing(
                filters(request),
                "since",
                !request.ordered("oldest", "newest"),
                cursor == null ? null : new Listing.After(cursor.number(), cursor.id()));
        List<SuggestionView> found = documents.list(listing, request.moment(), request.limit() + 1);
        Page<SuggestionView> page = Page.of(
                found,
                request.limit(),
                view -> new Cursor(Long.toString(view.submitted().openSince().toEpochMilli()), view.suggestionId()));
        SuggestionPresentation presentation = new SuggestionPresentation(parts, page.items(), request);
        return page.map(presentation::listed);
    }

    /** One suggestion; null if there is none, or it is not for this reader. */
    public @Nullable One one(String id, ViewRequest request) {
        SuggestionView view = documents.find(id, request.moment());
        if (view == null || !view.isFor(request.reader())) return null;
        return new One(
                new SuggestionPresentation(parts, List.of(view), request).whole(view),
                SuggestionFamily.of(view, documents, request).genealogy());
    }

    /** With what {@link SuggestionView#isFor} comes to in a list: all are public, or all are the reader's own, or it sees all. */
    private static Map<String, String> filters(ViewRequest request) {
        Map<String, String> filters = new LinkedHashMap<>();
        ViewRequest.put(filters, "state", request.oneOf("state", SuggestionView.STATES));
        ViewRequest.put(filters, "sector", request.oneOf("sector", Coded.codes(Sector.class)));
        ViewRequest.put(filters, "to", request.oneOf("to", Coded.codes(TriageTarget.class)));
        ViewRequest.put(filters, "author", request.parameter("author"));
        boolean all =
                request.reader().sees(Visibility.MEMBERS) || request.reader().is(filters.get("author"));
        if (!all) filters.put("visibility", Visibility.PUBLIC.code());
        return filters;
    }
}
