package org.bitacora.app.pages.deeds;

import org.bitacora.app.pages.deeds.Deed.Told;
import org.bitacora.app.pages.deeds.DeedPart.Said;
import org.bitacora.vocabulary.DiscussionEvent;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.DiscussionEvent.VisibilityChanged;
import org.bitacora.vocabulary.ThreadKind;

/** What people said to each other, in words. */
final class DiscussionDeeds {
    private DiscussionDeeds() {}

    static Told of(DiscussionEvent event, Telling telling) {
        return switch (event) {
            case ContributionMade e -> contribution(e, telling).written(e.body());
            case VisibilityChanged e -> visibility(e, telling).written(e.reason());
        };
    }

    private static Told contribution(ContributionMade event, Telling telling) {
        DeedPart thread = telling.thing(event.thread().kind(), event.thread().id());
        DeedPart.Entry repliesTo = telling.repliesTo();
        Told told = Told.of(
                repliesTo == null
                        ? telling.say("deed.ContributionMade", thread)
                        : telling.say("deed.ContributionMade.reply", thread, repliesTo));
        String organisation = event.author() == null ? null : event.author().organisation();
        return organisation == null ? told : told.noting(telling.say("deed.of-organisation", new Said(organisation)));
    }

    private static Told visibility(VisibilityChanged event, Telling telling) {
        ThreadId thing = event.thing();
        String key = "deed.VisibilityChanged." + event.to().code();
        // A contribution has no name: what it stands in is named instead.
        return thing.kind() == ThreadKind.CONTRIBUTION
                ? Told.of(telling.say(key + ".contribution", telling.nearest()))
                : Told.of(telling.say(key, telling.thing(thing.kind(), thing.id())));
    }
}
