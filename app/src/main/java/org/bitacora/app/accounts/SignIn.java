package org.bitacora.app.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * Signing a browser in by a one-time link, and out. A page shown by GET only {@linkplain #peek peeks}, because mail scanners and
 * previews fetch links; the button on it posts, and that {@linkplain #follow follows}.
 *
 * <p>Setting up takes three steps within that post: peek, admit the first member under the link's person id, follow. A refused
 * admission leaves the link as it was. Two posts at once repeat the same admission, one of them follows, and the other is told that the
 * link is used.
 */
public final class SignIn {
    private final OneTimeLinks links;
    private final Accounts accounts;
    private final Sessions sessions;
    private final LinkAttempts attempts;

    SignIn(OneTimeLinks links, Accounts accounts, Sessions sessions, LinkAttempts attempts) {
        this.links = links;
        this.accounts = accounts;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    /**
     * What a link is for, without using it; empty if it is unknown, used, revoked or expired.
     *
     * @throws AccessRefused 429, if too many links that do not work were tried from the request's address
     */
    public Optional<OneTimeLink> peek(String token, HttpServletRequest request) {
        String address = request.getRemoteAddr();
        attempts.refuseIfTooMany(address);
        Optional<OneTimeLink> link = links.peek(token);
        if (link.isEmpty()) {
            attempts.countFailure(address);
        }
        return link;
    }

    /**
     * Uses a link: begins the person's account, in place of one that they had, and a session in this browser, in place of the one it
     * had. Empty, and nothing changed, if the link cannot be used.
     *
     * @throws AccessRefused as {@link #peek}
     */
    public Optional<OneTimeLink> follow(String token, HttpServletRequest request, HttpServletResponse response) {
        String address = request.getRemoteAddr();
        attempts.refuseIfTooMany(address);
        Optional<OneTimeLink> used = links.use(token);
        used.ifPresentOrElse(
                link -> {
                    SessionCookie.read(request).ifPresent(sessions::end);
                    accounts.begin(link.personId());
                    SessionCookie.write(request, response, sessions.begin(link.personId()));
                },
                () -> attempts.countFailure(address));
        return used;
    }

    /** Ends this browser's session, if it has one, and takes its cookie away. */
    public void signOut(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(sessions::end);
        SessionCookie.clear(request, response);
    }
}
