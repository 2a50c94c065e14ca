package org.preferencecenter.center.boundary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletionException;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.Test;

import org.preferencecenter.consent.entity.Outcome;

/** 200 only after a durable stop; whatever else happens, 503 with Retry-After, and one answer. */
class PendingStopTest {

    private final Map<String, Object> answered = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int completed;
    private final PendingStop pending = new PendingStop(context(), "test");

    @Test
    void a_durable_stop_is_answered_with_200() {
        pending.accept(new Outcome(UUID.randomUUID(), List.of(), false, OptionalInt.empty()), null);
        told(200, null);
    }

    @Test
    void a_repeat_is_answered_with_200() {
        pending.accept(Outcome.NOTHING, null);
        told(200, null);
    }

    @Test
    void a_database_that_is_away_is_answered_with_503_and_when_to_come_back() {
        pending.accept(null, new CompletionException(new IllegalStateException("away")));
        told(503, "30");
    }

    @Test
    void a_stop_that_takes_too_long_is_answered_with_503_once() {
        pending.onTimeout(null);
        told(503, "30");
        pending.accept(Outcome.NOTHING, null);
        pending.onError(null);
        told(503, "30");
    }

    private void told(int status, String retry) {
        assertEquals(status, answered.get("setStatus"));
        assertEquals(retry, answered.get("setHeader"));
        assertEquals(body.size(), answered.get("setContentLength"));
        assertEquals(1, completed);
    }

    private AsyncContext context() {
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class}, (proxy, method, with) -> {
                    if (method.getName().equals("getOutputStream")) {
                        return stream();
                    }
                    answered.put(method.getName(), with[with.length - 1]);
                    return null;
                });
        return (AsyncContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {AsyncContext.class},
                (proxy, method, with) -> {
                    completed += method.getName().equals("complete") ? 1 : 0;
                    return method.getName().equals("getResponse") ? response : null;
                });
    }

    private ServletOutputStream stream() {
        return new ServletOutputStream() {
            @Override
            public void write(int octet) {
                body.write(octet);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
