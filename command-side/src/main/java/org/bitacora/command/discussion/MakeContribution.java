package org.bitacora.command.discussion;

import java.util.List;
import org.bitacora.command.Actor;
import org.bitacora.command.Command;
import org.bitacora.command.Decision;
import org.bitacora.command.Form;
import org.bitacora.command.Past;
import org.bitacora.command.Refusal;
import org.bitacora.command.Right;
import org.bitacora.record.Criteria;
import org.bitacora.vocabulary.DiscussionEvent.Author;
import org.bitacora.vocabulary.DiscussionEvent.ContributionMade;
import org.bitacora.vocabulary.DiscussionEvent.ThreadId;
import org.bitacora.vocabulary.Recorded;
import org.bitacora.vocabulary.Tag;
import org.bitacora.vocabulary.ThreadKind;
import org.bitacora.vocabulary.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Says something in the thread of a suggestion or of an agenda item; or enters from an archive, with its source, what somebody said there.
 *
 * @param meetingId that of an item; null for a suggestion
 * @param replyTo a contribution of the same thread; null for none
 * @param body Markdown
 * @param visibility null for that of the thread
 * @param author whose words they are, from an archive; null for the sender's own
 */
public record MakeContribution(
        String contributionId,
        ThreadId thread,
        @Nullable String meetingId,
        @Nullable String replyTo,
        String body,
        @Nullable Visibility visibility,
        @Nullable Author author)
        implements Command {
    public MakeContribution {
        contributionId = Form.id("contributionId", contributionId);
        Form.required("thread", thread);
        Form.oneOf("thread", thread.kind(), List.of(ThreadKind.SUGGESTION, ThreadKind.ITEM));
        Form.id("thread", thread.id());
        meetingId =
                thread.kind() == ThreadKind.ITEM ? Form.id("meetingId", meetingId) : Form.none("meetingId", meetingId);
        replyTo = Form.optionalId("replyTo", replyTo);
        body = Form.body("body", body);
        author = author == null ? null : checked(author);
    }

    @Override
    public String id() {
        return contributionId;
    }

    static final Decision<MakeContribution, State> DECISION = new Decision<>(
                    MakeContribution.class,
                    MakeContribution::boundary,
                    command ->
                            new State(command, OpenThread.unknown(command.thread, command.meetingId), null, null, null),
                    State::evolve,
                    MakeContribution::decide)
            .past(Past.ALLOWED);

    /**
     * @param before the contribution that has this id already; null for none
     * @param beforeBy who sent it; null for none
     * @param repliedTo null for none
     */
    record State(
            MakeContribution command,
            OpenThread thread,
            @Nullable ContributionMade before,
            @Nullable String beforeBy,
            @Nullable ContributionMade repliedTo) {
        State evolve(Recorded recorded) {
            if (!(recorded.event() instanceof ContributionMade made)) {
                return new State(command, thread.evolve(recorded), before, beforeBy, repliedTo);
            }
            String id = made.contributionId();
            if (id.equals(command.contributionId)) {
                return new State(command, thread, made, recorded.by().actor(), repliedTo);
            }
            return id.equals(command.replyTo) ? new State(command, thread, before, beforeBy, made) : this;
        }
    }

    private static Criteria boundary(MakeContribution command) {
        Criteria boundary =
                OpenThread.boundary(command.thread, command.meetingId).or(made(command.contributionId));
        return command.replyTo == null ? boundary : boundary.or(made(command.replyTo));
    }

    private static Criteria made(String contributionId) {
        return Criteria.of(Tag.contribution(contributionId), List.of(ContributionMade.class));
    }

    static List<ContributionMade> decide(MakeContribution command, State state, Actor by) {
        command.mustBeAllowed(by);
        OpenThread thread = state.thread;
        thread.mustExist();
        ContributionMade before = state.before;
        if (before != null) {
            boolean same =
                    before.equals(command.made(before.visibility())) && by.id().equals(state.beforeBy);
            if (same) return List.of();
            throw Refusal.taken("contributionId", command.contributionId);
        }
        thread.mustBeOpen();
        command.mustReplyWithin(state.repliedTo);
        return List.of(command.made(thread.visibility(command.visibility)));
    }

    /** One's own words are a member's; those of others come from an archive, whatever day they are of. */
    private void mustBeAllowed(Actor by) {
        if (author == null) {
            by.mustBe(Right.MEMBER);
        } else {
            by.mustBe(Right.REVIEWER, Right.SECRETARIAT, Right.IMPORT);
            by.mustGiveSource("time.source-required");
        }
    }

    private void mustReplyWithin(@Nullable ContributionMade repliedTo) {
        if (replyTo == null) return;
        if (repliedTo == null) throw Refusal.unknown("replyTo", replyTo);
        if (!repliedTo.thread().equals(thread)) {
            throw Refusal.ruleOn("replyTo", "discussion.reply-elsewhere", replyTo);
        }
    }

    private ContributionMade made(Visibility otherwise) {
        return new ContributionMade(
                contributionId, thread, replyTo, body, visibility == null ? otherwise : visibility, author);
    }

    private static Author checked(Author author) {
        return new Author(
                Form.id("author", author.subjectId()),
                Form.optionalPersonName("author", author.name()),
                Form.required("author", author.sector()),
                Form.optionalOrganisation("author", author.organisation()));
    }
}
