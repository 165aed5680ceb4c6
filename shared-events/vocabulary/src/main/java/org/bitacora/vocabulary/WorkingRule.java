package org.bitacora.vocabulary;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a group can set about how it works. Each rule has a default or is off until the group sets it. */
public enum WorkingRule {
    /** Heads every page and export. */
    GROUP_NAME("group.name", "Grupo de Iniciativa", text -> !text.isBlank() && text.length() <= 120),
    /** An IANA time zone: in which days are counted. */
    GROUP_TIME_ZONE("group.timeZone", "America/Mexico_City", WorkingRule::isZone),
    /** Of a thread whose creator does not say otherwise. */
    VISIBILITY_DEFAULT(
            "visibility.default",
            "members",
            text -> Coded.find(Visibility.class, text).isPresent()),
    /** Length of a membership whose end is not given. */
    MEMBERSHIP_TERM_MONTHS("membership.termMonths", null, within(1, 120)),
    /** How long after its end a membership lapses. */
    MEMBERSHIP_GRACE_DAYS("membership.graceDays", "30", within(0, 3_660)),
    /** Within how many days a suggestion should be acknowledged. */
    SUGGESTION_ACKNOWLEDGE_DAYS("suggestion.acknowledgeDays", null, within(0, 3_660)),
    /** Within how many days a suggestion should be answered. */
    SUGGESTION_ANSWER_DAYS("suggestion.answerDays", null, within(0, 3_660)),
    /** How many suggestions somebody who is no member may send in 30 days. */
    SUGGESTION_OUTSIDE_PER_MONTH("suggestion.outsidePerMonth", null, within(1, 20)),
    /** How long before a meeting its call and its items should be known. */
    MEETING_NOTICE_DAYS("meeting.noticeDays", null, within(0, 3_660)),
    /** How long a draft of minutes lies open before it is published. */
    MINUTES_REVIEW_DAYS("minutes.reviewDays", null, within(0, 3_660)),
    /** Above which share of one sector a page says so. */
    FUNDING_MAX_SHARE_PERCENT("funding.maxSharePercent", null, within(1, 100)),
    /** How long an assigned term waits for its member. */
    SECRETARIAT_ASSUME_DAYS("secretariat.assumeDays", "14", within(0, 3_660)),
    /** How long an asked secretariat may take to answer. */
    SECRETARIAT_SILENT_DAYS("secretariat.silentDays", "21", within(0, 3_660)),
    /** From blocking personal data to erasing them. */
    PERSONAL_DATA_BLOCK_DAYS("personal-data.blockDays", "30", within(0, 3_660)),
    /** From closing a request of somebody who never was a member to erasing it. */
    PERSONAL_DATA_REQUEST_DAYS("personal-data.requestDays", "180", within(0, 3_660));

    private final String key;
    private final @Nullable String defaultValue;

    @SuppressWarnings("ImmutableEnumChecker") // only the functions above, which hold no state
    private final Predicate<String> valid;

    WorkingRule(String key, @Nullable String defaultValue, Predicate<String> valid) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.valid = valid;
    }

    public static Optional<WorkingRule> find(String key) {
        for (WorkingRule rule : values()) {
            if (rule.key.equals(key)) return Optional.of(rule);
        }
        return Optional.empty();
    }

    public String key() {
        return key;
    }

    /** What holds until the group sets it; null means off. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** Whether the group can set this value; null, for off, only where it is off by default. */
    public boolean allows(@Nullable String value) {
        return value == null ? defaultValue == null : valid.test(value);
    }

    private static Predicate<String> within(int min, int max) {
        return text -> {
            if (!text.matches("0|[1-9][0-9]{0,5}")) return false;
            int number = Integer.parseInt(text);
            return min <= number && number <= max;
        };
    }

    private static boolean isZone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text);
    }
}
