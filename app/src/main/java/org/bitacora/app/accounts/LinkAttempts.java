package org.bitacora.app.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts, for each address, the links tried that did not work: 20 within ten minutes of the first, in this process alone. Nobody can
 * guess a token; this keeps trying them from loading the database. Links that work are not counted, so that a group behind one address
 * can sign in together.
 */
final class LinkAttempts {
    static final int FAILURES_MAX = 20;
    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int ADDRESSES_MAX = 10_000;

    private final Cache<String, AtomicInteger> failures;

    LinkAttempts(InstantSource clock) {
        // A counter's expiry runs from its creation: counting changes it in place, which is no write to the cache.
        this.failures = Caffeine.newBuilder()
                .expireAfterWrite(WINDOW)
                .maximumSize(ADDRESSES_MAX)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Throws {@link AccessRefused}, 429, once an address has failed too often. */
    void refuseIfTooMany(String address) {
        AtomicInteger count = failures.getIfPresent(address);
        if (count != null && count.get() >= FAILURES_MAX) {
            throw AccessRefused.tooManyAttempts(WINDOW);
        }
    }

    void countFailure(String address) {
        failures.get(address, first -> new AtomicInteger()).incrementAndGet();
    }
}
