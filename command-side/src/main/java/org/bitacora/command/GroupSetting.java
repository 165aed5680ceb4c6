package org.bitacora.command;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.bitacora.record.Criteria;
import org.bitacora.record.EventRecord;
import org.bitacora.record.StoredEvent;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.Coded;
import org.bitacora.vocabulary.EventCodec;
import org.bitacora.vocabulary.Visibility;
import org.bitacora.vocabulary.WorkingRule;

/**
 * The group's time zone and its default visibility, as they travel with each command, read outside its boundary. Another process's change
 * is seen within {@value #SEEN_WITHIN_MILLIS} ms, this process's own at once.
 *
 * <p>Safe for use by many threads.
 */
final class GroupSetting {
    private static final long SEEN_WITHIN_MILLIS = 1_000;
    private static final Criteria RULES = Boundaries.workingRule(WorkingRule.GROUP_TIME_ZONE)
            .or(Boundaries.workingRule(WorkingRule.VISIBILITY_DEFAULT));

    private final EventRecord record;
    private final EventCodec codec;

    private record Known(long readUpTo, Instant at, ZoneId zone, Visibility visibility) {}

    private final AtomicReference<Known> known = new AtomicReference<>(new Known(
            0,
            Instant.EPOCH,
            ZoneId.of(Objects.requireNonNull(WorkingRule.GROUP_TIME_ZONE.defaultValue())),
            visibility(Objects.requireNonNull(WorkingRule.VISIBILITY_DEFAULT.defaultValue()))));

    GroupSetting(EventRecord record, EventCodec codec) {
        this.record = record;
        this.codec = codec;
    }

    Actor.Setting at(Instant now) {
        Known current = known.get();
        long size = record.size();
        if (size > current.readUpTo && now.isAfter(current.at.plusMillis(SEEN_WITHIN_MILLIS))) {
            Known read = read(current, size, now);
            // A rule that was set meanwhile may be missing from what was read: then the next command reads again.
            known.compareAndSet(current, read);
            current = read;
        }
        return new Actor.Setting(now, current.zone, current.visibility);
    }

    /** A working rule was set here: read again before the next command. */
    void changed() {
        known.updateAndGet(current -> new Known(current.readUpTo, Instant.EPOCH, current.zone, current.visibility));
    }

    private Known read(Known from, long size, Instant now) {
        ZoneId zone = from.zone;
        Visibility visibility = from.visibility;
        for (StoredEvent event : record.find(RULES, from.readUpTo, size)) {
            WorkingRuleSet set = (WorkingRuleSet) event.decode(codec).event();
            String value = Objects.requireNonNull(set.value(), "neither rule can be put off");
            if (set.key().equals(WorkingRule.GROUP_TIME_ZONE.key())) zone = ZoneId.of(value);
            else visibility = visibility(value);
        }
        return new Known(size, now, zone, visibility);
    }

    private static Visibility visibility(String code) {
        return Coded.find(Visibility.class, code).orElseThrow();
    }
}
