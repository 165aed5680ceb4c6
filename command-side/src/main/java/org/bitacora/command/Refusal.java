package org.bitacora.command;

import java.util.List;
import org.bitacora.vocabulary.CodeTexts;
import org.jspecify.annotations.Nullable;

/**
 * Why a command records nothing: a stable rule code, the field it speaks of and the ids concerned. Its text, in both languages, is in {@code
 * refusals_*.properties}. A refusal is an answer, not a failure of the software, so it carries no stack trace.
 */
public abstract sealed class Refusal extends RuntimeException {
    /** What each code says to people. */
    public static final CodeTexts TEXTS = new CodeTexts("org.bitacora.command.refusals");

    private static final long serialVersionUID = 1;

    private static final String LOST_RACE = "command.lost-race";

    private final String code;
    private final @Nullable String field;
    private final transient List<String> ids;

    private Refusal(String code, @Nullable String field, List<String> ids) {
        super(code, null, false, false);
        this.code = code;
        this.field = field;
        this.ids = List.copyOf(ids);
    }

    /** The rule's code, for instance {@code suggestion.not-open}. */
    public String code() {
        return code;
    }

    /** The field of the command that it speaks of; null if it speaks of the whole. */
    public @Nullable String field() {
        return field;
    }

    /** The things concerned; may be empty. */
    public List<String> ids() {
        return ids;
    }

    /** What was sent is not well formed, whatever the state of the record. */
    public static Refusal form(String code, String field) {
        return new Malformed(code, field);
    }

    /** A rule of the group keeps it from being recorded. */
    public static Refusal rule(String code, String... ids) {
        return new Broken(code, null, List.of(ids));
    }

    /** The same, about one field of the command. */
    public static Refusal ruleOn(String field, String code, String... ids) {
        return new Broken(code, field, List.of(ids));
    }

    /** What the page had shown has changed since; it can be looked at again and sent anew. */
    public static Refusal moved(String code, String... ids) {
        return new Moved(code, List.of(ids));
    }

    /** Others kept changing what it is decided from: the same command may well be taken a moment later. */
    public static Refusal lostRace(String id) {
        return new Moved(LOST_RACE, List.of(id));
    }

    /** Whether it is a {@link #lostRace}, and so no word on the command itself. */
    public boolean isLostRace() {
        return code.equals(LOST_RACE);
    }

    /** The actor may not do this. */
    public static Refusal access(String code) {
        return new NotAllowed(code);
    }

    /** The id of a new thing is that of another one. */
    public static Refusal taken(String field, String id) {
        return new Broken("id.taken", field, List.of(id));
    }

    /** There is no such thing, or the actor may not see it. */
    public static Refusal unknown(String field, String id) {
        return new Unknown(field, id);
    }

    /** See {@link #form}. */
    public static final class Malformed extends Refusal {
        private static final long serialVersionUID = 1;

        private Malformed(String code, String field) {
            super(code, field, List.of());
        }
    }

    /** See {@link #rule}. */
    public static final class Broken extends Refusal {
        private static final long serialVersionUID = 1;

        private Broken(String code, @Nullable String field, List<String> ids) {
            super(code, field, ids);
        }
    }

    /** See {@link #moved}. */
    public static final class Moved extends Refusal {
        private static final long serialVersionUID = 1;

        private Moved(String code, List<String> ids) {
            super(code, null, ids);
        }
    }

    /** See {@link #access}. */
    public static final class NotAllowed extends Refusal {
        private static final long serialVersionUID = 1;

        private NotAllowed(String code) {
            super(code, null, List.of());
        }
    }

    /** See {@link #unknown}. */
    public static final class Unknown extends Refusal {
        private static final long serialVersionUID = 1;

        private Unknown(String field, String id) {
            super("id.unknown", field, List.of(id));
        }
    }
}
