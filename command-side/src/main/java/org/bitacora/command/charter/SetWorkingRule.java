package org.bitacora.command.charter;

import static org.bitacora.command.Boundaries.workingRule;

import java.util.List;
import java.util.Objects;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.command.RuleInForce;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.WorkingRule;
import org.jspecify.annotations.Nullable;

/**
 * Sets one of the working rules, from today on; the command's source may say where the group spoke of it.
 *
 * @param key one of {@link WorkingRule}'s
 * @param value null to put it off
 */
public record SetWorkingRule(String key, @Nullable String value) implements Command {
    public SetWorkingRule {
        WorkingRule rule =
                WorkingRule.find(Form.required("key", key)).orElseThrow(() -> Refusal.form("rule.unknown", "key"));
        value = Form.optionalTitle("value", value);
        if (!rule.allows(value)) throw Refusal.form("rule.unknown", "value");
    }

    @Override
    public String id() {
        return key;
    }

    static final Decision<SetWorkingRule, RuleInForce> DECISION = new Decision<>(
            SetWorkingRule.class,
            command -> workingRule(command.rule()),
            command -> RuleInForce.unset(command.rule()),
            RuleInForce::evolve,
            SetWorkingRule::decide);

    static List<WorkingRuleSet> decide(SetWorkingRule command, RuleInForce present, Actor by) {
        by.mustBe(Right.SECRETARIAT);
        if (Objects.equals(command.value, present.value())) return List.of();
        return List.of(
                new WorkingRuleSet(command.key, command.value, by.envelope().source()));
    }

    private WorkingRule rule() {
        return WorkingRule.find(key).orElseThrow();
    }
}
