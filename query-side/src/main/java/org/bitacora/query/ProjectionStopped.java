package org.bitacora.query;

/** A view cannot be read: its projection met something that it could not take in. The reason is in its health. */
public final class ProjectionStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String projection;

    public ProjectionStopped(String projection) {
        super("projection " + projection + " has stopped", null, false, false);
        this.projection = projection;
    }

    public String projection() {
        return projection;
    }
}
