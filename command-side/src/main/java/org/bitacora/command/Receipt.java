package org.bitacora.command;

import java.util.List;

/**
 * What became of a command.
 *
 * @param id of the thing that it created or is about
 * @param position the last position that a view must have reached to show it
 * @param events what it recorded, in order; empty if it repeated what was so already
 */
public record Receipt(String id, long position, List<Recording> events) {
    /** An event that the command recorded. */
    public record Recording(long position, String type) {}

    public Receipt {
        events = List.copyOf(events);
    }
}
