package org.bitacora.app.pages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitacora.query.suggestions.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * A form about a suggestion, as its page shows it.
 *
 * @param code of the deed
 * @param to where it is posted
 * @param key of the command
 * @param stepsField name of the hidden field with the steps; null if it has none
 * @param steps at which the page shows the suggestion; null for the public, who is offered no form
 * @param open whether it is unfolded
 * @param parts numbers of the rows of a split; empty for others
 * @param sources what can be merged; empty for others
 */
record DeedForm(
        String code,
        String to,
        String key,
        @Nullable String stepsField,
        @Nullable Integer steps,
        boolean open,
        FormState form,
        List<Integer> parts,
        List<Source> sources) {
    private static final int PARTS_SHOWN_FIRST = 2;
    private static final int PARTS_MAX = 10;

    /** A suggestion that can be merged. */
    record Source(Suggestion suggestion, boolean chosen) {}

    /**
     * What came in with the form; nothing while it was not sent.
     *
     * @param why null if it was not refused, but sent to have one more row
     */
    record Typed(
            SuggestionDeed deed,
            Map<String, String> fields,
            @Nullable RefusedField why) {
        boolean oneMorePart() {
            return why == null;
        }
    }

    /**
     * @param others open suggestions that could be merged into this one
     * @param typed into this form; null if none was sent, or another
     */
    static DeedForm of(
            SuggestionDeed deed, Suggestion suggestion, String key, List<Suggestion> others, @Nullable Typed typed) {
        List<Integer> parts = deed == SuggestionDeed.SPLIT ? parts(typed) : List.of();
        FormState form = deed.form();
        for (int part : parts) {
            form = form.with("parts." + part + ".title", "").with("parts." + part + ".body", "");
        }
        if (typed != null) form = form.filled(typed.fields, typed.why);
        return new DeedForm(
                deed.code(),
                SuggestionsPage.PATH + "/" + suggestion.id() + "/" + deed.path(),
                key,
                deed.stepsField(),
                suggestion.steps(),
                typed != null,
                form,
                parts,
                deed == SuggestionDeed.MERGE ? sources(suggestion, others, typed) : List.of());
    }

    /** Whether the split can have another row. */
    public boolean moreParts() {
        return !parts.isEmpty() && parts.size() < PARTS_MAX;
    }

    private static List<Integer> parts(@Nullable Typed typed) {
        int rows = PARTS_SHOWN_FIRST;
        if (typed != null) {
            while (rows < PARTS_MAX && typed.fields.containsKey("parts." + rows + ".title")) rows++;
            if (typed.oneMorePart() && rows < PARTS_MAX) rows++;
        }
        List<Integer> parts = new ArrayList<>();
        for (int i = 0; i < rows; i++) parts.add(i);
        return parts;
    }

    private static List<Source> sources(Suggestion into, List<Suggestion> others, @Nullable Typed typed) {
        Set<String> chosen = new HashSet<>();
        if (typed != null) {
            typed.fields.forEach((name, value) -> {
                if (name.matches("sources\\.\\d+\\.suggestionId")) chosen.add(value);
            });
        }
        return others.stream()
                .filter(other -> !other.id().equals(into.id()))
                .map(other -> new Source(other, chosen.contains(other.id())))
                .toList();
    }
}
