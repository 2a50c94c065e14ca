package org.preferencecenter.office.boundary;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;

/**
 * A session that ends with its request. The components ask for one to keep the nonce of a page's scripts in; a stateless
 * page needs it no longer than it takes to draw it, and the browser is given no cookie for it (ADR 0020).
 */
final class PassingSession implements HttpSession {

    private final Map<String, Object> kept = new HashMap<>();
    private final ServletContext context;
    private final long began = System.currentTimeMillis();

    PassingSession(ServletContext context) {
        this.context = context;
    }

    @Override
    public Object getAttribute(String name) {
        return kept.get(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        kept.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        kept.remove(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(kept.keySet());
    }

    @Override
    public String getId() {
        return "";
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public long getCreationTime() {
        return began;
    }

    @Override
    public long getLastAccessedTime() {
        return began;
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        // It lasts as long as the request.
    }

    @Override
    public int getMaxInactiveInterval() {
        return 0;
    }

    @Override
    public boolean isNew() {
        return true;
    }

    @Override
    public void invalidate() {
        kept.clear();
    }
}
