package org.bitacora.app.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.bitacora.app.House;
import org.bitacora.app.forms.CommandDoor;
import org.bitacora.app.forms.Outcome;
import org.bitacora.app.pages.LogDay.LogLink;
import org.bitacora.command.discussion.MakeContribution;
import org.bitacora.query.Reader;
import org.bitacora.query.timeline.TimelineEntry;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.ThreadKind;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the pages of threads have in common: they show a form to say something there, and hand in what was said. */
@Component
final class Contributions {
    /** The last part of the address that a page's form is posted to. */
    static final String PATH = "/intervenciones";

    /** The parameter of a page that names the contribution to reply to. */
    static final String REPLY = "reply";

    private final House house;
    private final PageViews views;
    private final CommandDoor door;
    private final MessageSource messages;

    Contributions(House house, PageViews views, CommandDoor door, MessageSource messages) {
        this.house = house;
        this.views = views;
        this.door = door;
        this.messages = messages;
    }

    /**
     * What came in with the form; nothing was recorded.
     *
     * @param replyTo id of the contribution that it replies to; empty for none
     */
    record Typed(FormState form, String replyTo) {
        static Typed of(Map<String, String> fields, Outcome.Refused why) {
            FormState form = ContributionForm.empty().refused(fields, new RefusedField(why.field(), why.text()));
            return new Typed(form, fields.getOrDefault("replyTo", ""));
        }
    }

    /** @param meeting that of an item; null for a suggestion */
    Outcome send(ThreadId thread, @Nullable String meeting, Map<String, String> typed, Reader reader, Locale locale) {
        Map<String, String> address = new HashMap<>();
        address.put("thread.kind", thread.kind().code());
        address.put("thread.id", thread.id());
        if (meeting != null) address.put("meetingId", meeting);
        return door.send(MakeContribution.class, typed, address, reader.personId(), locale);
    }

    /**
     * The form for a thread.
     *
     * @param to address that it is posted to
     * @param page on which it stands, which may ask for a reply
     * @param typed as it was sent; null if it was not
     */
    ContributionForm form(String to, PageAddress page, Reader reader, @Nullable Typed typed) {
        String replyTo = typed == null ? page.parameter(REPLY) : typed.replyTo;
        return new ContributionForm(
                to,
                page.without(REPLY).text(),
                door.freshKey(),
                typed == null ? ContributionForm.empty() : typed.form,
                replyTo == null || replyTo.isEmpty() ? null : reply(replyTo, reader));
    }

    /** The link by which each contribution of a thread is replied to, on the page of that thread. */
    Function<TimelineEntry, List<LogLink>> replies(PageAddress page, Locale locale) {
        String text = messages.getMessage("contribute.reply", null, locale);
        return entry -> entry.event() instanceof ContributionMade made
                ? List.of(new LogLink(text, replyTo(made.contributionId(), page)))
                : List.of();
    }

    /** Where a page shows the form to reply to a contribution. */
    static String replyTo(String contribution, PageAddress page) {
        return page.with(REPLY, contribution).text() + "#say";
    }

    /** Null if there is none, or it is not for this reader. */
    private ContributionForm.@Nullable Reply reply(String contribution, Reader reader) {
        PageAddress about = PageAddress.at("/cronologia")
                .with("thread", ThreadKind.CONTRIBUTION.code() + ":" + contribution)
                .with("kind", "contribution");
        List<TimelineEntry> found =
                house.timeline().entries(views.ask("/timeline", about, reader)).items();
        for (TimelineEntry entry : found) {
            if (entry.event() instanceof ContributionMade made
                    && made.contributionId().equals(contribution)) {
                return new ContributionForm.Reply(
                        contribution, entry.position(), entry.actor().name());
            }
        }
        return null;
    }
}
