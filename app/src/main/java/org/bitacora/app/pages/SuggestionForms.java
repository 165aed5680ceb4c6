package org.bitacora.app.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitacora.app.House;
import org.bitacora.app.forms.CommandDoor;
import org.bitacora.app.pages.DeedForm.Source;
import org.bitacora.query.Page;
import org.bitacora.query.Reader;
import org.bitacora.query.ViewRequest;
import org.bitacora.query.meetings.Meeting;
import org.bitacora.query.suggestions.Suggestion;
import org.bitacora.query.suggestions.Suggestions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The forms about a suggestion that a reader is offered on its page. */
@Component
final class SuggestionForms {
    private static final Pattern CHOSEN = Pattern.compile("sources\\.(\\d{1,3})\\.suggestionId");

    private final House house;
    private final PageViews views;
    private final CommandDoor door;
    private final MessageSource messages;

    SuggestionForms(House house, PageViews views, CommandDoor door, MessageSource messages) {
        this.house = house;
        this.views = views;
        this.door = door;
        this.messages = messages;
    }

    /**
     * The forms for a reader of this standing. One that was refused is shown whoever sent it, with what it says.
     *
     * @param typed a form as it was sent; null if none was
     */
    List<DeedForm> of(
            Suggestion suggestion, Standing standing, Reader reader, DeedForm.@Nullable Typed typed, Locale locale) {
        List<SuggestionDeed> offered = new ArrayList<>(Arrays.asList(SuggestionDeed.values()));
        offered.removeIf(deed -> !deed.offered(suggestion, standing) && (typed == null || typed.deed() != deed));
        return offered.stream()
                .map(deed -> {
                    DeedForm.Typed own = typed != null && typed.deed() == deed ? typed : null;
                    return DeedForm.of(
                            deed, suggestion, door.freshKey(), rest(deed, suggestion, reader, own, locale), own);
                })
                .toList();
    }

    private DeedForm.Rest rest(
            SuggestionDeed deed, Suggestion suggestion, Reader reader, DeedForm.@Nullable Typed typed, Locale locale) {
        return switch (deed) {
            case TRIAGE -> new DeedForm.Addressees(meetings(reader, locale));
            case MERGE -> sources(suggestion, reader, typed);
            case SPLIT -> DeedForm.parts(typed);
            case ACKNOWLEDGE, ANSWER, PARK, REOPEN, WITHDRAW -> new DeedForm.Nothing();
        };
    }

    /** Those that are not over, the soonest first. */
    private List<Choice> meetings(Reader reader, Locale locale) {
        Words words = new Words(
                Language.of(locale), house.group().zone(), house.clock().instant(), messages);
        PageAddress all = PageAddress.at(MeetingsPage.PATH).with("limit", Integer.toString(ViewRequest.LIMIT_MAX));
        return house.meetings().all(views.ask("/meetings", all, reader)).items().reversed().stream()
                .filter(meeting -> meeting.state() != Meeting.State.OVER)
                .map(meeting -> new Choice(
                        meeting.id(),
                        meeting.call().title() + ", "
                                + words.vague(meeting.call().day().text()),
                        null))
                .toList();
    }

    /** A page of those that are open; what was chosen on another page comes along. */
    private DeedForm.Sources sources(Suggestion into, Reader reader, DeedForm.@Nullable Typed typed) {
        String cursor =
                typed == null ? "" : Objects.requireNonNullElse(typed.fields().get("more"), "");
        PageAddress open = PageAddress.at(SuggestionsPage.PATH).with("state", "open");
        ViewRequest request = views.ask("/suggestions", cursor.isEmpty() ? open : open.with("cursor", cursor), reader);
        Page<Suggestion> page = house.suggestions().inbox(request);
        Set<String> chosen = typed == null ? Set.of() : chosen(typed.fields());
        List<Source> shown = new ArrayList<>();
        for (String id : chosen) {
            Suggestions.One one = house.suggestions().one(id, request);
            if (one != null && one.suggestion().state().open()) shown.add(new Source(one.suggestion(), true));
        }
        for (Suggestion other : page.items()) {
            if (!other.id().equals(into.id()) && !chosen.contains(other.id())) shown.add(new Source(other, false));
        }
        return new DeedForm.Sources(shown, page.next(), cursor.isEmpty());
    }

    /** In the order of the form; no more than a page can have shown. */
    private static Set<String> chosen(Map<String, String> typed) {
        Map<Integer, String> rows = new TreeMap<>();
        typed.forEach((name, id) -> {
            Matcher row = CHOSEN.matcher(name);
            if (row.matches()) rows.put(Integer.valueOf(row.group(1)), id);
        });
        Set<String> chosen = new LinkedHashSet<>(rows.values());
        return new LinkedHashSet<>(
                chosen.stream().limit(ViewRequest.LIMIT_DEFAULT).toList());
    }
}
