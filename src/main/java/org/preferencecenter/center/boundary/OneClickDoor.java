package org.preferencecenter.center.boundary;

import io.undertow.server.HttpHandler;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.Methods;
import jakarta.servlet.ServletContext;

/** Lets one-click POSTs through to {@link OneClickPost} before they become servlet requests. Found by its service file. */
public final class OneClickDoor implements ServletExtension {

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(next -> exchange -> {
            boolean oneClick = exchange.getRequestMethod().equals(Methods.POST)
                    && exchange.getRelativePath().startsWith(OneClickPost.ROUTE);
            HttpHandler post = oneClick ? (HttpHandler) context.getAttribute(OneClickPost.class.getName()) : null;
            (post != null ? post : next).handleRequest(exchange);
        });
    }
}
