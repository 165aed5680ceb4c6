package org.bitacora.app.pages.deeds;

import java.time.Instant;
import java.util.List;
import org.bitacora.vocabulary.Coded;
import org.jspecify.annotations.Nullable;

/** A piece of a sentence about something that happened. Templates show each form in its own way. */
public sealed interface DeedPart {
    /** Which form this is: {@code said}, {@code thing}, {@code somebody}, {@code sector}, {@code entry}, {@code day} or {@code hour}. */
    String form();

    /** Words. */
    record Said(String text) implements DeedPart {
        @Override
        public String form() {
            return "said";
        }
    }

    /**
     * A thing with a page of its own.
     *
     * @param href null for things whose pages are not there yet
     * @param ref the short number that people quote; null if it has none
     * @param title null if it has none
     */
    record Thing(
            @Nullable String href,
            @Nullable String ref,
            @Nullable String title) implements DeedPart {
        @Override
        public String form() {
            return "thing";
        }
    }

    /** @param sector code of the sector they spoke for; null for nobody of a sector */
    record Somebody(String name, @Nullable String sector) implements DeedPart {
        @Override
        public String form() {
            return "somebody";
        }
    }

    record SectorNamed(String sector) implements DeedPart {
        SectorNamed(Coded sector) {
            this(sector.code());
        }

        @Override
        public String form() {
            return "sector";
        }
    }

    /** Another entry of the record, by its number. */
    record Entry(long position) implements DeedPart {
        @Override
        public String form() {
            return "entry";
        }
    }

    /** @param iso a day, or less exact */
    record Day(String iso) implements DeedPart {
        @Override
        public String form() {
            return "day";
        }
    }

    record Hour(Instant at) implements DeedPart {
        @Override
        public String form() {
            return "hour";
        }
    }

    /** Several in one place of a sentence, one after the other. A sentence holds them one by one. */
    record Several(List<DeedPart> parts) implements DeedPart {
        public Several {
            parts = List.copyOf(parts);
        }

        @Override
        public String form() {
            return "several";
        }
    }
}
