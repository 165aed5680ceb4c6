package org.bitacora.app.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bitacora.query.suggestions.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * A form about a suggestion, as its page shows it.
 *
 * @param code of the deed
 * @param to where it is posted
 * @param key of the command
 * @param stepsField name of the hidden field with the steps; null if it has none
 * @param steps at which the page shows the suggestion; null for those who are told none
 * @param open whether it is unfolded
 * @param rest what only some forms have
 */
record DeedForm(
        String code,
        String to,
        String key,
        @Nullable String stepsField,
        @Nullable Integer steps,
        boolean open,
        FormState form,
        Rest rest) {
    /** What only some forms have; {@code more} says how their button asks for more of it, null where there is none. */
    sealed interface Rest {
        @Nullable
        String more();
    }

    record Nothing() implements Rest {
        @Override
        public @Nullable String more() {
            return null;
        }
    }

    /** Of a split: the numbers of its rows. */
    record Parts(List<Integer> rows) implements Rest {
        private static final int SHOWN_FIRST = 2;
        private static final int MAX = 10;

        @Override
        public @Nullable String more() {
            return rows.size() < MAX ? "1" : null;
        }
    }

    /**
     * Of a merge: what can be merged, those first that were chosen before.
     *
     * @param more the cursor of those that are older; null if there are none
     * @param newest whether these are not older ones
     */
    record Sources(List<Source> shown, @Nullable String more, boolean newest) implements Rest {}

    /** A suggestion that can be merged. */
    record Source(Suggestion suggestion, boolean chosen) {}

    /** Of a triage: the meetings that are not over, beside the secretariat. */
    record Addressees(List<Choice> meetings) implements Rest {
        @Override
        public @Nullable String more() {
            return null;
        }
    }

    /**
     * What came in with the form; nothing while it was not sent.
     *
     * @param why null if it was not refused, but sent to be shown with more
     */
    record Typed(
            SuggestionDeed deed,
            Map<String, String> fields,
            @Nullable RefusedField why) {
        boolean askedForMore() {
            return why == null;
        }
    }

    /** @param typed into this form; null if none was sent, or another */
    static DeedForm of(SuggestionDeed deed, Suggestion suggestion, String key, Rest rest, @Nullable Typed typed) {
        FormState form = deed.form();
        if (rest instanceof Parts parts) {
            for (int row : parts.rows) {
                form = form.with("parts." + row + ".title", "").with("parts." + row + ".body", "");
            }
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
                rest);
    }

    static Parts parts(@Nullable Typed typed) {
        int rows = Parts.SHOWN_FIRST;
        if (typed != null) {
            while (rows < Parts.MAX && typed.fields.containsKey("parts." + rows + ".title")) rows++;
            if (typed.askedForMore() && rows < Parts.MAX) rows++;
        }
        List<Integer> parts = new ArrayList<>();
        for (int i = 0; i < rows; i++) parts.add(i);
        return new Parts(parts);
    }
}
