package org.bitacora.command;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of the group's life that is decided together: its commands, and the address at which each is posted.
 *
 * @param name lower-case plural noun
 * @param automated what only automations ask for, so that it has no address
 */
public record Slice(String name, List<Endpoint> endpoints, List<Decision<?, ?>> automated) {
    /**
     * Where a command is posted.
     *
     * @param path below {@code /api/v1}; a field in braces, for instance {@code /suggestions/{suggestionId}/answers}, is taken from the
     *     address
     * @param creates the field with the id of the thing that the command creates, which the door fills in if the sender left it out
     *     ({@code list.field} for one in each element of a list); empty if it creates none
     * @param shownAt where what became of it can be read; {@code {id}} and {@code {position}} stand for those of the receipt
     */
    public record Endpoint(Decision<?, ?> decision, String path, String creates, String shownAt) {
        /** The same, where the sender may leave out the id of what the command creates. */
        public Endpoint creating(String idField) {
            return new Endpoint(decision, path, idField, shownAt);
        }
    }

    public Slice {
        endpoints = List.copyOf(endpoints);
        automated = List.copyOf(automated);
    }

    public static Slice of(String name, Endpoint... endpoints) {
        return new Slice(name, List.of(endpoints), List.of());
    }

    /** The same, with decisions that have no address. */
    public Slice automated(Decision<?, ?>... decisions) {
        return new Slice(name, endpoints, List.of(decisions));
    }

    /** All its decisions, with an address or without. */
    public List<Decision<?, ?>> decisions() {
        Stream<Decision<?, ?>> addressed = endpoints.stream().map(Endpoint::decision);
        return Stream.concat(addressed, automated.stream()).toList();
    }

    public static Endpoint post(String path, Decision<?, ?> decision, String shownAt) {
        return new Endpoint(decision, path, "", shownAt);
    }
}
