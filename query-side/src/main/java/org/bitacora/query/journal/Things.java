package org.bitacora.query.journal;

import static com.mongodb.client.model.Filters.in;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.Build;
import org.bitacora.query.Fact;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.Visibility;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The things that events speak of: {@code {_id: tag, position, at, title, ordinal, visibility, within: [tags], began}}, {@code position} being
 * that of the event that began it and {@code at} that of the one that changed it last. Read once, changed in memory, written back.
 */
final class Things {
    private final Build build;
    private final Map<String, Document> known = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    Things(Build build) {
        this.build = build;
    }

    void load(List<Fact> facts) {
        Set<String> tags = new HashSet<>();
        for (Fact fact : facts) {
            Placement.of(fact.recorded().event()).things().forEach(tag -> tags.add(tag.toString()));
        }
        load(tags);
    }

    /** Loads these and what they are within. */
    void load(Collection<String> tags) {
        Set<String> missing = new HashSet<>(tags);
        missing.removeAll(known.keySet());
        while (!missing.isEmpty()) {
            Set<String> next = new HashSet<>();
            for (Document thing : build.collection(JournalProjection.THINGS).find(in("_id", missing))) {
                known.put(thing.getString("_id"), thing);
                next.addAll(thing.getList("within", String.class));
            }
            next.removeAll(known.keySet());
            next.removeAll(missing);
            missing = next;
        }
    }

    /** What was loaded of a thing; null if nothing is known of it. */
    @Nullable
    Document get(Tag tag) {
        return known.get(tag.toString());
    }

    void create(Placement.Creation creation, Fact fact) {
        String id = creation.tag().toString();
        if (known.containsKey(id)) return;
        known.put(
                id,
                new Document("_id", id)
                        .append("position", fact.recorded().position())
                        .append("at", fact.recorded().position())
                        .append("title", creation.title())
                        .append("ordinal", fact.ordinal())
                        .append("visibility", creation.visibility().code())
                        .append(
                                "within",
                                creation.within().stream().map(Tag::toString).toList())
                        .append(
                                "began",
                                fact.recorded().by().occurredOn().firstDay().toString()));
        changed.add(id);
    }

    /** A change that comes again after a later one changes nothing: not for a moment may it open what that one closed. */
    void change(VisibilityChanged event, long position) {
        Document thing = get(event.thing().tag());
        if (thing == null) throw new IllegalStateException("nothing is known of " + event.thing());
        if (thing.getLong("at") >= position) return;
        thing.append("visibility", event.to().code()).append("at", position);
        changed.add(thing.getString("_id"));
    }

    /** The tags, with all that they are within. */
    Set<String> withAll(List<Tag> tags) {
        Set<String> all = new LinkedHashSet<>();
        List<String> next = tags.stream().map(Tag::toString).toList();
        while (!next.isEmpty()) {
            List<String> within = new ArrayList<>();
            for (String tag : next) {
                Document thing = known.get(tag);
                if (all.add(tag) && thing != null) within.addAll(thing.getList("within", String.class));
            }
            next = within;
        }
        return all;
    }

    Visibility visible(Collection<String> tags, Visibility kind) {
        Visibility narrowest = kind;
        for (String tag : tags) {
            Document thing = known.get(tag);
            if (thing != null && thing.getString("visibility").equals(Visibility.MEMBERS.code())) {
                narrowest = Visibility.MEMBERS;
            }
        }
        return narrowest;
    }

    /** The first day on which all of them had begun; the empty text if they are none. */
    String began(Collection<String> tags) {
        String last = "";
        for (String tag : tags) {
            Document thing = known.get(tag);
            if (thing != null && thing.getString("began").compareTo(last) > 0) last = thing.getString("began");
        }
        return last;
    }

    void save() {
        List<Document> written = new ArrayList<>();
        for (String id : changed) {
            Document thing = known.get(id);
            if (thing != null) written.add(thing);
        }
        changed.clear();
        build.writeNewer(JournalProjection.THINGS, written);
    }
}
