package org.bitacora.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.EventType;
import org.bitacora.vocabulary.Tag;

/**
 * Which events are meant: those that any of the criteria names. It is both what a decision reads and what must not have grown when the
 * decision is appended (its consistency boundary).
 *
 * @param any empty means no event at all
 */
public record Criteria(List<Criterion> any) {
    private static final Criteria NONE = new Criteria(List.of());
    private static final Criteria EVERYTHING = new Criteria(List.of(new Criterion(Set.of(), Set.of())));

    public Criteria {
        any = List.copyOf(any);
    }

    public static Criteria none() {
        return NONE;
    }

    public static Criteria everything() {
        return EVERYTHING;
    }

    /** Events of these types that have this tag. */
    public static Criteria of(Tag tag, Collection<Class<? extends DomainEvent>> types) {
        return new Criteria(List.of(new Criterion(names(types), Set.of(tag))));
    }

    /** Every event that has this tag. */
    public static Criteria of(Tag tag) {
        return new Criteria(List.of(new Criterion(Set.of(), Set.of(tag))));
    }

    /** Every event of these types. */
    public static Criteria ofTypes(Collection<Class<? extends DomainEvent>> types) {
        return new Criteria(List.of(new Criterion(names(types), Set.of())));
    }

    public Criteria or(Criteria other) {
        List<Criterion> both = new ArrayList<>(any);
        other.any.stream().filter(criterion -> !both.contains(criterion)).forEach(both::add);
        return new Criteria(both);
    }

    /** Whether an event of this type with these tags, written as {@code kind:value}, is meant. */
    public boolean matches(String type, Collection<String> tags) {
        for (Criterion criterion : any) {
            if (criterion.matches(type, tags)) return true;
        }
        return false;
    }

    private static Set<String> names(Collection<Class<? extends DomainEvent>> types) {
        return Set.copyOf(types.stream().map(type -> EventType.of(type).name()).toList());
    }
}
