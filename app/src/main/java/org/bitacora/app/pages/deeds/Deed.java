package org.bitacora.app.pages.deeds;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry tells, in one language.
 *
 * @param kind what sort of thing it is, in a word or two
 * @param actor who did it
 * @param sentence what they did: it goes on after the actor
 * @param late whether it is marked late, for ever
 * @param written what people wrote with it (Markdown); null if they wrote nothing
 * @param notes sentences of their own about how it came into the record
 */
public record Deed(
        String kind,
        DeedPart.Somebody actor,
        List<DeedPart> sentence,
        boolean late,
        @Nullable String written,
        List<List<DeedPart>> notes) {
    /** What is longer is folded away in a log, in characters. */
    private static final int WRITTEN_IN_SIGHT_MAX = 1_500;

    public Deed {
        sentence = List.copyOf(sentence);
        notes = List.copyOf(notes);
    }

    /** Whether what was written is so long that a log only offers it. */
    public boolean writtenAtLength() {
        return written != null && written.length() > WRITTEN_IN_SIGHT_MAX;
    }

    /** The same on the page of one of the things that it is about, which is then named by its number alone. */
    public Deed onPageOf(String ref) {
        List<DeedPart> shorter = sentence.stream()
                .map(part -> part instanceof DeedPart.Thing thing && ref.equals(thing.ref())
                        ? new DeedPart.Thing(null, ref, null)
                        : part)
                .toList();
        return new Deed(kind, actor, shorter, late, written, notes);
    }

    /** The same on a page that shows elsewhere what people wrote with it. */
    public Deed withoutText() {
        return new Deed(kind, actor, sentence, late, null, notes);
    }

    /** What one slice says of an event; the rest of a deed is told alike for all. */
    record Told(
            List<DeedPart> sentence, boolean late, @Nullable String written, List<List<DeedPart>> notes) {
        static Told of(List<DeedPart> sentence) {
            return new Told(sentence, false, null, List.of());
        }

        Told written(@Nullable String text) {
            return new Told(sentence, late, text, notes);
        }

        Told noting(List<DeedPart> note) {
            List<List<DeedPart>> more = new ArrayList<>(notes);
            more.add(note);
            return new Told(sentence, late, written, more);
        }

        Told late(boolean is) {
            return new Told(sentence, is, written, notes);
        }
    }
}
