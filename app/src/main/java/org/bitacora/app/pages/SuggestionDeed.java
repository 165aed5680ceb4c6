package org.bitacora.app.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bitacora.command.Command;
import org.bitacora.command.suggestions.AcknowledgeSuggestion;
import org.bitacora.command.suggestions.AnswerSuggestion;
import org.bitacora.command.suggestions.MergeSuggestions;
import org.bitacora.command.suggestions.ParkSuggestion;
import org.bitacora.command.suggestions.ReopenSuggestion;
import org.bitacora.command.suggestions.SplitSuggestion;
import org.bitacora.command.suggestions.TriageSuggestion;
import org.bitacora.command.suggestions.WithdrawSuggestion;
import org.bitacora.query.suggestions.Suggestion;
import org.bitacora.query.suggestions.SuggestionView.State;
import org.bitacora.vocabulary.TriageTarget;
import org.jspecify.annotations.Nullable;

/** What can be recorded about a suggestion from its page, in the order in which the page offers it. */
enum SuggestionDeed {
    ACKNOWLEDGE("acuse", AcknowledgeSuggestion.class, null, "note"),
    TRIAGE("turno", TriageSuggestion.class, "steps", "meetingId", "note"),
    ANSWER("respuesta", AnswerSuggestion.class, "steps", "outcome", "reply"),
    PARK("espera", ParkSuggestion.class, "steps", "reason", "reviewOn"),
    MERGE("union", MergeSuggestions.class, "intoSteps", "sources", "reason"),
    SPLIT("separacion", SplitSuggestion.class, "steps", "reason"),
    REOPEN("reapertura", ReopenSuggestion.class, "steps", "reason"),
    WITHDRAW("retiro", WithdrawSuggestion.class, null, "reason");

    private final String path;
    private final Class<? extends Command> command;
    private final @Nullable String stepsField;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is unmodifiable
    private final List<String> fields;

    SuggestionDeed(String path, Class<? extends Command> command, @Nullable String stepsField, String... fields) {
        this.path = path;
        this.command = command;
        this.stepsField = stepsField;
        this.fields = List.of(fields);
    }

    /** The deed whose form is posted to this last part of an address. */
    static Optional<SuggestionDeed> at(String path) {
        return Arrays.stream(values()).filter(deed -> deed.path.equals(path)).findFirst();
    }

    String path() {
        return path;
    }

    Class<? extends Command> command() {
        return command;
    }

    /** The hidden field with the steps that the page showed; null if the command carries none. */
    @Nullable
    String stepsField() {
        return stepsField;
    }

    /** Its name in messages and ids. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Fields of the command that nobody types: the page's address gives them, or they follow from others. */
    Map<String, String> address(String suggestionId, Map<String, String> typed) {
        return switch (this) {
            case MERGE -> Map.of("into", suggestionId);
            case TRIAGE -> {
                boolean meeting = !typed.getOrDefault("meetingId", "").isEmpty();
                TriageTarget to = meeting ? TriageTarget.MEETING : TriageTarget.SECRETARIAT;
                yield Map.of("suggestionId", suggestionId, "to", to.code());
            }
            case ACKNOWLEDGE, ANSWER, PARK, SPLIT, REOPEN, WITHDRAW -> Map.of("suggestionId", suggestionId);
        };
    }

    FormState form() {
        return FormState.empty(code(), fields.toArray(String[]::new));
    }

    /** Whether the page offers it to somebody of this standing. */
    boolean offered(Suggestion suggestion, Standing standing) {
        State state = suggestion.state();
        boolean own = standing.is(suggestion.author().id());
        return switch (this) {
            case ACKNOWLEDGE -> standing.forReview() && state == State.RECEIVED;
            case TRIAGE, ANSWER, PARK, MERGE, SPLIT -> standing.forReview() && state.open();
            case REOPEN ->
                (standing.forReview() || (own && standing.member()))
                        && (state == State.ANSWERED || state == State.MERGED);
            case WITHDRAW -> own && (state.open() || state == State.MERGED);
        };
    }
}
