package org.bitacora.command;

import java.util.Objects;
import java.util.Optional;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.WorkingRule;
import org.jspecify.annotations.Nullable;

/**
 * What a working rule says at present: what {@link Boundaries#workingRule} tells.
 *
 * @param value as text; null while the rule is off
 */
public record RuleInForce(WorkingRule rule, @Nullable String value) {
    /** The rule as it is until the group sets it. */
    public static RuleInForce unset(WorkingRule rule) {
        return new RuleInForce(rule, rule.defaultValue());
    }

    /** The number of months or days; empty while the rule is off. */
    public Optional<Integer> number() {
        return Optional.ofNullable(value).map(Integer::valueOf);
    }

    /** The same, of a rule that cannot be put off. */
    public int alwaysNumber() {
        return Integer.parseInt(Objects.requireNonNull(value));
    }

    /** Takes in an event; those about other things change nothing. */
    public RuleInForce evolve(Recorded recorded) {
        return recorded.event() instanceof WorkingRuleSet set && set.key().equals(rule.key())
                ? new RuleInForce(rule, set.value())
                : this;
    }
}
