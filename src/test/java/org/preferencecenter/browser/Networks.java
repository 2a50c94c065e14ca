package org.preferencecenter.browser;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Every test, and what a class does before its tests, comes from a network of its own: what one asks for too often is counted
 * against no other. The server under test believes {@value #HEADER}, as it does behind a proxy.
 */
public final class Networks implements BeforeAllCallback, BeforeEachCallback {

    public static final String HEADER = "X-Forwarded-For";
    /** What limits count is the /24: 65,536 of them lie in 10.0.0.0/8 (RFC 1918). */
    private static final AtomicInteger LAST = new AtomicInteger();

    @Override
    public void beforeAll(ExtensionContext context) {
        another();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        another();
    }

    /** From now on requests come from elsewhere. */
    static void another() {
        LAST.incrementAndGet();
    }

    /** Where requests come from now. */
    public static String address() {
        int number = LAST.get() & 0xffff;
        return "10." + (number >> 8) + "." + (number & 255) + ".7";
    }
}
