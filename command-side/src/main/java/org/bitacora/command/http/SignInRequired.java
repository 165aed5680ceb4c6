package org.bitacora.command.http;

/** A command came from nobody in particular. */
final class SignInRequired extends RuntimeException {
    private static final long serialVersionUID = 1;
}
