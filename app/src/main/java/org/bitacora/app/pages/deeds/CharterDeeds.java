package org.bitacora.app.pages.deeds;

import org.bitacora.app.pages.deeds.Deed.Told;
import org.bitacora.app.pages.deeds.DeedPart.Said;
import org.bitacora.vocabulary.CharterEvent;
import org.bitacora.vocabulary.CharterEvent.WorkingRuleSet;
import org.bitacora.vocabulary.WorkingRule;

/** What the group agreed on about how it works, in words. */
final class CharterDeeds {
    private CharterDeeds() {}

    static Told of(CharterEvent event, Telling telling) {
        return switch (event) {
            case WorkingRuleSet e -> {
                Told told = ruleSet(e, telling);
                yield e.source() == null ? told : told.noting(telling.say("deed.source", new Said(e.source())));
            }
        };
    }

    private static Told ruleSet(WorkingRuleSet event, Telling telling) {
        Said rule = telling.words("deed.rule." + event.key());
        if (event.value() == null) return Told.of(telling.say("deed.WorkingRuleSet.off", rule));
        boolean coded = event.key().equals(WorkingRule.VISIBILITY_DEFAULT.key());
        Said value = coded ? telling.words("deed.visibility." + event.value()) : new Said(event.value());
        return Told.of(telling.say("deed.WorkingRuleSet", rule, value));
    }
}
