package org.bitacora.vocabulary;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the group agreed on about how it works, as it said elsewhere. */
public sealed interface CharterEvent extends DomainEvent {
    /**
     * A working rule, from the day of recording on.
     *
     * @param key one of the working rules' keys
     * @param value its new value as text; null means off
     * @param source where the group spoke of it; null if nobody said
     */
    record WorkingRuleSet(
            String key, @Nullable String value, @Nullable String source) implements CharterEvent {
        @Override
        public Set<Tag> tags(EventMetadata by) {
            return Set.of(Tag.rule(key));
        }
    }
}
