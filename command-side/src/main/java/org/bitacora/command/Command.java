package org.bitacora.command;

/**
 * What somebody asks to have recorded: a record whose constructor checks the form of every field (see {@link Form}). Each command's file
 * also holds its {@link Decision}.
 */
public interface Command {
    /** The id of the thing that the command creates or is about; it is the {@code id} of the answer. */
    String id();
}
