package org.preferencecenter.access.boundary;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

import org.preferencecenter.access.control.Doorkeeper;
import org.preferencecenter.access.entity.Needs;
import org.preferencecenter.access.entity.Open;

/** Puts a {@link KeyFilter} before every method of the API, at start; only {@link Open} ones go without. */
@Provider
public class ApiGuard implements DynamicFeature {

    private static final Logger LOGGER = System.getLogger(ApiGuard.class.getName());

    @Inject
    private Doorkeeper doorkeeper;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        Needs needs = method.getAnnotation(Needs.class);
        if (needs != null) {
            context.register(new KeyFilter(doorkeeper, needs.value()));
        } else if (!method.isAnnotationPresent(Open.class)) {
            LOGGER.log(Level.ERROR, "{0}.{1} says neither @Needs nor @Open: it is answered to nobody",
                    resource.getResourceClass().getSimpleName(), method.getName());
            context.register(new ToNobody());
        }
    }
}
