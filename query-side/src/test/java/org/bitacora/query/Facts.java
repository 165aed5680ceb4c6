package org.bitacora.query;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitacora.vocabulary.About;
import org.bitacora.vocabulary.Channel;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventMetadata;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.SuggestionEvent.SuggestionSubmitted;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.VagueDate;
import org.bitacora.vocabulary.Visibility;

/** A history written by hand: each event gets the next position and is recorded an hour after the one before. */
public final class Facts {
    public static final LocalDate DAY = LocalDate.parse("2026-03-02");
    public static final String AUTHOR = "author";

    private final List<Fact> all = new ArrayList<>();
    private final Map<Class<?>, Long> counts = new HashMap<>();

    public Facts add(DomainEvent event) {
        return add(DAY, event);
    }

    /** Something that happened on that day, recorded now. */
    public Facts add(LocalDate day, DomainEvent event) {
        long position = all.size();
        EventMetadata by = new EventMetadata(
                AUTHOR,
                Channel.API,
                null,
                null,
                null,
                null,
                null,
                VagueDate.of(day),
                null,
                null,
                null,
                "set-off",
                null,
                "command" + position,
                "digest");
        Recorded recorded = new Recorded(position, "event" + position, recordedAt(position), by, event);
        all.add(new Fact(recorded, counts.merge(event.getClass(), 1L, Long::sum)));
        return this;
    }

    public Facts submitted(String id, Visibility visibility) {
        return add(new SuggestionSubmitted(id, About.GROUP, "title of " + id, "body of " + id, visibility));
    }

    public Facts changed(ThreadKind kind, String id, Visibility to) {
        return add(new VisibilityChanged(new ThreadId(kind, id), to, "because"));
    }

    public static Instant recordedAt(long position) {
        return Instant.parse("2026-03-02T12:00:00Z").plusSeconds(3600 * position);
    }

    public List<Fact> all() {
        return List.copyOf(all);
    }

    /** The document with that id after all of them; as the live view folds it, one by one. */
    public <V> V fold(View<V> view, String id) {
        V document = null;
        for (Fact fact : all) {
            boolean concerns = view.events().contains(fact.recorded().event().getClass())
                    && view.concerned(fact).contains(id);
            if (concerns) document = view.evolve(document, fact, id);
        }
        if (document == null) throw new AssertionError("there is no " + id);
        return document;
    }
}
