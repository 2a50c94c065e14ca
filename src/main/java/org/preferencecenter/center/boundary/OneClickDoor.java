package org.preferencecenter.center.boundary;

import java.util.Set;

import io.undertow.server.HttpHandler;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.Methods;
import jakarta.servlet.ServletContext;

/** Lets one-click POSTs through to {@link OneClickPost} before they become servlet requests. Found by its service file. */
public final class OneClickDoor implements ServletExtension {

    /**
     * The largest body of every other request, in octets: a message of 25 MiB and some. Set here and not on the server's
     * listener, which would answer 400 where a one-click body, however large, is to be answered 413.
     */
    private static final long LARGEST = 26 * 1024 * 1024;

    /** What is read line by line and never held, and so may be as long as it is. */
    private static final Set<String> ENDLESS = Set.of("/api/v1/decisions:batch");

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(next -> exchange -> {
            boolean oneClick = exchange.getRequestMethod().equals(Methods.POST)
                    && exchange.getRelativePath().startsWith(OneClickPost.ROUTE);
            if (!oneClick && !ENDLESS.contains(exchange.getRelativePath())) {
                exchange.setMaxEntitySize(LARGEST);
            }
            HttpHandler post = oneClick ? (HttpHandler) context.getAttribute(OneClickPost.class.getName()) : null;
            (post != null ? post : next).handleRequest(exchange);
        });
    }
}
