package org.preferencecenter.office.boundary;

import java.util.Set;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import jakarta.servlet.ServletContext;

import org.preferencecenter.platform.boundary.FrontDoor;
import org.preferencecenter.platform.entity.Settings;

/**
 * Stands before {@code /office/sso}, the one path that the server itself guards with OpenID Connect (web.xml,
 * configure.cli): without a provider it does not exist; with one, only a browser's GET passes, cookies that the server
 * sets there are seen there alone, and its refusals become a page of ours. Found by its service file.
 */
public final class SsoDoor implements ServletExtension {

    /** Servlet context attribute: the {@link Settings}, set when the application starts. */
    static final String SETTINGS = "pc.office.sso.settings";
    private static final String PATH = "/office/sso";
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 500, 502, 503, 504);

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(next -> exchange -> {
            if (!exchange.getRelativePath().equals(PATH)) {
                next.handleRequest(exchange);
            } else if (!open(context, exchange)) {
                end(exchange, StatusCodes.NOT_FOUND);
            } else if (!exchange.getRequestMethod().equals(Methods.GET)) {
                exchange.getResponseHeaders().put(Headers.ALLOW, "GET");
                end(exchange, StatusCodes.METHOD_NOT_ALLOWED);
            } else {
                // A token made for another application of the provider would do as a bearer token: it opens nothing here.
                exchange.getRequestHeaders().remove(Headers.AUTHORIZATION);
                exchange.addResponseCommitListener(answer -> ours(answer, (Settings) context.getAttribute(SETTINGS)));
                next.handleRequest(exchange);
            }
        });
    }

    private static boolean open(ServletContext context, HttpServerExchange exchange) {
        return context.getAttribute(SETTINGS) instanceof Settings settings && settings.oidc().isPresent()
                && exchange.getHostName().equalsIgnoreCase(settings.baseUrl().getHost());
    }

    private static void end(HttpServerExchange exchange, int status) {
        FrontDoor.stamp(exchange);
        exchange.setStatusCode(status);
        exchange.endExchange();
    }

    private static void ours(HttpServerExchange exchange, Settings settings) {
        for (Cookie cookie : exchange.responseCookies()) {
            if (!OfficeCookie.ours(cookie.getName(), settings)) {
                cookie.setPath(PATH);
                cookie.setHttpOnly(true);
                cookie.setSecure(OfficeCookie.https(settings));
                // Lax: the way back from the provider is a link from another site.
                cookie.setSameSiteMode("Lax");
            }
        }
        if (REFUSALS.contains(exchange.getStatusCode())) {
            exchange.setStatusCode(StatusCodes.SEE_OTHER);
            exchange.getResponseHeaders().put(Headers.LOCATION, "/office/provider?refused=failed");
        }
    }
}
