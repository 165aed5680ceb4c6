package org.bitacora.query;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.DomainEvent;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.WorkingRule;
import org.jspecify.annotations.Nullable;

/** The group's working rules as they stand. */
public final class Group {
    private static final String ID = "rules";

    private final Documents<Rules> documents;
    private volatile @Nullable Read last;

    /** What was read when the views had come to a position; it holds until they have come further. */
    private record Read(long position, @Nullable Rules rules) {}

    public Group(Documents<Rules> documents) {
        this.documents = documents;
    }

    /** What the group has set: text by key. */
    public record Rules(Map<String, String> values) {
        public Rules {
            values = Map.copyOf(values);
        }
    }

    public String name() {
        return text(WorkingRule.GROUP_NAME);
    }

    /** In which days are counted. */
    public ZoneId zone() {
        return ZoneId.of(text(WorkingRule.GROUP_TIME_ZONE));
    }

    /** A rule that is a number; null if it is off. */
    public @Nullable Integer number(WorkingRule rule) {
        String value = value(rule);
        return value == null ? null : Integer.valueOf(value);
    }

    private String text(WorkingRule rule) {
        String value = value(rule);
        if (value == null) throw new IllegalStateException(rule.key() + " is never off");
        return value;
    }

    private @Nullable String value(WorkingRule rule) {
        Rules rules = rules();
        String set = rules == null ? null : rules.values.get(rule.key());
        return set == null ? rule.defaultValue() : set;
    }

    private @Nullable Rules rules() {
        long position = documents.position();
        Read read = last;
        if (read == null || read.position != position) {
            read = new Read(position, documents.find(ID, new Moment.Now()));
            last = read;
        }
        return read.rules;
    }

    /** Folds the working rules into one document. */
    public static final class Fold implements View<Rules> {
        @Override
        public String name() {
            return "rules";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<Rules> document() {
            return Rules.class;
        }

        @Override
        public Set<Class<? extends DomainEvent>> events() {
            return Set.of(WorkingRuleSet.class);
        }

        @Override
        public Tag tag(String id) {
            throw new UnsupportedOperationException("working rules are read as they stand");
        }

        @Override
        public List<String> concerned(Fact fact) {
            return List.of(ID);
        }

        @Override
        public Rules evolve(@Nullable Rules view, Fact fact, String id) {
            WorkingRuleSet set = (WorkingRuleSet) fact.recorded().event();
            Map<String, String> values = new HashMap<>(view == null ? Map.of() : view.values);
            if (set.value() == null) values.remove(set.key());
            else values.put(set.key(), set.value());
            return new Rules(values);
        }

        @Override
        public Map<String, Object> index(Rules view) {
            return Map.of();
        }
    }
}
