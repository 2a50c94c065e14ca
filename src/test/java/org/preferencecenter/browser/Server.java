package org.preferencecenter.browser;

import java.net.URI;

/** Where the server under test answers; see {@link ServerUnderTest} for how it is set up. */
public final class Server {

    private Server() {
    }

    public static URI baseUrl() {
        return URI.create("http://localhost:" + Integer.getInteger(ServerUnderTest.HTTP_PORT));
    }

    /** The same server under TLS, with a certificate it signed itself. */
    public static URI secureUrl() {
        return URI.create("https://localhost:" + Integer.getInteger(ServerUnderTest.HTTPS_PORT));
    }
}
