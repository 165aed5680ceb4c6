package org.bitacora.command.suggestions;

import static org.bitacora.command.Slice.post;

import org.bitacora.command.Slice;

/** All that can be asked about suggestions, and where. */
public final class Suggestions {
    private static final String SHOWN_AT = "/suggestions/{id}";

    public static final Slice SLICE = Slice.of(
            "suggestions",
            post("/suggestions", SubmitSuggestion.DECISION, SHOWN_AT).creating("suggestionId"),
            post("/suggestions/{suggestionId}/acknowledgements", AcknowledgeSuggestion.DECISION, SHOWN_AT),
            post("/suggestions/{suggestionId}/triages", TriageSuggestion.DECISION, SHOWN_AT),
            post("/suggestions/{suggestionId}/parkings", ParkSuggestion.DECISION, SHOWN_AT),
            post("/suggestions/{into}/merges", MergeSuggestions.DECISION, SHOWN_AT),
            post("/suggestions/{suggestionId}/splits", SplitSuggestion.DECISION, SHOWN_AT)
                    .creating("parts.suggestionId"),
            post("/suggestions/{suggestionId}/answers", AnswerSuggestion.DECISION, SHOWN_AT),
            post("/suggestions/{suggestionId}/reopenings", ReopenSuggestion.DECISION, SHOWN_AT),
            post("/suggestions/{suggestionId}/withdrawals", WithdrawSuggestion.DECISION, SHOWN_AT));

    private Suggestions() {}
}
